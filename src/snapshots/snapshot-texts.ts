import { LRUCache } from 'lru-cache';

import type {
  ExtractedText,
  SnapshotData,
  TextTakenData,
} from '../../events/source/source-events.js';
import { contentOf, type Content } from './content.js';
import type { KeptBytes } from './file-claims.js';
import { SnapshotStoreError, type Received, type SnapshotStore } from './snapshot-store.js';
import type { Extraction } from './extract-text.js';
import { BEGINNING_BYTES, TextExtraction, type EffectiveType } from './text-extraction.js';

const CACHE_BYTES = 32 * 1024 * 1024;

/** A string's own cost beside its characters, of which V8 takes two bytes each at most. */
const OVERHEAD_BYTES = 64;

/** Takes what is on disk for an event that is to be recorded. */
export type Hold = (kept: KeptBytes) => void;

const confirmAtOnce: Hold = (kept) => kept.confirm();

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

  /** Receives bytes as {@link SnapshotStore.receive} does. */
  receive(chunks: AsyncIterable<Uint8Array>): Promise<Received> {
    return this.store.receive(chunks);
  }

  /**
   * What the bytes are taken for, where the sender said nothing of it.
   *
   * @param declared as in a Content-Type field, at most 255 characters
   * @throws QueueFullError.
   */
  async typeOf(given: Content | Uint8Array, declared: string): Promise<EffectiveType> {
    const beginning = await contentOf(given).beginning(BEGINNING_BYTES);
    return this.extraction.typeOf(beginning, declared);
  }

  /**
   * Keeps the bytes and the text taken out of them, durably, and gives the data of SnapshotCaptured.
   * Nothing is kept where it throws.
   *
   * @param hold gets what is kept, until it is known whether it is recorded; it stays where left out
   * @throws RangeError where there are no bytes; SnapshotStoreError `full`, `unavailable`; QueueFullError.
   */
  async capture(
    given: Content | Uint8Array,
    type: EffectiveType | string,
    hold: Hold = confirmAtOnce,
  ): Promise<SnapshotData> {
    const content = contentOf(given);
    const { sha256, size } = content;
    if (size === 0) throw new RangeError('a snapshot has at least one byte');
    const effective = typeof type === 'string' ? { mediaType: type } : type;
    const taken = await this.extraction.extract(content, effective.mediaType);
    const kept = await this.store.keep(content);
    try {
      await this.keep(taken, sha256, hold);
    } catch (error) {
      await kept.discard();
      throw error;
    }
    hold(kept);
    return { sha256, bytes: size, ...effective, ...textOf(taken) };
  }

  /**
   * The text of a capture, taken out anew by this release and kept, durably.
   *
   * @param dryRun it is taken out and not kept
   * @param hold as `capture` has it
   * @throws SnapshotStoreError `damaged`, also where the bytes are not there any more; `full`,
   * `unavailable`; QueueFullError.
   */
  async takeAnew(
    { sha256, mediaType }: Pick<SnapshotData, 'sha256' | 'mediaType'>,
    { dryRun = false, hold = confirmAtOnce }: { dryRun?: boolean; hold?: Hold } = {},
  ): Promise<Pick<TextTakenData, 'text' | 'sketch'>> {
    const bytes = await this.bytesOf(sha256);
    const taken = await this.extraction.extract(bytes, mediaType);
    if (!dryRun) await this.keep(taken, sha256, hold);
    return textOf(taken);
  }

  /** @param of the SHA-256 of the bytes: plain text in UTF-8 is its own text. */
  private async keep(taken: Extraction, of: string, hold: Hold): Promise<void> {
    if (!('text' in taken) || taken.extracted.sha256 === of) return;
    hold(await this.store.keep(contentOf(Buffer.from(taken.text, 'utf8'))));
  }

  /** Ends the threads in which texts are taken out. */
  async close(): Promise<void> {
    await this.extraction.close();
  }

  /**
   * The bytes of what was captured, as captured.
   *
   * @throws SnapshotStoreError `damaged`, also where they are not there any more; `unavailable`.
   */
  async bytesOf(sha256: string): Promise<Buffer> {
    const bytes = await this.store.get(sha256);
    if (!bytes) {
      throw new SnapshotStoreError('damaged', `the snapshot ${sha256} is not in the store`);
    }
    return bytes;
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

function textOf(taken: Extraction): Pick<SnapshotData, 'text' | 'sketch'> {
  const sketch = 'text' in taken ? taken.sketch : undefined;
  return { text: taken.extracted, ...(sketch && { sketch }) };
}
