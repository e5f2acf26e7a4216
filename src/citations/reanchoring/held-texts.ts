import { LRUCache } from 'lru-cache';

import type { SnapshotTexts } from '../../snapshots/snapshot-texts.js';
import type { SnapshotText } from '../anchoring/texts/snapshot-text.js';
import type { Reading } from './readings.js';

/** The one that is looked in, and the one that was cited. */
const TEXTS_OF_A_LOOK = 2;

/**
 * Texts ready to be searched, prepared once for all the looks that need them one after the other,
 * however large they are. Two are held; they go with this.
 */
export class HeldTexts {
  private readonly held = new LRUCache<string, Promise<SnapshotText | undefined>>({
    max: TEXTS_OF_A_LOOK,
  });

  constructor(private readonly texts: Pick<SnapshotTexts, 'prepared'>) {}

  /** A text that cannot be read is not read again either. @throws SnapshotStoreError */
  prepared({ event, text }: Reading): Promise<SnapshotText | undefined> {
    const known = this.held.get(event);
    if (known) return known;
    const prepared = this.texts.prepared(text);
    this.held.set(event, prepared);
    return prepared;
  }
}
