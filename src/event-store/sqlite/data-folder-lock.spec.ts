import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { failure } from '../../../test/support/event-store-failure.js';
import { lockDataFolder } from './data-folder-lock.js';

/** What lockDataFolder does, for a process of its own that stays until it is killed. */
const LOCK_AND_STAY = `
  const db = new (require('better-sqlite3'))(process.argv[1], { timeout: 0 });
  db.exec('BEGIN EXCLUSIVE');
  console.log('locked');
  setInterval(() => db.inTransaction, 1000);
`;

describe('lockDataFolder', () => {
  let parent: string;
  let folder: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'fact-ledger-lock-'));
    folder = join(parent, 'data');
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  const expectLocked = () =>
    expect(failure(() => lockDataFolder(folder))).toMatchObject({
      code: 'locked',
      message: `another server is running on the data folder ${folder}`,
    });

  it('refuses a second lock until the first is released', () => {
    const first = lockDataFolder(folder);
    expectLocked();
    expectLocked();
    first.release();
    lockDataFolder(folder).release();
  });

  it('lets two folders be locked at once', () => {
    const locks = [lockDataFolder(folder), lockDataFolder(join(parent, 'other'))];
    for (const lock of locks) lock.release();
    expect(locks).toHaveLength(2);
  });

  it('is freed by the end of the process that held it, even if killed', async () => {
    lockDataFolder(folder).release();
    const holder = spawn(process.execPath, ['-e', LOCK_AND_STAY, join(folder, 'ledger.lock')]);
    try {
      await once(holder.stdout, 'data');
      expectLocked();
    } finally {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    }
    expect(() => lockDataFolder(folder).release()).not.toThrow();
  });

  it.each([
    ['another file', (file: string) => writeFileSync(file, 'minutes of a meeting')],
    ['a folder', (file: string) => mkdirSync(file)],
  ])('names the file, and what helps, where %s has its place', (_, put) => {
    const file = join(folder, 'ledger.lock');
    mkdirSync(folder);
    put(file);
    const { code, message } = failure(() => lockDataFolder(folder));
    expect(code).toBe('unavailable');
    expect(message).toContain(`cannot lock ${file} (it holds nothing, and may be removed`);
  });

  it('says so where the folder cannot be used', () => {
    writeFileSync(folder, 'a file');
    expect(failure(() => lockDataFolder(folder))).toMatchObject({ code: 'unavailable' });
  });
});
