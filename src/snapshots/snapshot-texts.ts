import { LRUCache } from 'lru-cache';

import type { ExtractedText, SnapshotData } from '../../events/source/source-events.js';
import { SnapshotStoreError, type SnapshotStore } from './snapshot-store.js';
import { TextExtraction } from './text-extraction.js';

const CACHE_BYTES = 32 * 1024 * 1024;

/** A string's own cost beside its characters, of which V8 takes two bytes each at most. */
const OVERHEAD_BYTES = 64;

/**
 * Snapshots with their texts. A text is kept as a snapshot of its own, under its own sha256: a later
 * extractor may take out another, and citations rest on the one they were anchored in.
 */
export class SnapshotTexts {
  private readonly recent = new LRUCache<string, string>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (text) => 2 * text.length + OVERHEAD_BYTES,
  });

  constructor(
    private readonly store: SnapshotStore,
    private readonly extraction = new TextExtraction(),
  ) {}

  /**
   * Keeps the bytes and the text taken out of them, durably, and gives the data of SnapshotCaptured.
   *
   * @param mediaType as in a Content-Type field, at most 255 characters
   * @throws RangeError where there are no bytes; SnapshotStoreError `full`, `unavailable`; BusyError.
   */
  async capture(bytes: Uint8Array, mediaType: string): Promise<SnapshotData> {
    if (bytes.length === 0) throw new RangeError('a snapshot has at least one byte');
    const sha256 = await this.store.put(bytes);
    const extraction = await this.extraction.extract(bytes, mediaType);
    // Plain text in UTF-8 is its own text.
    if ('text' in extraction && extraction.extracted.sha256 !== sha256) {
      await this.store.put(Buffer.from(extraction.text, 'utf8'));
    }
    const sketch = 'text' in extraction ? extraction.sketch : undefined;
    const text = extraction.extracted;
    return { sha256, bytes: bytes.length, mediaType, text, ...(sketch && { sketch }) };
  }

  /** Ends the threads in which texts are taken out. */
  async close(): Promise<void> {
    await this.extraction.close();
  }

  /** As captured; undefined where there are none. @throws SnapshotStoreError `damaged`, `unavailable`. */
  async bytesOf(sha256: string): Promise<Buffer | undefined> {
    return this.store.get(sha256);
  }

  /**
   * The text as it was taken out then; undefined where none was.
   *
   * @throws SnapshotStoreError `damaged`, also where the text is not there any more; `unavailable`.
   */
  async textOf(extracted: ExtractedText): Promise<string | undefined> {
    if ('reason' in extracted) return undefined;
    const { sha256 } = extracted;
    const known = this.recent.get(sha256);
    if (known !== undefined) return known;
    const bytes = await this.store.get(sha256);
    if (!bytes) {
      throw new SnapshotStoreError('damaged', `the text ${sha256} is not in the store`);
    }
    const text = bytes.toString('utf8');
    this.recent.set(sha256, text);
    return text;
  }
}
