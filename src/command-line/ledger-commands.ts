import { Option, type Command } from 'commander';

import type { LogSelection } from '../audit/event-log.js';
import { SERVER_ROLES, type ServerRole } from '../settings/server-role.js';
import { readAdminUrl, readSettings, type Settings } from '../settings/settings.js';

/*
 * What a command needs is loaded when it runs: the whole server takes a second or two, which nobody
 * who asks for the help should wait for.
 */

/** The commands on a data folder. */
export function addLedgerCommands(root: Command): void {
  addServingCommands(root);
  addPreparingCommand(root);
  addReadingCommands(root);
  addMovingCommands(root);
}

function addServingCommands(root: Command): void {
  root
    .command('serve')
    .description('serve the API until SIGTERM or SIGINT')
    .addOption(
      new Option(
        '--role <role>',
        'of several processes over one ledger: answer requests, keep the views up to the log, or both',
      )
        .choices(SERVER_ROLES)
        .default('all'),
    )
    .action(async ({ role }: { readonly role: ServerRole }) => {
      const settings = ofEnvironment();
      const { serve } = await import('./serve.js');
      await serve(settings, role);
    });
  root
    .command('demo')
    .description('serve a throw-away ledger with the sample article recorded in it')
    .action(async () => {
      const settings = ofEnvironment();
      const { demo } = await import('./demo.js');
      await demo(settings);
    });
}

function addPreparingCommand(root: Command): void {
  root
    .command('init')
    .description(
      'prepare an event store server: access lists that keep the user of EVENT_STORE_URL from deleting anything, set by the administrator of EVENT_STORE_ADMIN_URL',
    )
    .option('--check', 'only tell whether it is prepared; ends with 1 where it is not', false)
    .action(async ({ check }: { check: boolean }) => {
      const settings = ofEnvironment();
      const adminUrl = readAdminUrl(process.env);
      const { init } = await import('./init.js');
      await init(settings, { adminUrl, check });
    });
}

function addReadingCommands(root: Command): void {
  root
    .command('events')
    .description('print the event log, oldest first, a line of JSON an event')
    .option('--after <position>', 'the events behind this position')
    .option(
      '--until <position|instant>',
      'the events up to and with it; of a day, month or year up to its end',
    )
    .option('--stream <name>', 'of one stream, such as claim-<id>')
    .option('--type <type>', 'of one type, such as ClaimRecorded')
    .action(async (selection: LogSelection) => {
      const settings = ofEnvironment();
      const { printEvents } = await import('./events.js');
      await printEvents(settings, selection);
    });
  root
    .command('replay')
    .description(
      'fold the log again, without the views, and print the claims as they then stand, with a digest: the same log gives the same digest',
    )
    .option(
      '--as-of <instant|position>',
      'the log as it stood then; a day, month or year means its end',
    )
    .option('--claim <id>', 'one claim only')
    .option('--from <file>', 'an export to read instead of the data folder')
    .option('--compare', 'hold it against the live views; exit 1 where they differ', false)
    .option('--json', 'lines of JSON: the claims, then a summary', false)
    .action(
      async (options: {
        readonly asOf?: string;
        readonly claim?: string;
        readonly from?: string;
        readonly compare: boolean;
        readonly json: boolean;
      }) => {
        const settings = ofEnvironment();
        const { replay } = await import('./replay.js');
        await replay(settings, options);
      },
    );
}

function addMovingCommands(root: Command): void {
  root
    .command('rebuild')
    .argument('[view...]', 'the views, as /health/ready names them; all where none is named')
    .description('build views anew beside the live ones, and switch over; a server may go on')
    .option('--json', 'lines of JSON, one a view', false)
    .action(async (views: string[], { json }: { readonly json: boolean }) => {
      const settings = ofEnvironment();
      const { rebuildViews } = await import('./rebuild.js');
      await rebuildViews(settings, { views, json });
    });
  root
    .command('export')
    .argument('<file>', 'one that is not there yet')
    .description(
      'write the whole ledger, events and snapshots, to a file as NDJSON; a server may go on',
    )
    .option('--json', 'say in JSON what was done', false)
    .action(async (file: string, { json }: { readonly json: boolean }) => {
      const settings = ofEnvironment();
      const { exportLedger } = await import('./export.js');
      await exportLedger(settings, { file, json });
    });
  root
    .command('import')
    .argument('<file>', 'an export')
    .description(
      'bring an export into a data folder that holds no ledger yet: ids, times and order stay, and so do the members and their keys',
    )
    .option('--json', 'say in JSON what was done', false)
    .action(async (file: string, { json }: { readonly json: boolean }) => {
      const settings = ofEnvironment();
      const { importLedger } = await import('./import.js');
      await importLedger(settings, { file, json });
    });
}

function ofEnvironment(): Settings {
  return readSettings(process.env);
}
