import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { snapshotStoreError } from './file-failure.js';
import { removeLeft } from './left-files.js';
import type { Received } from './snapshot-store.js';

const INCOMING = /^[0-9a-f-]{36}\.tmp$/;

/** A file that came in, beside the snapshots until it is kept as one. */
export class IncomingFile implements Received {
  private isKept = false;

  constructor(
    /** Where it is now. */
    public file: string,
    readonly sha256: string,
    readonly size: number,
  ) {}

  async beginning(bytes: number): Promise<Uint8Array> {
    const handle = await open(this.file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  read(): Promise<Uint8Array> {
    return readFile(this.file);
  }

  /** Durable under the other name once its folder is synced. */
  async moveTo(file: string): Promise<void> {
    if (file === this.file) return;
    const handle = await open(this.file, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(this.file, file);
    this.file = file;
    this.isKept = true;
  }

  async discard(): Promise<void> {
    if (!this.isKept) await remove(this.file);
  }
}

/** The folder of what comes in, on the file system of the snapshots, so that it can be moved there. */
export class IncomingFiles {
  private readonly folder: string;

  constructor(snapshots: string) {
    this.folder = join(snapshots, 'incoming');
  }

  /** Makes the folder, and removes what a crash left in it. */
  async open(isShared: boolean): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await removeLeft(this.folder, INCOMING, isShared);
  }

  /**
   * Writes them to a file as they come. Nothing is left of what breaks off.
   *
   * @throws SnapshotStoreError `full`, `unavailable`; what the chunks throw.
   */
  async receive(chunks: AsyncIterable<Uint8Array>): Promise<IncomingFile> {
    const file = join(this.folder, `${randomUUID()}.tmp`);
    const hash = createHash('sha256');
    let size = 0;
    const handle = await open(file, 'wx').catch(failed);
    try {
      for await (const chunk of chunks) {
        hash.update(chunk);
        size += chunk.length;
        await handle.writeFile(chunk).catch(failed);
      }
    } catch (error) {
      await remove(file);
      throw error;
    } finally {
      await handle.close();
    }
    return new IncomingFile(file, hash.digest('hex'), size);
  }
}

function failed(error: unknown): never {
  throw snapshotStoreError(error, 'cannot take what comes in');
}

/** Removes a file; what cannot be removed now is, at an opening. */
async function remove(file: string): Promise<void> {
  await rm(file, { force: true }).catch(() => undefined);
}
