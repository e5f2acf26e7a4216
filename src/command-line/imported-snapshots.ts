import type { SnapshotStore } from '../snapshots/snapshot-store.js';

/** Puts under way at a time, and about how many bytes: each waits for the disk, and they wait together. */
const IN_FLIGHT = 32;
const BYTES_IN_FLIGHT = 32 * 1024 * 1024;

/** Keeps many snapshots faster than one after the other. */
export class ImportedSnapshots {
  private underWay: Promise<string>[] = [];
  private bytes = 0;

  constructor(private readonly store: SnapshotStore) {}

  /** @throws SnapshotStoreError, also of one before. */
  async add(bytes: Buffer): Promise<void> {
    const kept = this.store.put(bytes);
    // Thrown when they are awaited together; until then nobody listens, which would end the process.
    kept.catch(() => undefined);
    this.underWay.push(kept);
    this.bytes += bytes.length;
    if (this.underWay.length >= IN_FLIGHT || this.bytes >= BYTES_IN_FLIGHT) await this.finish();
  }

  /** Resolves when all of them are on disk. */
  async finish(): Promise<void> {
    await Promise.all(this.underWay);
    this.underWay = [];
    this.bytes = 0;
  }
}
