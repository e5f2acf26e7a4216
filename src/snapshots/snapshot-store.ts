import type { Content } from './content.js';
import type { KeptBytes } from './file-claims.js';

/** What came in, and can be kept as a snapshot. Nothing of it is durable before that. */
export interface Received extends Content {
  /** Removes it where it was not kept; to be called when it is not needed any more. */
  discard(): Promise<void>;
}

/**
 * Bytes under the SHA-256 of what they are, in lower-case hexadecimal: what a source showed when it was
 * captured, and the text taken out of it. Nothing can be changed through it, nor deleted once it is
 * recorded. Every failure
 * is a {@link SnapshotStoreError}, and a sha256 of another form a RangeError.
 */
export interface SnapshotStore {
  /**
   * Keeps the bytes, durably before it resolves, and gives their SHA-256. Bytes that are there already
   * are not written again, unless what is there is damaged: then they take its place. The same bytes
   * may be put at the same time. They must not change until it resolves.
   *
   * @throws SnapshotStoreError `full`, `unavailable`.
   */
  put(bytes: Uint8Array): Promise<string>;

  /**
   * Keeps them as `put` does, until it is known whether they are recorded. A store that others may write
   * to as well discards nothing. What the store received is not written a second time.
   *
   * @throws SnapshotStoreError as `put` does.
   */
  keep(content: Content): Promise<KeptBytes>;

  /**
   * Takes bytes as they come, with no more of them in memory than a chunk, and keeps none yet.
   *
   * @throws SnapshotStoreError `full`, `unavailable`; what the chunks throw.
   */
  receive(chunks: AsyncIterable<Uint8Array>): Promise<Received>;

  /**
   * The bytes, checked against their name; undefined where they were never put.
   *
   * @throws SnapshotStoreError `damaged` where other bytes are there, `unavailable`.
   */
  get(sha256: string): Promise<Buffer | undefined>;
}

export type SnapshotStoreErrorCode = 'full' | 'damaged' | 'unavailable';

export class SnapshotStoreError extends Error {
  override readonly name = 'SnapshotStoreError';

  constructor(
    readonly code: SnapshotStoreErrorCode,
    message: string,
    options: { cause?: unknown } = {},
  ) {
    super(message, options);
  }
}
