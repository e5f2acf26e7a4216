import { createHash, randomBytes } from 'node:crypto';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { jest } from '@jest/globals';

import { openFileSnapshotStore } from './file-snapshot-store.js';
import type { SnapshotStore } from './snapshot-store.js';

const BYTES = randomBytes(300_000);
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

let folder: string;
let store: SnapshotStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fact-ledger-incoming-'));
  store = await openFileSnapshotStore(folder);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const incoming = () => join(folder, 'incoming');
const left = () => readdirSync(incoming());

async function* chunksOf(bytes: Uint8Array, failure?: Error) {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  if (failure) throw failure;
}

it('has the bytes that came, under their SHA-256', async () => {
  const received = await store.receive(chunksOf(BYTES));
  expect(received).toMatchObject({ sha256: SHA256, size: BYTES.length });
  expect(await received.beginning(10)).toEqual(BYTES.subarray(0, 10));
  expect(await received.read()).toEqual(BYTES);
  expect(await store.get(SHA256)).toBeUndefined();
  const nothing = await store.receive(chunksOf(Buffer.alloc(0)));
  expect(nothing.size).toBe(0);
  expect(await nothing.beginning(10)).toHaveLength(0);
});

it('is kept without being written a second time, and read from where it is kept', async () => {
  const received = await store.receive(chunksOf(BYTES));
  const { ino } = statSync(join(incoming(), left()[0]!));
  expect(await store.keep(received)).toMatchObject({ sha256: SHA256 });
  expect(statSync(join(folder, SHA256.slice(0, 2), SHA256)).ino).toBe(ino);
  expect(left()).toEqual([]);
  expect(await received.read()).toEqual(BYTES);
  // A command that lost a race keeps it again.
  expect(await store.keep(received)).toMatchObject({ sha256: SHA256 });
  await received.discard();
  expect(await store.get(SHA256)).toEqual(BYTES);
});

it('goes where it is known already, or not kept', async () => {
  await store.put(BYTES);
  const known = await store.receive(chunksOf(BYTES));
  expect(await store.keep(known)).toMatchObject({ sha256: SHA256 });
  await known.discard();
  expect(left()).toEqual([]);
  const unwanted = await store.receive(chunksOf(randomBytes(10)));
  await unwanted.discard();
  await unwanted.discard();
  expect(left()).toEqual([]);
  expect(await store.get(SHA256)).toEqual(BYTES);
});

it('takes the place of damaged bytes', async () => {
  await store.put(BYTES);
  writeFileSync(join(folder, SHA256.slice(0, 2), SHA256), 'other words');
  await store.keep(await store.receive(chunksOf(BYTES)));
  expect(await store.get(SHA256)).toEqual(BYTES);
});

it('leaves nothing where it breaks off, and says why', async () => {
  const reason = new Error('the caller went away');
  await expect(store.receive(chunksOf(BYTES, reason))).rejects.toBe(reason);
  expect(left()).toEqual([]);
});

it('leaves nothing on a disk that is full', async () => {
  const handle = await open(join(folder, 'another'), 'wx');
  const handles = Object.getPrototypeOf(handle) as FileHandle;
  const full = Object.assign(new Error('ENOSPC: a test'), { code: 'ENOSPC' });
  const writes = jest.spyOn(handles, 'writeFile');
  writes.mockImplementationOnce((bytes) => handle.writeFile(bytes)).mockRejectedValueOnce(full);
  await expect(store.receive(chunksOf(BYTES))).rejects.toMatchObject({
    name: 'SnapshotStoreError',
    code: 'full',
  });
  await handle.close();
  expect(left()).toEqual([]);
});

it('removes at its opening what a process that is gone has left, and nothing that still comes', async () => {
  const [old, fresh] = [
    '0c0d8a7e-1b3f-4c59-9d1c-5b1a3f1f7a10',
    '1c0d8a7e-1b3f-4c59-9d1c-5b1a3f1f7a10',
  ];
  for (const name of [`${old}.tmp`, `${fresh}.tmp`, 'notes.txt']) {
    writeFileSync(join(incoming(), name), 'half of i');
  }
  const yesterday = Date.now() / 1000 - 86_400;
  for (const name of [`${old}.tmp`, 'notes.txt'])
    utimesSync(join(incoming(), name), yesterday, yesterday);
  await openFileSnapshotStore(folder, { isShared: true });
  expect(left().sort()).toEqual([`${fresh}.tmp`, 'notes.txt']);
  expect(readFileSync(join(incoming(), `${fresh}.tmp`), 'utf8')).toBe('half of i');
  // Whoever has the folder alone knows that nothing still comes.
  await openFileSnapshotStore(folder);
  expect(left()).toEqual(['notes.txt']);
});
