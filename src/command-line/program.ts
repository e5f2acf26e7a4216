import { Command, CommanderError } from 'commander';

import { RELEASE } from '../runtime/release.js';
import { EXIT, EXIT_HELP, explain } from './exit-codes.js';
import { addJudgeCommand } from './judge-command.js';
import { addLedgerCommands } from './ledger-commands.js';
import { addKeyCommands, addMemberCommands, addRetakeCommand } from './member-commands.js';
import { printed, ReaderGone, watchOutputs } from './output.js';
import { addPolicyCommands } from './policy-commands.js';
import { addStatsCommands } from './stats-commands.js';

const SETTINGS_HELP = `
Settings are read from the environment, as the README lists them: PORT, HOST, FACT_LEDGER_DATA_DIR and
others.`;

/** Runs the command line, and sets the exit code. */
export async function run(argv: readonly string[]): Promise<void> {
  watchOutputs();
  try {
    await program().parseAsync([...argv]);
    await printed();
  } catch (error) {
    if (error instanceof ReaderGone) return;
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
    .version(RELEASE, '-V, --version', 'print the release')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    // `--version` behind a command is that command's.
    .enablePositionalOptions()
    .addHelpText('after', SETTINGS_HELP);
  addLedgerCommands(root);
  addMemberCommands(root);
  addKeyCommands(root);
  addRetakeCommand(root);
  addPolicyCommands(root);
  addStatsCommands(root);
  addJudgeCommand(root);
  for (const command of [root, ...below(root)]) {
    command
      .exitOverride()
      .helpOption('-h, --help', 'print this help')
      .showHelpAfterError(`Try "${pathOf(command)} --help".`)
      .configureOutput({
        outputError: (text, write) => write(text.replace(/^error/, 'fact-ledger')),
      })
      .addHelpText('after', EXIT_HELP);
  }
  return root;
}

function* below(command: Command): Generator<Command> {
  for (const each of command.commands) {
    yield each;
    yield* below(each);
  }
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
