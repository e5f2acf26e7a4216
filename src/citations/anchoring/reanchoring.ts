import type { Anchoring, ReanchoringOutcome } from '../../../events/citation/citation-events.js';
import { cutsPair } from '../../text/code-points.js';
import type { Place } from '../../text/place.js';
import { LookAlikes, type AnchoredTexts } from './look-alikes/look-alikes.js';
import type { SnapshotText } from './texts/snapshot-text.js';

/**
 * What a later snapshot says of a citation, compared with the citation as it was added (never with the
 * snapshot before, so that small changes cannot add up unseen):
 *
 * - `orphaned` where the quote was found and is no more; `unchanged` where it was never found;
 * - `moved` where it is found only now;
 * - `orphaned` as well where only a look-alike of the cited passage is left, which stood elsewhere in the
 *   earlier text as well (see {@link LookAlikes});
 * - faithful then and now (`exact` or `normalized`): `unchanged` in the same places, or else `moved`;
 * - otherwise the passage's own words decide: the same words are `unchanged` or `moved`, any others
 *   `altered`. Of two ambiguous anchorings no words are known; those of one fidelity are compared by
 *   their places.
 *
 * @param texts without them nothing is known of look-alikes
 */
export function reanchored(
  original: Anchoring,
  later: Anchoring,
  texts?: AnchoredTexts,
): ReanchoringOutcome {
  if (later.fidelity === 'absent') return original.fidelity === 'absent' ? 'unchanged' : 'orphaned';
  if (original.fidelity === 'absent') return 'moved';
  const outcome = bySight(original, later);
  if (!texts || (outcome === 'unchanged' && beginsTheSame(original, texts))) return outcome;
  return leavesLookAlikes(original, later, texts) ? 'orphaned' : outcome;
}

function bySight(original: Anchoring, later: Anchoring): ReanchoringOutcome {
  if (!(isFaithful(original) && isFaithful(later)) && !saysTheSame(original, later)) {
    return 'altered';
  }
  return samePlaces(original, later) ? 'unchanged' : 'moved';
}

function isFaithful({ fidelity }: Anchoring): boolean {
  return fidelity === 'exact' || fidelity === 'normalized';
}

function saysTheSame(original: Anchoring, later: Anchoring): boolean {
  if (original.passage && later.passage) return original.passage.exact === later.passage.exact;
  return !original.passage && !later.passage && original.fidelity === later.fidelity;
}

function samePlaces(original: Anchoring, later: Anchoring): boolean {
  const [before, now] = [placesOf(original), placesOf(later)];
  return (
    before.length === now.length &&
    before.every(({ start, end }, index) => {
      const other = now[index]!;
      return start === other.start && end === other.end;
    })
  );
}

function placesOf({ passage, places = [] }: Anchoring): readonly Place[] {
  return passage ? [passage] : places;
}

/** Whether nothing before the passage has changed. Otherwise a row as long as it may have its place. */
function beginsTheSame({ passage }: Anchoring, { original, later }: AnchoredTexts): boolean {
  if (!passage) return true;
  const { end } = unitsOf(original, passage);
  return later.text.startsWith(original.text.slice(0, end));
}

/** Only of one cited passage it is known which of its look-alikes it is not. */
function leavesLookAlikes(original: Anchoring, later: Anchoring, texts: AnchoredTexts): boolean {
  const { passage } = original;
  if (!passage) return false;
  const found = placesOf(later).map((place) => unitsOf(texts.later, place));
  const lookAlikes = new LookAlikes(texts, {
    cited: unitsOf(texts.original, passage),
    found,
    wasFaithful: isFaithful(original),
    isFaithfulNow: isFaithful(later),
  });
  return found.length > 0 && found.every((place) => lookAlikes.has(place));
}

/** A place in code points as one in UTF-16 code units. */
function unitsOf(text: SnapshotText, { start, end }: Place): Place {
  return { start: unitAt(text, start), end: unitAt(text, end) };
}

/** The first unit at which so many code points have begun; the end where there are fewer. */
function unitAt({ text, codePointAt }: SnapshotText, point: number): number {
  let [low, high] = [Math.min(point, text.length), Math.min(2 * point, text.length)];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (codePointAt(middle) < point) low = middle + 1;
    else high = middle;
  }
  return cutsPair(text, low) ? low + 1 : low;
}
