import { jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { runHosted } from '../support/program-host.js';
import { linesIn, type Run } from '../support/program-run.js';
import { sampleCommand, sampleStream } from '../support/sample-events.js';
import { SampleLedger } from '../support/sample-ledger.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { TemporaryFolders } from '../support/temporary-folders.js';

// Commands run one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

const CLAIM = {
  text: 'Two\u2028lines and\u2029a paragraph, 🚢 and the rest',
  kind: 'fact',
  claimant: { kind: 'own-voice' },
};
const RETRIED = { 'Idempotency-Key': 'written-before-the-move' };
const PICTURE = randomBytes(5_000);

const folders = new TemporaryFolders();
let dataDir: string;
let ledger: SampleLedger;
let firstAnswer: unknown;
let exported: string;

/** Exported beside the server that it belongs to. */
beforeAll(async () => {
  dataDir = await folders.make();
  ledger = await SampleLedger.record(dataDir);
  const contributor = ledger.as('contributor');
  const path = `/v1/sources/${ledger.id('article')}/snapshots`;
  const captured = await contributor.postBytes(path, PICTURE, 'image/png');
  expect(captured.status).toBe(201);
  const recorded = await contributor.post('/v1/claims', CLAIM, RETRIED);
  expect(recorded.status).toBe(201);
  firstAnswer = recorded.body;
  exported = join(await folders.make(), 'export.ndjson');
  expect(await runHosted(['export', exported], inFolder(dataDir))).toMatchObject({ code: 0 });
  await ledger.server.end('SIGTERM');
});

afterAll(() => folders.remove());

function inFolder(folder: string): Record<string, string> {
  return { FACT_LEDGER_DATA_DIR: folder };
}

async function done(folder: string, ...words: string[]): Promise<Run> {
  const run = await runHosted(words, inFolder(folder));
  expect(run).toMatchObject({ code: 0 });
  return run;
}

async function imported(file = exported): Promise<string> {
  const folder = join(await folders.make(), 'ledger');
  await done(folder, 'import', file);
  return folder;
}

async function snapshotsIn(folder: string): Promise<Record<string, string>> {
  const root = join(folder, 'snapshots');
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile());
  const contents = files.map(async ({ name, parentPath }) => {
    return [name, (await readFile(join(parentPath, name))).toString('base64')] as const;
  });
  return Object.fromEntries(await Promise.all(contents));
}

describe('an export', () => {
  it('is a head, the events behind the snapshots that they name, and an end', async () => {
    const lines = linesIn<Record<string, Record<string, unknown>>>(
      await readFile(exported, 'utf8'),
    );
    expect(lines[0]).toEqual({ export: 'fact-ledger', version: 1 });
    const { stdout } = await done(dataDir, 'events');
    const events = linesIn(stdout);
    expect(lines.filter(({ event }) => event).map(({ event }) => event)).toEqual(events);
    expect(lines.at(-1)).toEqual({
      end: { events: events.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    const kinds = lines.map((line) => Object.keys(line)[0]);
    expect(kinds.filter((kind) => kind === 'snapshot')).toHaveLength(6);
    // The Markdown and the text taken out of it.
    expect(kinds.join()).toContain('snapshot,snapshot,event');
  });

  it('is the same each time, and readable for its owner alone', async () => {
    const again = join(await folders.make(), 'again.ndjson');
    const { stdout, stderr } = await done(dataDir, 'export', again, '--json');
    const events = linesIn((await done(dataDir, 'events')).stdout).length;
    expect(linesIn(stdout)).toEqual([{ file: again, events }]);
    expect(stderr).toBe(`${events} events written to ${again}\n`);
    expect(await readFile(again)).toEqual(await readFile(exported));
    expect((await stat(again)).mode & 0o777).toBe(0o600);
  });

  it('leaves a file that is there as it is', async () => {
    const folder = await folders.make();
    const file = join(folder, 'notes.txt');
    await writeFile(file, 'mine');
    expect(await runHosted(['export', file], inFolder(dataDir))).toEqual({
      code: 1,
      stdout: '',
      stderr: `fact-ledger: ${file} is there already, and is left as it is\n`,
    });
    expect(await readFile(file, 'utf8')).toBe('mine');
    expect(await readdir(folder)).toEqual(['notes.txt']);
  });

  it('says so where it cannot be written, or a snapshot is not there', async () => {
    const nowhere = join(await folders.make(), 'missing', 'export.ndjson');
    const unwritten = await runHosted(['export', nowhere], inFolder(dataDir));
    expect(unwritten).toMatchObject({ code: 1, stdout: '' });
    expect(unwritten.stderr).toMatch(/^fact-ledger: cannot write .+: ENOENT.*\n$/);

    const without = await imported();
    const [shelf] = await readdir(join(without, 'snapshots'));
    const [name] = await readdir(join(without, 'snapshots', shelf!));
    await writeFile(join(without, 'snapshots', shelf!, name!), 'other bytes');
    const target = await folders.make();
    const run = await runHosted(['export', join(target, 'x.ndjson')], inFolder(without));
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toBe(`fact-ledger: the snapshot ${name} holds other bytes\n`);
    expect(await readdir(target)).toEqual([]);
  });
});

describe('an import', () => {
  it('has the same events, snapshots and states', async () => {
    const folder = join(await folders.make(), 'ledger');
    const { stdout, stderr } = await done(folder, 'import', exported, '--json');
    const { stdout: before } = await done(dataDir, 'events');
    const events = linesIn(before).length;
    expect(linesIn(stdout)).toEqual([{ events, dataDir: folder }]);
    expect(stderr).toBe(`${events} events imported into ${folder}\n`);

    expect((await done(folder, 'events')).stdout).toBe(before);
    expect(await snapshotsIn(folder)).toEqual(await snapshotsIn(dataDir));
    expect(Object.values(await snapshotsIn(folder))).toContain(PICTURE.toString('base64'));
    expect((await done(folder, 'replay', '--json')).stdout).toBe(
      (await done(dataDir, 'replay', '--json')).stdout,
    );
    const again = join(await folders.make(), 'again.ndjson');
    await done(folder, 'export', again);
    expect(await readFile(again)).toEqual(await readFile(exported));
  });

  it('is served as the ledger was, and answers a retry from before with its first answer', async () => {
    const folder = await imported();
    // The admin's key is not in an export; an operator brings one.
    const FACT_LEDGER_ADMIN_KEY = 'a-new-key-of-the-operator-0123456789';
    await writeFile(join(folder, 'admin-key'), FACT_LEDGER_ADMIN_KEY);
    const server = await SpawnedServer.start(folder, { env: { FACT_LEDGER_ADMIN_KEY } });
    try {
      const contributor = ledger.as('contributor', server.url);
      const retried = await contributor.post('/v1/claims', CLAIM, RETRIED);
      expect(retried.body).toEqual(firstAnswer);
      const other = { ...CLAIM, text: 'Something else' };
      expect(await contributor.post('/v1/claims', other, RETRIED)).toMatchObject({
        status: 422,
        body: { type: '/problems/idempotency-key-reused' },
      });
      const { id } = firstAnswer as { id: string };
      const { headers, status } = await contributor.post('/v1/claims', other);
      expect(status).toBe(201);
      const position = headers.get('ledger-position');
      const { body } = await contributor.get(`/v1/claims/${id}?atLeast=${position}`);
      expect(body).toMatchObject({ text: CLAIM.text });
    } finally {
      await server.end('SIGTERM');
    }
  });

  it('takes away the views of a ledger that was there before', async () => {
    const folder = await folders.make();
    for (const name of ['views.db', 'notes.txt']) await writeFile(join(folder, name), 'of before');
    await done(folder, 'import', exported);
    const names = await readdir(folder);
    expect(names).not.toContain('views.db');
    expect(names).toEqual(expect.arrayContaining(['events.db', 'notes.txt', 'snapshots']));
  });
});

describe('an event of a later release', () => {
  it('is shown and exported, is not imported, and halts what would have to read it', async () => {
    const folder = await imported();
    const store = openSqliteEventStore({ file: join(folder, 'events.db') });
    const unknown = [
      { type: 'ClaimSungAloud', schemaVersion: 3, data: { melody: 'a waltz 🎶', 10: 'b', 2: [] } },
      { type: 'SnapshotCaptured', schemaVersion: 9, data: { photograph: null } },
    ];
    const command = sampleCommand(unknown);
    await store.append(sampleStream('claim'), command.events, command.options);
    await store.close();

    const file = join(await folders.make(), 'later.ndjson');
    await done(folder, 'export', file);
    const { stdout } = await done(folder, 'events');
    expect(linesIn(stdout).slice(-2)).toMatchObject(unknown);
    const exportedEvents = linesIn<{ event?: object }>(await readFile(file, 'utf8'));
    expect(exportedEvents.flatMap(({ event = [] }) => event).slice(-2)).toMatchObject(unknown);
    const refused = await runHosted(['import', file], inFolder(await folders.make()));
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('ClaimSungAloud v3: no such type in this release');

    for (const words of [['replay'], ['replay', '--from', file]]) {
      const run = await runHosted(words, inFolder(folder));
      expect(run).toMatchObject({ code: 1, stdout: '' });
      expect(run.stderr).toMatch(
        /^fact-ledger: claims cannot be folded past \d{16}: .*ClaimSungAloud v3: no such type/,
      );
    }
    const run = await runHosted(['rebuild', 'sources', '--json'], inFolder(folder));
    expect(run).toMatchObject({ code: 1 });
    expect(run.stderr).toContain('fact-ledger: the views that failed stay as they were\n');
    expect(linesIn(run.stdout)).toMatchObject([
      { name: 'sources', active: false, failure: { reason: expect.any(String) as string } },
    ]);
  });
});
