import { jest } from '@jest/globals';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ledgerProjections } from '../../projections/ledger-projections.js';
import { layOutGenerated } from '../support/generated-folder.js';
import { generatedLedger } from '../support/generated-ledger.js';
import {
  linesIn,
  runProgram,
  startProgram,
  type Environment,
  type Run,
} from '../support/program-run.js';
import { TemporaryFolders } from '../support/temporary-folders.js';
import { ViewFile } from '../support/view-file.js';

// Programs are started one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

const EVENTS = 10_000;

const folders = new TemporaryFolders();
let env: { FACT_LEDGER_DATA_DIR: string; TMPDIR: string };
let exported: string;

beforeAll(async () => {
  env = { FACT_LEDGER_DATA_DIR: await folders.make(), TMPDIR: await folders.make() };
  await layOutGenerated(env.FACT_LEDGER_DATA_DIR, EVENTS);
  exported = join(await folders.make(), 'export.ndjson');
});

afterAll(() => folders.remove());

function inFolder(folder: string): Environment {
  return { ...env, FACT_LEDGER_DATA_DIR: folder };
}

async function done(words: readonly string[], settings: Environment = env): Promise<Run> {
  const run = await runProgram(words, settings);
  expect(run).toMatchObject({ code: 0 });
  return run;
}

/** Starts it, and sends the signal as soon as it is that far. */
async function stopped(
  words: readonly string[],
  settings: Environment,
  signal: NodeJS.Signals,
  isThatFar: () => boolean,
): Promise<Run> {
  const program = startProgram(words, settings);
  while (!isThatFar()) {
    if (program.child.exitCode !== null) throw new Error(`it had ended: ${program.stderr}`);
    await sleep(2);
  }
  program.kill(signal);
  return program.ended();
}

/** Whether the database, with its write-ahead log, holds some events. */
function isUnderWay(database: string): boolean {
  return [database, `${database}-wal`].some((file) => sizeOf(file) > 500_000);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

const REBUILT = new RegExp(
  `^\\d+ events, \\d+/s, at \\d+$|^${ledgerProjections.length} of ${ledgerProjections.length} views rebuilt from \\d+ ev`,
);
const REPLAYED = new RegExp(`^replaying: \\d+ events, \\d+/s$|^replayed ${EVENTS} events$`);
/** A line each; a summary follows. */
const CLAIMS = generatedLedger(EVENTS).filter(({ events }) =>
  events.some(({ type }) => type === 'ClaimRecorded'),
).length;

describe('long work tells how far it is on standard error, in few lines', () => {
  it.each<[string, string[], RegExp, number]>([
    ['export', ['--json'], /^\d+ events written( to .+)?$/, 1],
    ['rebuild', ['--json'], REBUILT, ledgerProjections.length],
    ['replay', ['--json'], REPLAYED, CLAIMS + 1],
  ])(
    '%s',
    async (command, words, told, results) => {
      const file = command === 'export' ? [exported] : [];
      const { stdout, stderr } = await done([command, ...words, ...file]);
      expect(linesIn(stdout)).toHaveLength(results);
      const lines = stderr.split('\n');
      expect(lines.pop()).toBe('');
      // One every five seconds, and the last.
      expect(lines.length).toBeLessThan(10);
      for (const line of lines) expect(line).toMatch(told);
    },
    120_000,
  );
});

describe('an import that was killed', () => {
  it('leaves no ledger, and nothing that a second one trips over', async () => {
    const folder = await folders.make();
    const database = join(folder, 'importing.db');
    const killed = await stopped(['import', exported], inFolder(folder), 'SIGKILL', () =>
      isUnderWay(database),
    );
    expect(killed.code).toBeNull();
    expect(existsSync(database)).toBe(true);
    expect(existsSync(join(folder, 'events.db'))).toBe(false);
    const none = await runProgram(['events'], inFolder(folder));
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toContain('there is no ledger');

    const { stdout, stderr } = await done(['import', exported, '--json'], inFolder(folder));
    expect(linesIn(stdout)).toEqual([{ events: EVENTS, dataDir: folder }]);
    const lines = stderr.trim().split('\n');
    expect(lines.pop()).toBe(`${EVENTS} events imported into ${folder}`);
    expect(lines.length).toBeLessThan(10);
    for (const line of lines) expect(line).toMatch(/^\d+ (lines checked|events imported)$/);
    expect(readdirSync(folder).filter((name) => name.startsWith('importing'))).toEqual([]);
    const events = (await done(['events'], inFolder(folder))).stdout;
    expect(events === (await done(['events'])).stdout).toBe(true);
  });
});

describe('work that is stopped ends with 130 and clears away what it began', () => {
  const STOPPED = expect.objectContaining({
    code: 130,
    stdout: '',
    stderr: expect.stringMatching(/^([^\n]+\n)?fact-ledger: stopped by SIGINT\n$/) as string,
  }) as Run;

  it('import', async () => {
    const folder = await folders.make();
    const database = join(folder, 'importing.db');
    const run = await stopped(['import', exported], inFolder(folder), 'SIGINT', () =>
      isUnderWay(database),
    );
    expect(run).toEqual(STOPPED);
    expect(readdirSync(folder).filter((name) => name.includes('.db'))).toEqual([]);
  });

  it('export', async () => {
    const folder = await folders.make();
    const file = join(folder, 'second.ndjson');
    const run = await stopped(
      ['export', file],
      env,
      'SIGINT',
      () => sizeOf(`${file}.unfinished`) > 100_000,
    );
    expect(run).toEqual(STOPPED);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('replay', async () => {
    const isFolding = () => readdirSync(env.TMPDIR).length > 0;
    const run = await stopped(['replay'], env, 'SIGINT', isFolding);
    expect(run).toEqual(STOPPED);
    expect(readdirSync(env.TMPDIR)).toEqual([]);
  });

  it('rebuild, and the views are as they were', async () => {
    const views = new ViewFile(env.FACT_LEDGER_DATA_DIR);
    const registered = 'select * from projections order by name, generation';
    const before = views.rows(registered);
    const log = join(env.FACT_LEDGER_DATA_DIR, 'views.db-wal');
    const run = await stopped(['rebuild'], env, 'SIGINT', () => sizeOf(log) > 500_000);
    expect(run).toEqual(STOPPED);
    expect(views.rows(registered)).toEqual(before);
    await done(['replay', '--compare']);
  });
});
