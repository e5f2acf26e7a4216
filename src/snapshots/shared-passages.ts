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
const LEAST_SHARE = 0.2;

/** An estimate that rests on fewer hashes is not worth a member's time. */
const LEAST_SHARED = 8;

/** From this share of a text on, what it has in common with others is the text, not what goes with it. */
const MOST_OF_IT = 2 / 3;

/** How many of the newest snapshots of a source are compared; a page captured every hour changes little. */
export const MOST_SNAPSHOTS = 8;

/**
 * The pair of snapshots, one of each source, that has the most in common: long passages that make up a
 * fifth of either of them (`LEAST_SHARE`), told by 8 hashes at least.
 *
 * @param own of the source that may draw on the other, oldest first; as are `others`. The newest 8 are
 * compared.
 * @param boilerplate hashes of what so many sources have that it tells nothing: it counts only where it is
 * most of what either text says ({@link MOST_OF_IT}), as of a report that many reprint
 * @param comparable whether two of them are to be compared at all
 * @returns undefined where no pair has that much
 */
export function resemblanceOf<Own extends SketchedSnapshot, Other extends SketchedSnapshot>(
  own: readonly Own[],
  others: readonly Other[],
  comparable: (own: Own, other: Other) => boolean = () => true,
  boilerplate: ReadonlySet<number> = new Set(),
): Resemblance | undefined {
  let best: Resemblance | undefined;
  for (const mine of newest(own)) {
    for (const theirs of newest(others)) {
      if (!comparable(mine, theirs)) continue;
      const found = comparedPair(mine, theirs, boilerplate);
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
  boilerplate: ReadonlySet<number>,
): Resemblance | undefined {
  if (!own || !other) return undefined;
  let shares = sharesOf(own, other);
  if (shares && boilerplate.size > 0 && Math.max(...shares) < MOST_OF_IT) {
    shares = sharesOf(own, other, boilerplate);
  }
  if (!shares) return undefined;
  const [share, shareOfFrom] = shares;
  return { shared: { algorithm: own.algorithm, snapshot, fromSnapshot, share }, shareOfFrom };
}

/** Returns the shares of the first text and of the second; undefined where they have too little in common. */
function sharesOf(
  own: Sketch,
  other: Sketch,
  leftOut?: ReadonlySet<number>,
): [number, number] | undefined {
  const there = compareSketches(own, other, leftOut);
  if (there.shared < LEAST_SHARED) return undefined;
  const shares: [number, number] = [rounded(there), rounded(compareSketches(other, own, leftOut))];
  return Math.max(...shares) < LEAST_SHARE ? undefined : shares;
}

/** An estimate has no more digits than that. */
function rounded({ share }: Comparison): number {
  return Math.round(share * 1_000) / 1_000;
}

/** Newest first. */
function newest<Snapshot>(snapshots: readonly Snapshot[]): Snapshot[] {
  return snapshots.slice(-MOST_SNAPSHOTS).reverse();
}
