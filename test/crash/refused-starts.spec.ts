import { jest } from '@jest/globals';
import Database from 'better-sqlite3';
import { once } from 'node:events';
import { cp, mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { layOutGenerated } from '../support/generated-folder.js';
import { runHosted } from '../support/program-host.js';
import { startProgram, type Run, type RunningProgram } from '../support/program-run.js';
import { SpawnedServer } from '../support/spawned-server.js';

jest.setTimeout(60_000);

let dataDir: string;
let started: RunningProgram | undefined;
beforeEach(async () => (dataDir = await mkdtemp(join(tmpdir(), 'fact-ledger-start-'))));
afterEach(async () => {
  // Gone already, unless it serves where it was to refuse.
  await started?.end('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

/** Resolves where the start is refused: what serves does not end. */
function refused(settings: Readonly<Record<string, string>> = {}): Promise<Run> {
  return runHosted(['serve'], { PORT: '0', FACT_LEDGER_DATA_DIR: dataDir, ...settings });
}

/** The same by a process of its own, which ends. */
function serve(settings: Readonly<Record<string, string>> = {}): Promise<Run> {
  started = startProgram(['serve'], { PORT: '0', FACT_LEDGER_DATA_DIR: dataDir, ...settings });
  return started.ended();
}

function saying(...words: string[]): RegExp {
  const said = words.map((word) => word.replace(/[.$]/g, '\\$&')).join('.*');
  return new RegExp(`^fact-ledger: .*${said}.*\n$`);
}

it('a second server on a folder ends with 75, and the first goes on', async () => {
  const first = await SpawnedServer.start(dataDir);
  try {
    const { code, stderr } = await serve();
    expect(code).toBe(75);
    expect(stderr).toMatch(saying('another server is running', dataDir));
    const member = { name: 'Ana', organization: 'Desk', roles: ['reviewer'] };
    expect(await first.admin.post('/v1/members', member)).toMatchObject({ status: 201 });
    expect(await first.end('SIGTERM')).toBe(0);
  } finally {
    await first.end('SIGKILL');
  }
});

it('a port that is in use is named, with 1', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  try {
    const port = String((other.address() as AddressInfo).port);
    const { code, stderr } = await serve({ PORT: port });
    expect(code).toBe(1);
    expect(stderr).toMatch(saying('PORT', port, 'in use'));
  } finally {
    other.close();
  }
});

it.each([
  ['PORT', 'abc'],
  ['EVENT_STORE_URL', 'http://x'],
  ['FACT_LEDGER_ADMIN_KEY', 'short'],
])('the wrong setting %s=%s is named in one line, with 78', async (name, value) => {
  const { code, stdout, stderr } = await refused({ [name]: value });
  expect({ code, stdout }).toEqual({ code: 78, stdout: '' });
  expect(stderr).toMatch(saying(name));
});

describe('in a folder that holds a ledger', () => {
  const ENV = { FACT_LEDGER_ADMIN_KEY: 'an-admin-key-for-the-crash-tests-only' };
  let whole: string;

  beforeAll(async () => {
    whole = await mkdtemp(join(tmpdir(), 'fact-ledger-start-'));
    await layOutGenerated(whole, 300);
    const server = await SpawnedServer.start(whole, { env: ENV });
    const { projections } = (await server.admin.get('/health/ready')).body as {
      projections: readonly object[];
    };
    expect(projections.length).toBeGreaterThan(5);
    expect(await server.end('SIGTERM')).toBe(0);
  });
  afterAll(() => rm(whole, { recursive: true, force: true }));
  beforeEach(() => cp(whole, dataDir, { recursive: true }));

  it.each([
    ['events.db', ["is not a ledger's events file"]],
    ['views.db', ["is another application's database", 'left as it is']],
  ])('%s of another application is named and left alone', async (name, words) => {
    const file = join(dataDir, name);
    await rm(file);
    const db = new Database(file);
    db.exec("create table minutes (said text); insert into minutes values ('Nothing.')");
    db.close();
    const before = await readFile(file);
    const { code, stderr } = await refused(ENV);
    expect(code).toBe(1);
    expect(stderr).toMatch(saying(file, ...words));
    expect(await readFile(file)).toEqual(before);
  });

  it.each([
    ['cut short', (file: string) => cutShort(file)],
    ['overwritten behind its first page', (file: string) => overwrite(file, 8_192)],
  ])('a views.db that is %s is named, with what helps', async (_, damage) => {
    const file = join(dataDir, 'views.db');
    await damage(file);
    const before = await readFile(file);
    const { code, stderr } = await refused(ENV);
    expect(code).toBe(1);
    expect(stderr).toMatch(saying(file, 'damaged', 'left as it is', 'built anew from the log'));
    expect(await readFile(file)).toEqual(before);
  });

  it.each([
    ['cut short', (file: string) => cutShort(file)],
    ['overwritten behind its first page', (file: string) => overwrite(file, 4_096)],
  ])('an events.db that is %s is told to be damaged', async (_, damage) => {
    const file = join(dataDir, 'events.db');
    await damage(file);
    const { code, stderr } = await refused(ENV);
    expect(code).toBe(1);
    expect(stderr).toMatch(saying('malformed', 'events file is damaged', 'backup'));
  });
});

async function cutShort(file: string): Promise<void> {
  const { size } = await stat(file);
  const handle = await open(file, 'r+');
  await handle.truncate(size >> 1);
  await handle.close();
}

async function overwrite(file: string, from: number): Promise<void> {
  const { size } = await stat(file);
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(size - from, 'x'), 0, size - from, from);
  await handle.close();
}
