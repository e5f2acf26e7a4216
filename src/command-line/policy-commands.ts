import { InvalidArgumentError, Option, type Command } from 'commander';

import { memberClient, memberCommand, type ServerCommandOptions } from './server-command.js';

const FILE = 'the policy as JSON, as "policy show --json" prints it, too; - for standard input';

export function addPolicyCommands(root: Command): void {
  const policy = root
    .command('policy')
    .description('see, try and adopt the policy of review, at a running server');
  memberCommand(policy, 'show', 'print the policy in force, or another version')
    .addOption(
      new Option('--version <n>', 'a version of it').argParser(versionIn).conflicts('asOf'),
    )
    .option('--as-of <position|instant>', 'the one that was in force then')
    .action(async (options: ServerCommandOptions & { version?: string; asOf?: string }) => {
      const { showPolicy } = await import('./policy.js');
      await showPolicy(await memberClient(options), options);
    });
  memberCommand(policy, 'try', 'tell what a policy would make of the verdicts that there are')
    .argument('<file>', FILE)
    .action(async (file: string, options: ServerCommandOptions) => {
      const { tryPolicy } = await import('./policy.js');
      await tryPolicy(await memberClient(options), file, options);
    });
  memberCommand(policy, 'adopt', 'tell the same, and put the policy in force; prints its version')
    .argument('<file>', FILE)
    .option('--yes', 'do not ask before', false)
    .action(async (file: string, options: ServerCommandOptions & { yes: boolean }) => {
      const { adoptPolicy } = await import('./policy.js');
      await adoptPolicy(await memberClient(options), file, options);
    });
}

function versionIn(text: string): string {
  if (/^[1-9]\d{0,14}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be a whole number from 1.');
}
