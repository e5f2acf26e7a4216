import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';

import { ROLES } from '../../events/envelope.js';
import { RELEASE } from '../release.js';
import { readSettings } from '../settings/settings.js';
import { AdminClient, type ServerOptions } from './admin-client.js';
import { demo } from './demo.js';
import { printEvents } from './events.js';
import { EXIT, EXIT_HELP, explain } from './exit-codes.js';
import { exportLedger } from './export.js';
import { importLedger } from './import.js';
import {
  changeMember,
  enrolMember,
  issueKey,
  listKeys,
  listMembers,
  revokeKey,
} from './members.js';
import { rebuildViews } from './rebuild.js';
import { replay } from './replay.js';
import { start } from './serve.js';

/** Runs the command line, and sets the exit code. */
export async function run(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : EXIT.usage;
      return;
    }
    const { code, message } = explain(error);
    process.stderr.write(`fact-ledger: ${message}\n`);
    process.exitCode = code;
  }
}

function program(): Command {
  const root = new Command('fact-ledger')
    .description('An event-sourced ledger for fact-checking and provenance')
    .version(RELEASE)
    .exitOverride()
    .addHelpText('after', EXIT_HELP);
  root
    .command('serve')
    .description('serve the API until SIGTERM or SIGINT')
    .action(async () => (await start(readSettings(process.env))).stopped);
  root
    .command('demo')
    .description('serve a throw-away ledger with the sample article recorded in it')
    .action(() => demo(readSettings(process.env)));
  addLogCommands(root);
  addMemberCommands(root);
  addKeyCommands(root);
  for (const command of everyCommand(root)) command.exitOverride().addHelpText('after', EXIT_HELP);
  return root;
}

function addLogCommands(root: Command): void {
  root
    .command('events')
    .description('print the event log, a line of JSON an event')
    .option('--after <position>', 'the events behind this position')
    .option('--until <position|instant>', 'the events up to and with it')
    .option('--stream <name>', 'of one stream')
    .option('--type <type>', 'of one type')
    .action((options: { after?: string; until?: string; stream?: string; type?: string }) =>
      printEvents(readSettings(process.env), options),
    );
  root
    .command('replay')
    .description('fold the log again and print the claims as they then stand, with a digest')
    .option('--as-of <instant|position>', 'the log as it stood then')
    .option('--claim <id>', 'one claim only')
    .option('--from <file>', 'an export to read instead of the data folder')
    .option('--compare', 'compare with the live views; exit 1 where they differ', false)
    .option('--json', 'lines of JSON', false)
    .action(
      (options: {
        asOf?: string;
        claim?: string;
        from?: string;
        compare: boolean;
        json: boolean;
      }) => replay(readSettings(process.env), options),
    );
  root
    .command('rebuild [view...]')
    .description('build views anew beside the live ones, and switch over; all where none is named')
    .option('--json', 'lines of JSON', false)
    .action((views: string[], { json }: { json: boolean }) =>
      rebuildViews(readSettings(process.env), { views, json }),
    );
  root
    .command('export <file>')
    .description('write the whole ledger to a file, as NDJSON')
    .option('--json', 'say in JSON what was done', false)
    .action((file: string, { json }: { json: boolean }) =>
      exportLedger(readSettings(process.env), { file, json }),
    );
  root
    .command('import <file>')
    .description('bring an export into a data folder that holds no ledger yet')
    .option('--json', 'say in JSON what was done', false)
    .action((file: string, { json }: { json: boolean }) =>
      importLedger(readSettings(process.env), { file, json }),
    );
}

type AdminOptions = ServerOptions & { readonly json: boolean };

function addMemberCommands(root: Command): void {
  const members = root
    .command('members')
    .description('see and change members, at a running server');
  admin(members, 'list', 'list the members').action(async (options: AdminOptions) =>
    listMembers(await client(options), options.json),
  );
  admin(members, 'enrol', 'enrol a member; prints the id')
    .requiredOption('--name <name>', 'of a person or a program')
    .requiredOption('--organisation <name>', 'that they belong to')
    .addOption(rolesOption())
    .action(
      async (options: AdminOptions & { name: string; organisation: string; roles: string[] }) => {
        const { name, organisation, roles, json } = options;
        await enrolMember(await client(options), { name, organisation, roles }, json);
      },
    );
  admin(members, 'roles <member>', 'set the roles of a member')
    .addOption(rolesOption())
    .action(async (id: string, options: AdminOptions & { roles: string[] }) =>
      changeMember(await client(options), id, 'roles', { roles: options.roles }, options.json),
    );
  for (const [name, what, description] of [
    ['suspend', 'suspension', 'suspend a member: none of their keys works any more'],
    ['reinstate', 'reinstatement', 'reinstate a suspended member'],
  ] as const) {
    admin(members, `${name} <member>`, description)
      .requiredOption('--reason <text>', 'why')
      .action(async (id: string, options: AdminOptions & { reason: string }) =>
        changeMember(await client(options), id, what, { reason: options.reason }, options.json),
      );
  }
}

function addKeyCommands(root: Command): void {
  const keys = root.command('keys').description('see, issue and revoke keys, at a running server');
  admin(keys, 'list <member>', 'list the keys of a member').action(
    async (id: string, options: AdminOptions) => listKeys(await client(options), id, options.json),
  );
  admin(keys, 'issue <member>', 'issue a key; prints it this once')
    .option('--label <text>', 'what it is for')
    .action(async (id: string, options: AdminOptions & { label?: string }) =>
      issueKey(await client(options), id, options.label, options.json),
    );
  admin(keys, 'revoke <member> <key-id>', 'revoke a key').action(
    async (id: string, keyId: string, options: AdminOptions) =>
      revokeKey(await client(options), id, keyId, options.json),
  );
}

function admin(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .option('--url <url>', 'of the server (default: as HOST and PORT say)')
    .option(
      '--key <key>',
      'of an admin (default: FACT_LEDGER_ADMIN_KEY, or the data folder’s file)',
    )
    .option('--json', 'answers in JSON', false);
}

function client(options: AdminOptions): Promise<AdminClient> {
  return AdminClient.for(readSettings(process.env), options);
}

function rolesOption(): Option {
  return new Option('--roles <roles>', `comma between them: ${ROLES.join(', ')}`)
    .makeOptionMandatory()
    .argParser((text: string) => {
      const roles = text
        .split(',')
        .map((role) => role.trim())
        .filter((role) => role !== '');
      const unknown = roles.find((role) => !ROLES.some((known) => known === role));
      if (unknown !== undefined) throw new InvalidArgumentError(`${unknown} is no role.`);
      return roles;
    });
}

function* everyCommand(command: Command): Generator<Command> {
  for (const each of command.commands) {
    yield each;
    yield* everyCommand(each);
  }
}
