import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { contentOf, type Content } from './content.js';
import { FileClaims, type KeptBytes } from './file-claims.js';
import { isMissing, snapshotStoreError } from './file-failure.js';
import { IncomingFile, IncomingFiles } from './incoming-files.js';
import { removeLeft } from './left-files.js';
import { sha256Of } from './sha256.js';
import { SnapshotStoreError, type Received, type SnapshotStore } from './snapshot-store.js';

const SHA256 = /^[0-9a-f]{64}$/;
const SHELF = /^[0-9a-f]{2}$/;
const UNFINISHED = /^[0-9a-f]{64}\.[0-9a-f-]{36}\.tmp$/;

/**
 * Opens the folder of the snapshots, makes it where it is not there yet, and removes what a crash left
 * half written in it.
 *
 * @param isShared whether other processes may use the folder: what they write at this moment is left, and
 *   what comes to nothing stays
 * @throws SnapshotStoreError `full`, `unavailable`.
 */
export async function openFileSnapshotStore(
  folder: string,
  { isShared = false } = {},
): Promise<SnapshotStore> {
  const absolute = resolve(folder);
  const incoming = new IncomingFiles(absolute);
  try {
    await makeFolder(absolute);
    await removeUnfinished(absolute, isShared);
    await incoming.open(isShared);
  } catch (error) {
    throw snapshotStoreError(error, `cannot open ${absolute}`);
  }
  return new FileSnapshotStore(absolute, incoming, isShared);
}

/** Opens the snapshots for a process that does not hold the lock: it only looks. */
export function readFileSnapshots(folder: string): Pick<SnapshotStore, 'get'> {
  return new FileSnapshotStore(resolve(folder), new IncomingFiles(resolve(folder)), true);
}

/**
 * A file for each snapshot: `<folder>/<first two digits>/<sha256>`. A file is written beside its place,
 * synced, and renamed, so that what has a snapshot's name is whole.
 */
class FileSnapshotStore implements SnapshotStore {
  /** Those of the 256 that are known to outlive a power failure. */
  private readonly durableShelves = new Set<string>();

  private readonly claims: FileClaims;

  constructor(
    private readonly folder: string,
    private readonly incoming: IncomingFiles,
    isShared: boolean,
  ) {
    this.claims = new FileClaims(async (sha256) => {
      if (!isShared) await rm(this.fileOf(sha256), { force: true });
    });
  }

  async put(bytes: Uint8Array): Promise<string> {
    const kept = await this.keep(contentOf(bytes));
    kept.confirm();
    return kept.sha256;
  }

  keep(content: Content): Promise<KeptBytes> {
    return this.claims.claim(content.sha256, () => this.write(content));
  }

  receive(chunks: AsyncIterable<Uint8Array>): Promise<Received> {
    return this.incoming.receive(chunks);
  }

  /** Returns whether there was no file. */
  private async write(content: Content): Promise<boolean> {
    const { sha256 } = content;
    const file = this.fileOf(sha256);
    try {
      await this.makeShelf(dirname(file));
      const before = await digestOf(file);
      if (before !== sha256) {
        if (content instanceof IncomingFile) await content.moveTo(file);
        else await write(file, await content.read());
      }
      // Of a file that was there, too: another put may have renamed it a moment ago.
      await sync(dirname(file));
      return before === undefined;
    } catch (error) {
      throw snapshotStoreError(error, `cannot keep ${sha256}`);
    }
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

/** SHA-256 of what is in a file; undefined where there is none. */
async function digestOf(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  return hash.digest('hex');
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

async function removeUnfinished(folder: string, isShared: boolean): Promise<void> {
  for (const shelf of await readdir(folder)) {
    if (SHELF.test(shelf)) await removeLeft(join(folder, shelf), UNFINISHED, isShared);
  }
}
