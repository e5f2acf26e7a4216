import type { Anchoring, ReanchoringOutcome } from '../../../events/citation/citation-events.js';
import { cutsPair } from './code-points.js';
import type { Place } from './finders.js';
import { SameLetters } from './same-letters.js';
import type { SnapshotText } from './snapshot-text.js';

/** The texts that the two anchorings were made in. */
export interface AnchoredTexts {
  readonly original: SnapshotText;
  readonly later: SnapshotText;
}

/**
 * What a later snapshot says of a citation, compared with the citation as it was added (never with the
 * snapshot before, so that small changes cannot add up unseen):
 *
 * - `orphaned` where the quote was found and is no more; `unchanged` where it was never found;
 * - `moved` where it is found only now;
 * - `orphaned` as well where only a look-alike of the cited passage is left, which stood elsewhere in the
 *   earlier text as well (see `isLookAlike`);
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
  if (outcome === 'unchanged' || !texts) return outcome;
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

/** Only of one cited passage it is known which of its look-alikes it is not. */
function leavesLookAlikes(original: Anchoring, later: Anchoring, texts: AnchoredTexts): boolean {
  const { passage } = original;
  if (!passage) return false;
  const cited = unitsOf(texts.original, passage);
  const found = placesOf(later).map((place) => unitsOf(texts.later, place));
  return (
    found.length > 0 &&
    found.every((place) =>
      isLookAlike(cited, place, texts, isFaithful(original), isFaithful(later)),
    )
  );
}

/** How many of the same words are looked at in the earlier text; more are a refrain. */
const MOST_LOOK_ALIKES = 50;

/** UTF-16 code units before and after a place that tell it from others. */
const SURROUNDINGS = 200;

/** UTF-16 code units more than a full stop and a space, which follow every sentence. */
const PLAINLY = 8;

/**
 * Whether words found later are not those that were cited, but others that stood beside them in the
 * earlier text: their very words stood there in another place, and what is around them now was around
 * that place rather than around the cited one. Where it was around neither, faithful words are taken for
 * the cited ones and altered ones are not.
 */
function isLookAlike(
  cited: Place,
  found: Place,
  { original, later }: AnchoredTexts,
  wasFaithful: boolean,
  isFaithfulNow: boolean,
): boolean {
  const words = later.text.slice(found.start, found.end);
  const around = (place: Place) => likenessAround(original.text, place, later.text, found);
  const sameWords = new SameLetters(original, words, undefined).faithful(() => true);
  let best = -1;
  for (const place of sameWords.slice(0, MOST_LOOK_ALIKES)) {
    if (place.start < cited.end && place.end > cited.start) continue;
    best = Math.max(best, around(place));
  }
  if (best < 0) return false;
  const own = around(cited);
  // Altered words that stood elsewhere before are those, but where the cited ones' neighbours are plainly there.
  if (!isFaithfulNow) return best + PLAINLY > own;
  return wasFaithful ? best > own : best >= own;
}

/** How many units before and after two places are the same, counted away from them. */
function likenessAround(text: string, place: Place, otherText: string, other: Place): number {
  let before = 0;
  while (
    before < SURROUNDINGS &&
    before < Math.min(place.start, other.start) &&
    text[place.start - 1 - before] === otherText[other.start - 1 - before]
  ) {
    before += 1;
  }
  let after = 0;
  while (
    after < SURROUNDINGS &&
    after < Math.min(text.length - place.end, otherText.length - other.end) &&
    text[place.end + after] === otherText[other.end + after]
  ) {
    after += 1;
  }
  return before + after;
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
