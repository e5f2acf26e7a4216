import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { jest } from '@jest/globals';

import { snapshotStoreError } from './file-failure.js';
import { contentOf } from './content.js';
import { openFileSnapshotStore } from './file-snapshot-store.js';
import { SnapshotStoreError } from './snapshot-store.js';

const BYTES = Buffer.from('Talks on phase two have started.\r\n');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const [ABSENT, SHELF] = ['0'.repeat(64), SHA256.slice(0, 2)] as const;

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'fact-ledger-snapshots-'));
  folder = join(parent, 'data', 'snapshots');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const fileOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((f) => f.isFile());

async function failure(step: Promise<unknown>): Promise<SnapshotStoreError> {
  const error: unknown = await step.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof SnapshotStoreError) return error;
  throw error;
}

describe('a file snapshot store', () => {
  it('gives back what was put, under the SHA-256 of it, in a file of that name', async () => {
    const store = await openFileSnapshotStore(folder);
    expect(await store.put(BYTES)).toBe(SHA256);
    expect(await store.get(SHA256)).toEqual(BYTES);
    expect(readFileSync(fileOf(SHA256))).toEqual(BYTES);
    expect(await (await openFileSnapshotStore(folder)).get(SHA256)).toEqual(BYTES);
  });

  it('takes away what is discarded, where no other store writes to the folder', async () => {
    const alone = await openFileSnapshotStore(folder);
    await (await alone.keep(contentOf(BYTES))).discard();
    expect(files()).toEqual([]);
    await alone.put(BYTES);
    await (await alone.keep(contentOf(BYTES))).discard();
    expect(await alone.get(SHA256)).toEqual(BYTES);
  });

  it('takes nothing away where another store may have been told that it is there', async () => {
    const store = await openFileSnapshotStore(folder, { isShared: true });
    await (await store.keep(contentOf(BYTES))).discard();
    expect(await store.get(SHA256)).toEqual(BYTES);
  });

  it('does not take away what it found damaged, which somebody needs', async () => {
    const store = await openFileSnapshotStore(folder);
    await store.put(BYTES);
    writeFileSync(fileOf(SHA256), 'other bytes');
    await (await store.keep(contentOf(BYTES))).discard();
    expect(await store.get(SHA256)).toEqual(BYTES);
  });

  it('keeps no bytes, and any bytes', async () => {
    const store = await openFileSnapshotStore(folder);
    for (const bytes of [Buffer.alloc(0), randomBytes(3_000_000), new Uint8Array([0, 255])]) {
      expect(Buffer.compare((await store.get(await store.put(bytes)))!, bytes)).toBe(0);
    }
  });

  it('keeps only the part that a view shows', async () => {
    const store = await openFileSnapshotStore(folder);
    const around = Buffer.concat([Buffer.from('xx'), BYTES, Buffer.from('xx')]);
    expect(await store.put(around.subarray(2, 2 + BYTES.length))).toBe(SHA256);
    expect(await store.get(SHA256)).toEqual(BYTES);
  });

  it('knows nothing of what was never put', async () => {
    const store = await openFileSnapshotStore(folder);
    expect(await store.get(ABSENT)).toBeUndefined();
  });

  it('does not write again what is there', async () => {
    const store = await openFileSnapshotStore(folder);
    await store.put(BYTES);
    const { ino } = statSync(fileOf(SHA256));
    expect(await store.put(BYTES)).toBe(SHA256);
    expect(statSync(fileOf(SHA256)).ino).toBe(ino);
  });

  it('takes the same bytes at the same time, from two stores as well', async () => {
    const stores = [await openFileSnapshotStore(folder), await openFileSnapshotStore(folder)];
    const bytes = randomBytes(100_000);
    const names = await Promise.all(
      Array.from({ length: 12 }, (_, n) => stores[n % 2]!.put(bytes)),
    );
    expect(new Set(names).size).toBe(1);
    expect(await stores[0]!.get(names[0]!)).toEqual(bytes);
    expect(files().map(({ name }) => name)).toEqual([names[0]]);
  });

  it('takes many different bytes at the same time', async () => {
    const store = await openFileSnapshotStore(folder);
    const all = Array.from({ length: 100 }, (_, n) => Buffer.from(`passage ${n}`));
    const names = await Promise.all(all.map((bytes) => store.put(bytes)));
    expect(await Promise.all(names.map((name) => store.get(name)))).toEqual(all);
  });

  it.each([
    '',
    'abc',
    SHA256.toUpperCase(),
    `../${SHA256}`,
    `../../${'a'.repeat(58)}`,
    `${SHA256}\n`,
  ])('makes no path of %j', async (name) => {
    const store = await openFileSnapshotStore(folder);
    await expect(store.get(name)).rejects.toThrow(RangeError);
  });

  it('says so where a file holds other bytes, and puts the right ones in their place', async () => {
    const store = await openFileSnapshotStore(folder);
    await store.put(BYTES);
    for (const damage of [BYTES.subarray(0, 5), Buffer.alloc(0), Buffer.from('other words')]) {
      writeFileSync(fileOf(SHA256), damage);
      expect(await failure(store.get(SHA256))).toMatchObject({
        code: 'damaged',
        message: expect.stringContaining(SHA256) as string,
      });
      expect(await store.put(BYTES)).toBe(SHA256);
      expect(await store.get(SHA256)).toEqual(BYTES);
    }
  });

  it('removes what a crash left unfinished, and nothing else', async () => {
    await (await openFileSnapshotStore(folder)).put(BYTES);
    const unfinished = `${fileOf(SHA256)}.0c0d8a7e-1b3f-4c59-9d1c-5b1a3f1f7a10.tmp`;
    writeFileSync(unfinished, BYTES.subarray(0, 7));
    writeFileSync(join(folder, 'README'), 'what is this folder?');
    writeFileSync(join(folder, SHELF, 'notes.tmp'), 'not of the store');
    const store = await openFileSnapshotStore(folder);
    expect(existsSync(unfinished)).toBe(false);
    expect(
      files()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['README', SHA256, 'notes.tmp'].sort());
    expect(await store.get(SHA256)).toEqual(BYTES);
  });

  it('says so where something else has the file’s place', async () => {
    const store = await openFileSnapshotStore(folder);
    mkdirSync(fileOf(SHA256), { recursive: true });
    expect(await failure(store.put(BYTES))).toMatchObject({ code: 'unavailable' });
    expect(readdirSync(join(folder, SHELF))).toEqual([SHA256]);
    expect(await failure(store.get(SHA256))).toMatchObject({ code: 'unavailable' });
  });

  describe('on a disk that fails', () => {
    /** What every FileHandle does, to be made to fail: the class itself is not exported. */
    let handles: FileHandle;
    beforeEach(async () => {
      const handle = await open(parent);
      handles = Object.getPrototypeOf(handle) as FileHandle;
      await handle.close();
    });
    afterEach(() => jest.restoreAllMocks());

    const failing = (code: string) => Object.assign(new Error(`${code}: a test`), { code });

    it('says that it is full, keeps nothing of it, and writes again once there is room', async () => {
      const store = await openFileSnapshotStore(folder);
      const full = failing('ENOSPC');
      jest.spyOn(handles, 'writeFile').mockImplementationOnce(async function (this: FileHandle) {
        await this.write(BYTES.subarray(0, 7));
        throw full;
      });
      expect(await failure(store.put(BYTES))).toMatchObject({ code: 'full', cause: full });
      expect(files()).toEqual([]);
      expect(await store.get(SHA256)).toBeUndefined();
      expect(await store.get(await store.put(BYTES))).toEqual(BYTES);
    });

    it('takes nothing for durable that was not synced', async () => {
      const store = await openFileSnapshotStore(folder);
      await store.put(BYTES);
      const other = Buffer.concat([BYTES, BYTES]);
      const syncs = jest.spyOn(handles, 'sync');
      await store.put(other);
      // The folder, for the new shelf in it; the file; the shelf, for the file's name.
      expect(syncs).toHaveBeenCalledTimes(3);
      // What is there already is still not answered for before its name is durable.
      syncs.mockRejectedValueOnce(failing('EIO'));
      expect(await failure(store.put(other))).toMatchObject({ code: 'unavailable' });
      expect(await store.put(other)).toHaveLength(64);
    });

    it('leaves nothing half written where the file cannot be synced', async () => {
      const store = await openFileSnapshotStore(folder);
      const syncs = jest.spyOn(handles, 'sync');
      syncs.mockResolvedValueOnce(undefined).mockRejectedValueOnce(failing('EIO'));
      expect(await failure(store.put(BYTES))).toMatchObject({ code: 'unavailable' });
      expect(files()).toEqual([]);
    });
  });

  it('says so where the folder cannot be made', async () => {
    writeFileSync(join(parent, 'data'), 'a file');
    expect(await failure(openFileSnapshotStore(folder))).toMatchObject({ code: 'unavailable' });
  });
});

describe('a failure of the file system', () => {
  it.each(['ENOSPC', 'EDQUOT', 'EFBIG'])('%s means full', (code) => {
    const cause = Object.assign(new Error(`${code}: write`), { code });
    expect(snapshotStoreError(cause, 'cannot keep it')).toMatchObject({
      name: 'SnapshotStoreError',
      code: 'full',
      message: `cannot keep it: ${code}: write`,
      cause,
    });
  });

  it('of another kind means unavailable', () => {
    const cause = Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
    expect(snapshotStoreError(cause, 'cannot keep it')).toMatchObject({
      code: 'unavailable',
      cause,
    });
  });

  it('that is in the port’s terms already stays as it is', () => {
    const error = new SnapshotStoreError('damaged', 'it holds other bytes');
    expect(snapshotStoreError(error, 'cannot keep it')).toBe(error);
  });
});
