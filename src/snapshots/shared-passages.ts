import type { SharedPassages, Sketch } from '../../events/source/source-events.js';
import { compareSketches, type Comparison } from './sketch.js';

/** A captured snapshot, as far as it can be compared. */
export interface SketchedSnapshot {
  readonly sha256: string;
  /** Left out where the snapshot has no text, or was captured before texts were compared. */
  readonly sketch?: Sketch | undefined;
}

/** What the snapshots of two sources have in common. */
export interface Resemblance {
  readonly shared: SharedPassages;
  /** Estimated share of the other source's shingles that stand in the first's snapshot, 0 to 1. */
  readonly shareOfFrom: number;
}

/** Less is what quotations of the same speech make, or a page's own furniture. */
export const LEAST_SHARE = 0.2;

/** An estimate that rests on fewer hashes is not worth a member's time. */
export const LEAST_SHARED = 8;

/** Of each source, the newest; a page that is captured every hour changes little. */
export const MOST_SNAPSHOTS = 8;

/**
 * The pair of snapshots, one of each source, that has the most in common: long passages that make up a
 * fifth of either of them (`LEAST_SHARE`), told by 8 hashes at least.
 *
 * @param own of the source that may draw on the other, oldest first; as are `others`. The newest 8 are
 * compared.
 * @param comparable whether two of them are to be compared at all
 * @returns undefined where no pair has that much
 */
export function resemblanceOf<Own extends SketchedSnapshot, Other extends SketchedSnapshot>(
  own: readonly Own[],
  others: readonly Other[],
  comparable: (own: Own, other: Other) => boolean = () => true,
): Resemblance | undefined {
  let best: Resemblance | undefined;
  for (const mine of newest(own)) {
    for (const theirs of newest(others)) {
      if (!comparable(mine, theirs)) continue;
      const found = comparedPair(mine, theirs);
      if (found && (!best || weightOf(found) > weightOf(best))) best = found;
    }
  }
  return best;
}

/** The greater of the two shares: how much there is to a resemblance. */
export function weightOf({ shared, shareOfFrom }: Resemblance): number {
  return Math.max(shared.share, shareOfFrom);
}

function comparedPair(
  { sha256: snapshot, sketch: own }: SketchedSnapshot,
  { sha256: fromSnapshot, sketch: other }: SketchedSnapshot,
): Resemblance | undefined {
  if (!own || !other) return undefined;
  const there = compareSketches(own, other);
  if (there.shared < LEAST_SHARED) return undefined;
  const [share, shareOfFrom] = [rounded(there), rounded(compareSketches(other, own))];
  if (Math.max(share, shareOfFrom) < LEAST_SHARE) return undefined;
  const { algorithm } = own;
  return { shared: { algorithm, snapshot, fromSnapshot, share }, shareOfFrom };
}

/** An estimate has no more digits than that. */
function rounded({ share }: Comparison): number {
  return Math.round(share * 1_000) / 1_000;
}

/** Newest first. */
function newest<Snapshot>(snapshots: readonly Snapshot[]): Snapshot[] {
  return snapshots.slice(-MOST_SNAPSHOTS).reverse();
}
