import { jest } from '@jest/globals';
import { join } from 'node:path';

import {
  startProtocolServer,
  type ProtocolServer,
} from '../support/event-store-protocol/protocol-server.js';
import { layOutGenerated } from '../support/generated-folder.js';
import { runHosted } from '../support/program-host.js';
import { runProgram, startProgram, type Run } from '../support/program-run.js';
import { TemporaryFolders } from '../support/temporary-folders.js';

// Programs are started one after the other, on a machine that may have other work.
jest.setTimeout(180_000);

const EVENTS = 1_500;

const folders = new TemporaryFolders();
let eventStore: ProtocolServer;
let embedded: Record<string, string>;
let onServer: Record<string, string>;
let exported: string;

beforeAll(async () => {
  eventStore = await startProtocolServer();
  const dataDir = await folders.make();
  await layOutGenerated(dataDir, EVENTS);
  embedded = { FACT_LEDGER_DATA_DIR: dataDir };
  onServer = {
    FACT_LEDGER_DATA_DIR: join(await folders.make(), 'ledger'),
    EVENT_STORE_URL: eventStore.url,
  };
  exported = join(await folders.make(), 'export.ndjson');
  await done(embedded, 'export', exported);
});

afterAll(async () => {
  await eventStore.stop();
  await folders.remove();
});

async function done(env: Record<string, string>, ...words: string[]): Promise<Run> {
  const run = await runHosted(words, env);
  expect(run).toMatchObject({ code: 0 });
  return run;
}

async function replayed(env: Record<string, string>): Promise<unknown> {
  const { stdout } = await done(env, 'replay', '--json');
  const summary = JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, unknown>;
  expect(summary['digest']).toMatch(/^[0-9a-f]{64}$/);
  const { events, claims, digest } = summary;
  return { events, claims, digest };
}

function ledgerEvents(): number {
  return eventStore.log.events.filter(({ stream }) => !stream.startsWith('$')).length;
}

it('moves a ledger to an event store, also where the move was killed on the way, and back', async () => {
  const killed = startProgram(['import', exported], onServer);
  while (ledgerEvents() < 100) await new Promise((resolve) => setTimeout(resolve, 5));
  await killed.end('SIGKILL');
  const before = ledgerEvents();
  expect(before).toBeLessThan(EVENTS);
  await done(onServer, 'import', exported);
  expect(await replayed(onServer)).toEqual(await replayed(embedded));

  const back = join(await folders.make(), 'back.ndjson');
  await done(onServer, 'export', back);
  const again = { FACT_LEDGER_DATA_DIR: join(await folders.make(), 'ledger') };
  await done(again, 'import', back);
  expect(await replayed(again)).toEqual(await replayed(embedded));
  const ids = async (env: Record<string, string>) =>
    (await done(env, 'events')).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .map(({ position: _, ...event }) => event);
  expect(await ids(again)).toEqual(await ids(embedded));
});

it('imports nothing where all of it is there already, and refuses what is another ledger', async () => {
  const before = ledgerEvents();
  await done(onServer, 'import', exported);
  expect(ledgerEvents()).toBe(before);
  const other = await folders.make();
  await layOutGenerated(other, 40);
  const file = join(await folders.make(), 'other.ndjson');
  await done({ FACT_LEDGER_DATA_DIR: other }, 'export', file);
  const refused = await runHosted(['import', file], onServer);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/holds (another ledger|more than the export), .*left as it is/);
  expect(ledgerEvents()).toBe(before);
});

it('init tells that an insecure server cannot be prepared', async () => {
  for (const words of [['init'], ['init', '--check']]) {
    const { code, stdout, stderr } = await runProgram(words, onServer);
    expect(code).toBe(1);
    expect(stdout).toContain('insecure');
    expect(stderr).toContain('not prepared');
  }
});

it('keeps a second ledger on the same server, apart from the first by a prefix', async () => {
  const before = ledgerEvents();
  const second = {
    FACT_LEDGER_DATA_DIR: join(await folders.make(), 'second'),
    EVENT_STORE_URL: eventStore.url,
    FACT_LEDGER_STREAM_PREFIX: 'second.',
  };
  await done(second, 'import', exported);
  expect(await replayed(second)).toEqual(await replayed(embedded));
  const added = eventStore.log.events.filter(({ stream }) => stream.startsWith('second.'));
  expect(ledgerEvents() - before).toBe(added.length);
  expect(added.length).toBeGreaterThanOrEqual(EVENTS);
});

it.each([
  [{}, 'EVENT_STORE_URL'],
  [{ EVENT_STORE_URL: 'esdb://events.example' }, 'EVENT_STORE_URL'],
  [{ EVENT_STORE_URL: 'esdb://ledger:secret@events.example' }, 'EVENT_STORE_ADMIN_URL'],
  [
    { EVENT_STORE_URL: 'esdb://a:b@c', EVENT_STORE_ADMIN_URL: 'http://admin:secret@c' },
    'EVENT_STORE_ADMIN_URL',
  ],
])('init with %j asks for %s', async (env, name) => {
  const { code, stderr } = await runHosted(['init'], env);
  expect(code).toBe(78);
  expect(stderr).toContain(name);
  expect(stderr).not.toContain('secret');
});

it.each(['esdb://ledger:secret@x?tls=fals', 'esdb://ledger:secret@x?gossipTimeout=soon'])(
  'a connection string that the client cannot read is a wrong setting: %s',
  async (url) => {
    const { code, stderr } = await runHosted(['events'], { EVENT_STORE_URL: url });
    expect({ code, stderr }).toEqual({
      code: 78,
      stderr: 'fact-ledger: EVENT_STORE_URL: the client cannot read it as a connection string\n',
    });
  },
);

it('the file that a connection string names and that is not there is named', async () => {
  const file = join(await folders.make(), 'ca.crt');
  const EVENT_STORE_URL = `kurrentdb://ledger:secret@x?tlsCAFile=${encodeURIComponent(file)}`;
  for (const words of [['events'], ['init', '--check']]) {
    const { code, stderr } = await runHosted(words, { EVENT_STORE_URL });
    expect({ code, stderr }).toEqual({
      code: 78,
      stderr: `fact-ledger: EVENT_STORE_URL: tlsCAFile: ${file} is not there\n`,
    });
  }
});

it('a connection string may be of the new scheme, and the client adds no words of its own', async () => {
  const EVENT_STORE_URL = eventStore.url.replace('esdb://', 'kurrentdb://');
  const { code, stderr } = await runProgram(['events'], { ...onServer, EVENT_STORE_URL });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

it('a command says with 69 that the event store cannot be reached, without its password', async () => {
  const { code, stderr } = await runHosted(['events'], {
    EVENT_STORE_URL: 'esdb://ledger:secret@127.0.0.1:1?tls=false',
    FACT_LEDGER_EVENT_STORE_TIMEOUT_MS: '500',
  });
  expect(code).toBe(69);
  expect(stderr).toMatch(/^fact-ledger: the event store cannot be used: .+$/m);
  expect(stderr).not.toContain('secret');
});
