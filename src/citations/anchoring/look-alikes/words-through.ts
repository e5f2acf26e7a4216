import type { Place } from '../../../text/place.js';
import { PlacedWords, wordsInOrder, type InOrder } from './words-in-order.js';

/** Of a longer text the words are not compared; the comparison takes some tenths of a second. */
const MOST_WORDS = 30_000;

/**
 * How many words of two texts can keep their order where a passage of the one became a passage of the
 * other. Of a list that has lost a row all the words that are left keep it, if each row is still the same
 * row, and not if another stands for the one that is lost.
 */
export class WordsThrough {
  private readonly original: PlacedWords;
  private readonly later: PlacedWords;
  private readonly before: ReadonlyMap<number, InOrder>;
  private readonly after: ReadonlyMap<number, InOrder>;

  /** @param found the passages of the later text that will be asked for */
  constructor(original: string, later: string, found: readonly Place[]) {
    this.original = new PlacedWords(original);
    this.later = new PlacedWords(later);
    const [words, others] = [this.original.words, this.later.words];
    const places = this.isTooLong ? [] : found.map((place) => this.later.within(place));
    this.before = wordsInOrder(
      words,
      others,
      places.map(({ start }) => start),
    );
    this.after = wordsInOrder(
      words.toReversed(),
      others.toReversed(),
      places.map(({ end }) => others.length - end),
    );
  }

  /** Counts the words that stay in order around and within two places; 0 where the texts are too long. */
  inOrder(passage: Place, found: Place): number {
    if (this.isTooLong) return 0;
    const [mine, its] = [this.original.within(passage), this.later.within(found)];
    const { words } = this.original;
    const others = this.later.words;
    const before = this.before.get(its.start)!(mine.start);
    const after = this.after.get(others.length - its.end)!(words.length - mine.end);
    const [said, saysNow] = [words.slice(mine.start, mine.end), others.slice(its.start, its.end)];
    const within = wordsInOrder(said, saysNow, [saysNow.length]).get(saysNow.length)!(said.length);
    return before + within + after;
  }

  private get isTooLong(): boolean {
    return Math.max(this.original.words.length, this.later.words.length) > MOST_WORDS;
  }
}
