import type { Quote } from '../../../../events/citation/citation-events.js';
import type { Place } from '../../../text/place.js';
import { surroundings } from '../placement/surroundings.js';
import type { SnapshotText } from '../texts/snapshot-text.js';
import { SameLetters } from '../whole/same-letters.js';
import { WordsThrough } from './words-through.js';

/** The texts that the two anchorings were made in, and of what. */
export interface AnchoredTexts {
  readonly original: SnapshotText;
  readonly later: SnapshotText;
  readonly quote?: Pick<Quote, 'prefix' | 'suffix'>;
}

/** Where a citation was, and where its quote is found later; in UTF-16 code units. */
export interface CitedAndFound {
  readonly cited: Place;
  readonly found: readonly Place[];
  readonly wasFaithful: boolean;
  readonly isFaithfulNow: boolean;
}

/** UTF-16 code units before and after a place that tell it from others. */
const SURROUNDINGS = 200;

/** UTF-16 code units more than a full stop and a space, which follow every sentence. */
const PLAINLY = 8;

/**
 * Tells whether words found later are not those that were cited, but others that stood beside them in the
 * earlier text: their very words stood there in another place, and what is around them now was around
 * that place rather than around the cited one. Where it was around neither, faithful words are taken for
 * the cited ones and altered ones are not.
 *
 * Where a row of a list is gone, the next one stands behind the neighbour of the one that is gone, and
 * before its own. Where what is around decides so little, the words of the whole texts do: by the place
 * from which more of them keep their order.
 */
export class LookAlikes {
  private readonly others = new Map<string, readonly Place[]>();
  private through?: WordsThrough;
  private hasSurroundings?: (found: Place) => boolean | undefined;

  constructor(
    private readonly texts: AnchoredTexts,
    private readonly citation: CitedAndFound,
  ) {}

  /** @param found one of those that the citation was found in */
  has(found: Place): boolean {
    const words = this.texts.later.text.slice(found.start, found.end);
    const others = this.others.get(words) ?? this.otherPlacesOf(words);
    this.others.set(words, others);
    return others.some((place) => this.isLikelier(place, found));
  }

  /** Returns where the earlier text has the same words beside the cited ones. */
  private otherPlacesOf(words: string): readonly Place[] {
    const { cited } = this.citation;
    return new SameLetters(this.texts.original, words, undefined)
      .faithful(() => true)
      .filter(({ start, end }) => start >= cited.end || end <= cited.start);
  }

  /** Whether words found later are likelier those of another place than the cited ones. */
  private isLikelier(other: Place, found: Place): boolean {
    const { cited, wasFaithful, isFaithfulNow } = this.citation;
    const [own, its] = [this.likeness(cited, found), this.likeness(other, found)];
    const more = its.before + its.after - own.before - own.after;
    // Altered words that stood elsewhere before are those, but where the cited ones' neighbours are
    // plainly there.
    if (!isFaithfulNow && more > -PLAINLY) return true;
    if (isFaithfulNow && (isNoLess(own, its) || isNoLess(its, own))) {
      return wasFaithful ? more > 0 : more >= 0;
    }
    const moreInOrder = this.inOrder(other, found) - this.inOrder(cited, found);
    if (moreInOrder !== 0 || !isFaithfulNow) return moreInOrder > 0;
    // Of places that nothing else tells apart the quote names its own; without that, what belongs to a
    // label stands after it.
    return !(this.isSurrounded(found) ?? own.before >= its.before);
  }

  private likeness(place: Place, found: Place): Likeness {
    return likenessAround(this.texts.original.text, place, this.texts.later.text, found);
  }

  /** Undefined where the quote has neither prefix nor suffix. */
  private isSurrounded(found: Place): boolean | undefined {
    this.hasSurroundings ??=
      surroundings(this.texts.later, this.texts.quote ?? {}) ?? (() => undefined);
    return this.hasSurroundings(found);
  }

  private inOrder(place: Place, found: Place): number {
    const { original, later } = this.texts;
    this.through ??= new WordsThrough(original.text, later.text, this.citation.found);
    return this.through.inOrder(place, found);
  }
}

/** How many units before and after two places are the same, counted away from them. */
interface Likeness {
  readonly before: number;
  readonly after: number;
  /** Whether with those both texts begin, or end. */
  readonly begins: boolean;
  readonly ends: boolean;
}

function likenessAround(text: string, place: Place, otherText: string, other: Place): Likeness {
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
  return {
    before,
    after,
    begins: before === place.start && before === other.start,
    ends: after === text.length - place.end && after === otherText.length - other.end,
  };
}

/** Whether one fits as well as another on both sides; of more than is looked at, nobody knows. */
function isNoLess(one: Likeness, other: Likeness): boolean {
  const isEnough = (mine: number, its: number) =>
    mine > its || (mine === its && mine !== SURROUNDINGS);
  const sides = ({ before, after, begins, ends }: Likeness) => [
    begins ? Infinity : before,
    ends ? Infinity : after,
  ];
  const its = sides(other);
  return sides(one).every((side, index) => isEnough(side, its[index]!));
}
