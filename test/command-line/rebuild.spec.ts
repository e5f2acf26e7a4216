import { jest } from '@jest/globals';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { tablesOf } from '../../projections/engine/view-store.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import { damageTable } from '../support/damaged-table.js';
import { runHosted } from '../support/program-host.js';
import { linesIn, runProgram, type Run } from '../support/program-run.js';
import { SampleLedger } from '../support/sample-ledger.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { TemporaryFolders } from '../support/temporary-folders.js';
import { ViewFile } from '../support/view-file.js';

// Commands run one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

interface Rebuilt {
  readonly name: string;
  readonly generation: number;
  readonly position: string;
  readonly active: boolean;
  readonly failure: null | { readonly position: string; readonly reason: string };
}

const NAMES = ledgerProjections.map(({ name }) => name);

const folders = new TemporaryFolders();
let env: { FACT_LEDGER_DATA_DIR: string };
let ledger: SampleLedger;
let views: ViewFile;

beforeAll(async () => {
  env = { FACT_LEDGER_DATA_DIR: await folders.make() };
  ledger = await SampleLedger.record(env.FACT_LEDGER_DATA_DIR);
  await ledger.server.end('SIGTERM');
  views = new ViewFile(env.FACT_LEDGER_DATA_DIR);
});

afterAll(() => folders.remove());

function rebuild(...words: string[]): Promise<Run> {
  return runHosted(['rebuild', ...words], env);
}

async function rebuilt(...words: string[]): Promise<Rebuilt[]> {
  return rebuiltBy(await rebuild('--json', ...words));
}

function rebuiltBy({ code, stdout, stderr }: Run): Rebuilt[] {
  expect(stderr).toMatch(/^\d+ of \d+ views? rebuilt from \d+ events\n$/);
  expect(code).toBe(0);
  return linesIn<Rebuilt>(stdout);
}

function rows(): Record<string, unknown[]> {
  return Object.fromEntries(
    ledgerProjections
      .flatMap(tablesOf)
      .map(({ name, key, versioned }) => [
        name,
        views.rows(`select * from ${name} order by ${versioned ? `${key}, valid_from` : key}`),
      ]),
  );
}

function generations(): Record<string, number> {
  const active = views.rows<{ name: string; generation: number }>(
    'select name, generation from projections where active = 1',
  );
  return Object.fromEntries(active.map(({ name, generation }) => [name, generation]));
}

describe('rebuild', () => {
  it('builds all views anew, and their rows are what they were', async () => {
    const before = rows();
    // No text of the sample was taken anew, for which another release is needed; it publishes nothing, asks
    // nothing, and sends nothing to anybody.
    const empty = [
      'snapshot_texts',
      'webhooks',
      'publications',
      'corrections',
      'notes',
      'note_answers',
    ];
    const filled = Object.keys(before).filter((name) => !empty.includes(name));
    for (const name of filled) expect(before[name]!.length).toBeGreaterThan(0);
    const { code, stdout } = await rebuild();
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${NAMES.map((name) => `${name}\t\\d{16}\n`).join('')}$`));
    expect(rows()).toEqual(before);
    expect(new Set(Object.values(generations()))).toEqual(new Set([2]));
  });

  it('builds those that are named, mends what was wrong in them, and leaves the others', async () => {
    const before = rows();
    views.change("update $verdicts set rationale = 'none'");
    views.change("update $sources set title = 'untitled'");
    const [verdicts, ...others] = await rebuilt('verdicts');
    expect(others).toEqual([]);
    expect(verdicts).toMatchObject({ name: 'verdicts', active: true, failure: null });
    expect(generations()).toMatchObject({ verdicts: verdicts!.generation, sources: 2 });
    expect(rows().verdicts).toEqual(before.verdicts);
    expect(rows().sources).not.toEqual(before.sources);
    expect((await rebuilt('sources', 'citations')).map(({ name }) => name).sort()).toEqual([
      'citations',
      'sources',
    ]);
    expect(rows()).toEqual(before);
    const tables = views.rows("select name from sqlite_master where name glob 'verdicts_g*'");
    expect(tables.filter(({ name }) => !String(name).includes('_g3'))).toEqual([]);
  });

  it('takes a new file where a page of the old one is damaged, for which no server may run', async () => {
    const before = rows();
    const server = await SpawnedServer.start(env.FACT_LEDGER_DATA_DIR);
    const file = join(env.FACT_LEDGER_DATA_DIR, 'views.db');
    try {
      damageTable(file, `verdicts_g${generations()['verdicts']}`);
      const { code, stdout, stderr } = await rebuild();
      expect({ code, stdout }).toEqual({ code: 75, stdout: '' });
      expect(stderr).toBe(
        `fact-ledger: the views' file is damaged and cannot be replaced while it is served: another server is running on the data folder ${env.FACT_LEDGER_DATA_DIR}\n`,
      );
    } finally {
      await server.end('SIGTERM');
    }
    damageTable(file, `verdicts_g${generations()['verdicts']}`);
    const { code, stdout, stderr } = await rebuild('verdicts', '--json');
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /the file of the views was damaged; all of them are built in a new one\n/,
    );
    expect(linesIn<Rebuilt>(stdout).map(({ name }) => name)).toEqual(NAMES);
    expect(rows()).toEqual(before);
  });

  it('refuses a name that is none with 2, lists what there is, and builds nothing', async () => {
    const before = generations();
    const { code, stdout, stderr } = await rebuild('verdicts', 'findings');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`fact-ledger: there is no view findings; there are ${NAMES.join(', ')}\n`);
    expect(generations()).toEqual(before);
  });

  it('says so where there is no ledger', async () => {
    const nothing = { FACT_LEDGER_DATA_DIR: await folders.make() };
    const { code, stderr } = await runHosted(['rebuild'], nothing);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^fact-ledger: there is no ledger in .+\n$/);
  });

  it('lets a server go on answering, which then shows the new generations', async () => {
    const server = await SpawnedServer.start(env.FACT_LEDGER_DATA_DIR);
    try {
      const contributor = ledger.as('contributor', server.url);
      let done = false;
      // In a process of its own, which takes longer: the server must have something to answer meanwhile.
      const rebuilding = runProgram(['rebuild', '--json'], env).finally(() => (done = true));
      let answered = 0;
      while (!done) {
        const { status, body } = await contributor.get('/v1/claims');
        expect(status).toBe(200);
        expect((body as { items: unknown[] }).items.length).toBeGreaterThanOrEqual(6);
        answered += 1;
      }
      expect(answered).toBeGreaterThan(10);
      const expected = Object.fromEntries(
        rebuiltBy(await rebuilding).map(({ name, generation }) => [name, generation]),
      );

      const text = 'A second ship waits outside the port';
      const claim = { text, kind: 'fact', claimant: { kind: 'own-voice' } };
      const { body: written } = await contributor.post('/v1/claims', claim);
      const { id, position } = written as { id: string; position: string };
      const read = await contributor.get(`/v1/claims/${id}?atLeast=${position}`);
      expect(read).toMatchObject({ status: 200, body: { text } });
      expect(await generationsToldBy(server, expected)).toEqual(expected);
    } finally {
      await server.end('SIGTERM');
    }
    const { code } = await runHosted(['replay', '--compare'], env);
    expect(code).toBe(0);
  });
});

/** Asks until it tells those, for ten seconds at most. */
async function generationsToldBy(
  server: SpawnedServer,
  expected: Record<string, number>,
): Promise<Record<string, number>> {
  let told: Record<string, number> = {};
  for (let tries = 0; tries < 100; tries += 1) {
    const { body } = await server.admin.get('/health/ready');
    const { ready, projections } = body as { ready: boolean; projections: Rebuilt[] };
    told = Object.fromEntries(projections.map(({ name, generation }) => [name, generation]));
    if (ready && NAMES.every((name) => told[name] === expected[name])) break;
    await sleep(100);
  }
  return told;
}
