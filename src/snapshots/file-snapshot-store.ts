import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { isMissing, snapshotStoreError } from './file-failure.js';
import { sha256Of } from './sha256.js';
import { SnapshotStoreError, type SnapshotStore } from './snapshot-store.js';

const SHA256 = /^[0-9a-f]{64}$/;
const SHELF = /^[0-9a-f]{2}$/;
const UNFINISHED = /^[0-9a-f]{64}\.[0-9a-f-]{36}\.tmp$/;

/**
 * Opens the folder of the snapshots, makes it where it is not there yet, and removes what a crash left
 * half written in it. The caller holds the data folder's lock: another store that writes to the folder
 * at this moment could lose the file it is writing, and its put would fail.
 *
 * @throws SnapshotStoreError `full`, `unavailable`.
 */
export async function openFileSnapshotStore(folder: string): Promise<SnapshotStore> {
  const absolute = resolve(folder);
  try {
    await makeFolder(absolute);
    await removeUnfinished(absolute);
  } catch (error) {
    throw snapshotStoreError(error, `cannot open ${absolute}`);
  }
  return new FileSnapshotStore(absolute);
}

/** For a process that does not hold the lock: it only looks. */
export function readFileSnapshots(folder: string): Pick<SnapshotStore, 'get'> {
  return new FileSnapshotStore(resolve(folder));
}

/**
 * A file for each snapshot: `<folder>/<first two digits>/<sha256>`. A file is written beside its place,
 * synced, and renamed, so that what has a snapshot's name is whole.
 */
class FileSnapshotStore implements SnapshotStore {
  /** Those of the 256 that are known to outlive a power failure. */
  private readonly durableShelves = new Set<string>();

  constructor(private readonly folder: string) {}

  async put(bytes: Uint8Array): Promise<string> {
    const sha256 = sha256Of(bytes);
    const file = this.fileOf(sha256);
    try {
      await this.makeShelf(dirname(file));
      if (!(await isWhole(file, sha256))) await write(file, bytes);
      // Of a file that was there, too: another put may have renamed it a moment ago.
      await sync(dirname(file));
    } catch (error) {
      throw snapshotStoreError(error, `cannot keep ${sha256}`);
    }
    return sha256;
  }

  async get(sha256: string): Promise<Buffer | undefined> {
    if (!SHA256.test(sha256)) throw new RangeError('a snapshot is named by 64 hexadecimal digits');
    const bytes = await read(this.fileOf(sha256));
    if (bytes && sha256Of(bytes) !== sha256) {
      throw new SnapshotStoreError('damaged', `the snapshot ${sha256} holds other bytes`);
    }
    return bytes;
  }

  private fileOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  private async makeShelf(shelf: string): Promise<void> {
    const made = await mkdir(shelf, { recursive: true });
    if (made === undefined && this.durableShelves.has(shelf)) return;
    await sync(this.folder);
    this.durableShelves.add(shelf);
  }
}

/** @throws SnapshotStoreError `unavailable`. */
async function read(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw snapshotStoreError(error, `cannot read ${file}`);
  }
}

async function isWhole(file: string, sha256: string): Promise<boolean> {
  const bytes = await read(file);
  return bytes !== undefined && sha256Of(bytes) === sha256;
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(unfinished, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    // The first failure is the one to tell. What cannot be removed now, the next opening removes.
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** A new name in a folder is durable once the folder is. fsync(2) */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) {
    await sync(dirname(made));
  }
}

async function removeUnfinished(folder: string): Promise<void> {
  for (const shelf of await readdir(folder)) {
    if (!SHELF.test(shelf)) continue;
    for (const name of await readdir(join(folder, shelf))) {
      if (UNFINISHED.test(name)) await rm(join(folder, shelf, name), { force: true });
    }
  }
}
