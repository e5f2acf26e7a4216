import type { Word } from '../words/words.js';

/** A run of a text's words that is the nearest to a quote's, by index, end exclusive. */
export interface NearestRun {
  readonly first: number;
  readonly end: number;
  /** Letters and marks to insert, remove or replace. */
  readonly cost: number;
}

/** How many costs of replacing one word by another are remembered, at four bytes each. */
const MOST_REMEMBERED = 1_000_000;

/**
 * Finds the run of a text's words that costs the least to turn into the quote's, of several the longest,
 * of those the first (Sellers 1980, over words in place of letters). A word put in or left out costs
 * its length; one in place of another costs what is between their common beginning and end, or the
 * quote's word where that is most of it. The cost is the product of the two numbers of words; words
 * are compared letter by letter only the first time that they meet.
 */
export class WordAlignment {
  private readonly lengths: Int32Array;
  /** What each of the quote's words costs in the place of a word of the text, by that word. */
  private readonly replacements = new Map<string, Int32Array>();

  constructor(private readonly quote: readonly Word[]) {
    this.lengths = Int32Array.from(quote, ({ key }) => key.length);
  }

  /**
   * Undefined for a text without words.
   *
   * @param isFree whether a word of the text may be left out at no cost
   */
  nearestRun(
    text: readonly Word[],
    isFree: (word: Word) => boolean = () => false,
  ): NearestRun | undefined {
    const { lengths } = this;
    const size = lengths.length;
    // Column by column: cost of the quote's first words, and where the run began.
    let costs = new Int32Array(size + 1);
    let begins = new Int32Array(size + 1);
    let newCosts = new Int32Array(size + 1);
    let newBegins = new Int32Array(size + 1);
    for (let n = 0; n < size; n += 1) costs[n + 1] = costs[n]! + lengths[n]!;
    let best: NearestRun | undefined;
    for (const [at, word] of text.entries()) {
      const replacements = this.replacementsOf(word);
      const length = isFree(word) ? 0 : word.key.length;
      newCosts[0] = 0;
      newBegins[0] = at + 1;
      for (let n = 0; n < size; n += 1) {
        const replaced = costs[n]! + replacements[n]!;
        const removed = costs[n + 1]! + length;
        const inserted = newCosts[n]! + lengths[n]!;
        if (replaced <= removed && replaced <= inserted) {
          newCosts[n + 1] = replaced;
          newBegins[n + 1] = begins[n]!;
        } else if (removed <= inserted) {
          newCosts[n + 1] = removed;
          newBegins[n + 1] = begins[n + 1]!;
        } else {
          newCosts[n + 1] = inserted;
          newBegins[n + 1] = newBegins[n]!;
        }
      }
      [costs, newCosts] = [newCosts, costs];
      [begins, newBegins] = [newBegins, begins];
      const run = { first: begins[size]!, end: at + 1, cost: costs[size]! };
      if (run.first < run.end && isNearer(run, best)) best = run;
    }
    return best;
  }

  private replacementsOf(word: Word): Int32Array {
    const key = word.kind === 'mark' ? ` ${word.key}` : word.key;
    let costs = this.replacements.get(key);
    if (!costs) {
      costs = new Int32Array(this.quote.length);
      for (let n = 0; n < costs.length; n += 1) costs[n] = replacing(word, this.quote[n]!);
      if ((this.replacements.size + 1) * costs.length > MOST_REMEMBERED) this.replacements.clear();
      this.replacements.set(key, costs);
    }
    return costs;
  }
}

function isNearer(run: NearestRun, best: NearestRun | undefined): boolean {
  if (!best || run.cost !== best.cost) return !best || run.cost < best.cost;
  return run.end - run.first > best.end - best.first;
}

/**
 * What lies between the common beginning and end of two words; where that is most of them, the quote's
 * word, which is never more than putting it in, so that a changed last word stays in the run. A mark in
 * place of a word is no replacement.
 */
function replacing({ key: one, kind }: Word, { key: other, kind: otherKind }: Word): number {
  if ((kind === 'mark') !== (otherKind === 'mark')) return one.length + other.length + 1;
  if (one === other) return 0;
  if (
    one.charCodeAt(0) !== other.charCodeAt(0) &&
    one.charCodeAt(one.length - 1) !== other.charCodeAt(other.length - 1)
  )
    return other.length;
  const longer = Math.max(one.length, other.length);
  const shorter = Math.min(one.length, other.length);
  let before = 0;
  while (before < shorter && one.charCodeAt(before) === other.charCodeAt(before)) before += 1;
  let after = 0;
  while (
    after < shorter - before &&
    one.charCodeAt(one.length - 1 - after) === other.charCodeAt(other.length - 1 - after)
  ) {
    after += 1;
  }
  const differing = longer - before - after;
  return differing * 2 <= longer ? Math.min(differing, other.length) : other.length;
}
