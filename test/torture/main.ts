import { Command, InvalidArgumentError } from 'commander';
import { writeFile } from 'node:fs/promises';

import { progress } from '../../src/command-line/progress.js';
import { PostgresServer } from '../support/postgres-server.js';
import { canBeOther } from './other-user.js';
import { DOCUMENT, reliabilityDocument, tableOf, type TrialResult } from './reliability-table.js';
import { faultsOf } from './trial.js';
import { postgresViews, SQLITE_VIEWS, type TrialViews } from './trial-views.js';
import { TRIALS, type TrialName, type TrialNumbers } from './trials.js';

interface TortureOptions extends TrialNumbers {
  readonly seed: number;
  readonly only?: TrialName[];
  readonly json?: string;
  readonly write?: true;
}

/** What is known of a trial that did not come to its end. */
const BROKEN_OFF = { seconds: 0, done: {}, peakMiB: null };

const NAMES = Object.keys(TRIALS) as TrialName[];

await new Command('torture')
  .description(
    'Kills, fuzzes, damages and misleads servers, with their views in SQLite and, where TEST_POSTGRES_URL names a server, in PostgreSQL. Minutes; ends with 1 where anything was found.',
  )
  .option(
    '--seed <number>',
    'what is sent, killed and damaged follows from it',
    whole,
    Date.now() % 1e9,
  )
  .option('--kills <count>', 'how often a server is killed', whole, 100)
  .option('--requests <count>', 'how many requests are sent', whole, 20_000)
  .option('--settings <count>', 'how often the clock is set', whole, 40)
  .option(
    '--damages <count>',
    'how many ledgers are damaged; all kinds of damage where left out',
    whole,
  )
  .option('--only <names...>', `of ${NAMES.join(', ')}`, oneOfTrials)
  .option('--json <file>', 'write what was counted to a file, too, with every fault')
  .option('--write', `write ${DOCUMENT}`)
  // 1 says that something was found.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(run)
  .parseAsync();

async function run(options: TortureOptions): Promise<void> {
  const { seed, only = NAMES, json, write } = options;
  if (write && only.length < NAMES.length) throw new Error('--write needs all trials');
  print(`seed ${seed}`);
  if (!canBeOther()) print('permissions: not tried, as this is root, and setpriv(1) is not there');
  const results: TrialResult[] = [];
  await withPostgres(async (postgres) => {
    for (const name of NAMES.filter((each) => only.includes(each))) {
      results.push(await tried(name, SQLITE_VIEWS, options));
      if (postgres) results.push(await tried(name, postgresViews(postgres), options));
    }
  });
  print(tableOf(results));
  for (const { faults } of results) for (const { kind, what } of faults) print(`${kind}: ${what}`);
  if (json) await writeFile(json, `${JSON.stringify({ seed, results }, undefined, 2)}\n`);
  if (write) await writeFile(DOCUMENT, reliabilityDocument({ ...options, results }));
  if (results.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
}

/** Does the work with the server that is named; where none is, says so and does it without one. */
async function withPostgres(work: (server: PostgresServer | undefined) => Promise<void>) {
  if (!process.env['TEST_POSTGRES_URL']) {
    print('views in PostgreSQL: not run, because TEST_POSTGRES_URL is not set');
    return work(undefined);
  }
  const server = new PostgresServer();
  await server.start();
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}

async function tried(
  name: TrialName,
  views: TrialViews,
  options: TortureOptions,
): Promise<TrialResult> {
  const about = `${name}, views in ${views.engine}`;
  const shown = progress();
  const began = performance.now();
  try {
    const report = { progress: (text: string) => shown.show(`${about}: ${text}`) };
    const counts = await TRIALS[name]({ ...options, views }, report);
    const seconds = Math.round((performance.now() - began) / 1_000);
    shown.done(`${about}: ${counts.faults.length} faults in ${seconds} s`);
    return { name, views: views.engine, seconds, ...counts };
  } catch (error) {
    // The others still tell what they find.
    shown.failed();
    const what = `${about} broke off: ${(error as Error).stack}`;
    return { ...BROKEN_OFF, name, views: views.engine, faults: faultsOf('wrong', [what]) };
  }
}

function whole(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}

function oneOfTrials(text: string, before: TrialName[] = []): TrialName[] {
  const name = NAMES.find((each) => each === text);
  if (!name) throw new InvalidArgumentError(`It must be one of ${NAMES.join(', ')}.`);
  return [...before, name];
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
