import { stringOf } from './code-units.js';
import type { Place } from './finders.js';
import { normalizedText, trimmed } from './normalized-text.js';
import { candidates, gramsOf, type Candidate } from './shared-grams.js';
import type { SnapshotText } from './snapshot-text.js';
import { WordAlignment } from './word-alignment.js';
import { wordsOf, type Word } from './words.js';

/** What is less like a quote is another passage and no altered one. */
const LEAST_SCORE = 0.7;

/** A passage that a quote alters, if it {@link isNear}; else the nearest there is. */
export interface NearPassage extends Place {
  /** 1 less the edit distance over the {@link letters}. */
  readonly score: number;
  /** Letters and marks of the longer of the two; spaces do not count. */
  readonly letters: number;
  /** Whether they have a word in common, but for its case. */
  readonly akin: boolean;
}

export function isNear({ score, akin }: NearPassage): boolean {
  return akin && score >= LEAST_SCORE;
}

/** Looked at whatever they share. */
const FEWEST_CANDIDATES = 4;
/** Looked at as long as they may be as near as the nearest so far … */
const MOST_CANDIDATES = 100;
/** … and their windows together are no longer: dividing a text into words is what costs. */
export const MOST_UNITS = 20_000;
/** Steps of the alignment of words, over all candidates; one costs some ten nanoseconds. */
const MOST_STEPS = 10_000_000;
/** Longer quotes, as normalized, are not compared with what is only near them. */
const LONGEST = 20_000;

/** How far a word is followed that the edge of a window cuts. */
const LONGEST_WORD = 60;

/**
 * The passages that are the nearest to a quote, all at the same score, in order; normally one. They
 * begin and end with whole words. Empty where nothing can be compared.
 *
 * A filter first (q-grams shared with windows as long as the quote, one reading of the text), then
 * for the few best windows the edit distance over words. A passage is missed only
 * where that many windows elsewhere share more grams with the quote.
 *
 * @param mostUnits how long the windows may be together before no more than the fewest are compared
 */
export function nearestPassages(
  snapshot: SnapshotText,
  exact: string,
  mostUnits = MOST_UNITS,
): NearPassage[] {
  const quote = trimmed(normalizedText(exact)).units;
  if (quote.length === 0 || quote.length > LONGEST) return [];
  const search = new Search(snapshot, quote, mostUnits);
  for (const [index, candidate] of candidates(
    snapshot.normalized.units,
    quote,
    MOST_CANDIDATES,
  ).entries()) {
    if (index >= FEWEST_CANDIDATES && !search.goesOn(candidate)) break;
    if (!search.lookAt(candidate)) break;
  }
  return search.nearest.toSorted((a, b) => a.start - b.start);
}

class Search {
  nearest: NearPassage[] = [];
  private leastDistance = Infinity;
  private steps = 0;
  private unitsSeen = 0;
  private readonly words: readonly Word[];
  private readonly lowerCase: ReadonlySet<string>;
  private readonly alignment: WordAlignment;

  constructor(
    private readonly snapshot: SnapshotText,
    private readonly units: Uint16Array,
    private readonly mostUnits: number,
  ) {
    this.words = wordsOf(stringOf(units));
    this.alignment = new WordAlignment(this.words);
    this.lowerCase = new Set(
      this.words.filter(({ isWord }) => isWord).map(({ text }) => text.toLowerCase()),
    );
  }

  /** By the q-gram lemma, spaces included, and only where the nearest is so near that it may be an altered passage. */
  goesOn({ shared }: Candidate): boolean {
    const { size, count } = gramsOf(this.units);
    return (
      this.unitsSeen < this.mostUnits &&
      this.leastDistance * 2 <= this.units.length &&
      count - shared <= 2 * this.leastDistance * size
    );
  }

  /** False where the steps are used up. */
  lookAt({ start }: Candidate): boolean {
    const window = this.windowAt(start);
    const text = stringOf(this.snapshot.normalized.units.subarray(window.start, window.end));
    const words = wordsOf(text);
    this.unitsSeen += text.length;
    this.steps += words.length * this.words.length;
    if (this.steps > MOST_STEPS) return false;
    const run = this.alignment.nearestRun(words);
    if (!run) return true;
    const from = words[run.first]!.start;
    const to = words[run.end - 1]!.end;
    const letters = Math.max(lettersOf(words.slice(run.first, run.end)), lettersOf(this.words));
    const { starts, ends } = this.snapshot.normalized;
    this.keep(run.cost, {
      start: starts[window.start + from]!,
      end: ends[window.start + to - 1]!,
      score: Math.max(0, 1 - run.cost / letters),
      letters,
      akin: words
        .slice(run.first, run.end)
        .some((word) => word.isWord && this.lowerCase.has(word.text.toLowerCase())),
    });
    return true;
  }

  private keep(distance: number, passage: NearPassage): void {
    const score = this.nearest[0]?.score ?? -1;
    if (passage.score < score) return;
    if (passage.score > score) {
      this.nearest = [];
      this.leastDistance = distance;
    }
    const overlaps = this.nearest.some(
      ({ start, end }) => start < passage.end && passage.start < end,
    );
    if (!overlaps) this.nearest.push(passage);
  }

  /** Room for a passage that is longer, or begins elsewhere than the shared grams say. */
  private windowAt(start: number): Place {
    const { units } = this.snapshot.normalized;
    const slack = Math.ceil(this.units.length * 0.3) + 16;
    const [from, to] = [start - slack, start + this.units.length + slack];
    return {
      start: from <= 0 ? 0 : spaceBefore(units, from),
      end: to >= units.length ? units.length : spaceAfter(units, to),
    };
  }
}

const SPACE = 0x20;

function spaceBefore(units: Uint16Array, index: number): number {
  for (let at = index; at > Math.max(0, index - LONGEST_WORD); at -= 1) {
    if (units[at] === SPACE) return at;
  }
  return index;
}

function spaceAfter(units: Uint16Array, index: number): number {
  for (let at = index; at < Math.min(units.length, index + LONGEST_WORD); at += 1) {
    if (units[at] === SPACE) return at;
  }
  return index;
}

function lettersOf(words: readonly Word[]): number {
  return words.reduce((sum, { text }) => sum + text.length, 0);
}
