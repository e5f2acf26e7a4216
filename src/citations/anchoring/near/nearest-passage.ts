import type { Place } from '../../../text/place.js';
import { quoteWords } from '../comparing/extent.js';
import { skeletonOf } from '../texts/skeleton.js';
import type { SnapshotText } from '../texts/snapshot-text.js';
import { keysOf } from '../words/divided-words.js';
import { wordsAs } from '../words/over-line-ends.js';
import { hasHanOrKana, charactersOf } from '../words/han-and-kana.js';
import { isWordEdge, lettersIn } from '../words/word-edges.js';
import { isNoMark, placeOf, wordsOf, type Word } from '../words/words.js';
import { withFarWords } from './far-words.js';
import { withWholeChanges } from './passage-edges.js';
import { candidates, gramsOf, type Candidate } from './shared-grams.js';
import { WordAlignment, type NearestRun } from './word-alignment.js';
import { areMostlySame, isInSentence } from './words-in-common.js';

/** What is less like a quote, and has other words, is another passage and no altered one. */
const LEAST_SCORE = 0.7;

/** A passage that a quote alters, if it {@link isNear}; else the nearest there is. */
export interface NearPassage extends Place {
  /** 1 less the edit distance over the {@link letters}. */
  readonly score: number;
  /** Letters and marks of the longer of the two; spaces do not count. */
  readonly letters: number;
  /** Whether it is one that the quote alters: they have a word in common, and most letters or words. */
  readonly near: boolean;
}

export function isNear({ near }: NearPassage): boolean {
  return near;
}

/** Looked at whatever they share. */
const FEWEST_CANDIDATES = 4;
/** Looked at as long as they may be as near as the nearest so far … */
const MOST_CANDIDATES = 100;
/** … and their windows together are no longer: dividing a text into words is what costs. */
export const MOST_UNITS = 20_000;
/** Steps of the alignment of words, over all candidates; one costs some ten nanoseconds. */
const MOST_STEPS = 10_000_000;
/** Quotes of more letters are not compared with what is only near them. */
const LONGEST = 20_000;

/** In longer quotes a word that a dictionary divides otherwise is no large part. */
const LONGEST_BY_CHARACTER = 500;

/** How many words and marks further out the quote's first or last word may be. */
const MOST_OUTSIDE = 5;

/** Of fewer letters, words stand beside almost any passage. */
const FEWEST_MISSING = 4;

/** How far a window goes that has few letters, in code units. */
const MOST_BESIDE = 10_000;

/** How far a word is followed that the edge of a window cuts. */
const LONGEST_WORD = 60;

/**
 * The passages that are the nearest to a quote, all at the same score, in order; normally one. They
 * begin and end with whole words and numbers. Empty where nothing can be compared.
 *
 * A filter first (q-grams shared with windows as long as the quote, one reading of the text's letters),
 * then for the few best windows the edit distance over words; in short quotes Han and kana count character
 * by character, for no dictionary divides both sides alike. A passage goes on across a run of words that
 * the quote leaves out ({@link withFarWords}) and over what negates its first or last word
 * ({@link withWholeChanges}). It is missed only where that many windows elsewhere share more grams with
 * the quote.
 *
 * @param language BCP 47, by which the groups of a number are told
 * @param mostUnits how long the windows may be together before no more than the fewest are compared
 */
export function nearestPassages(
  snapshot: SnapshotText,
  exact: string,
  language: string | undefined,
  mostUnits = MOST_UNITS,
): NearPassage[] {
  const { core } = quoteWords(exact);
  const { units } = skeletonOf(core);
  if (units.length === 0 || units.length > LONGEST) return [];
  const search = new Search(snapshot, units, wordsOf(core, language), language, mostUnits);
  for (const [index, candidate] of candidates(
    snapshot.skeleton.units,
    units,
    MOST_CANDIDATES,
  ).entries()) {
    if (index >= FEWEST_CANDIDATES && !search.goesOn(candidate)) break;
    if (!search.lookAt(candidate)) break;
  }
  return withEquals(snapshot, search.nearest).toSorted((a, b) => a.start - b.start);
}

/** As many as are told of an ambiguous quote, and as long together: each is compared word by word. */
const MOST_EQUALS = 100;
const MOST_EQUAL_UNITS = 5000;

/** Every other place with the letters of the nearest is as near as it is. */
function withEquals(snapshot: SnapshotText, nearest: readonly NearPassage[]): NearPassage[] {
  const [first] = nearest;
  if (!first || !isNear(first)) return [...nearest];
  const { skeleton, text, units } = snapshot;
  const letters = skeletonOf(text.slice(first.start, first.end)).units;
  const all = [...nearest];
  for (const from of snapshot.placesOfLetters(letters)) {
    if (all.length >= MOST_EQUALS || all.length * letters.length > MOST_EQUAL_UNITS) break;
    const to = from + letters.length;
    const place = { start: skeleton.starts[from]!, end: skeleton.ends[to - 1]! };
    const overlaps = all.some(({ start, end }) => start < place.end && place.start < end);
    if (overlaps || !isWordEdge(units, place.start) || !isWordEdge(units, place.end)) continue;
    all.push({ ...first, ...place });
  }
  return all;
}

class Search {
  nearest: NearPassage[] = [];
  private leastDistance = Infinity;
  private steps = 0;
  private unitsSeen = 0;
  private readonly keys: ReadonlySet<string>;
  private readonly alignment: WordAlignment;
  /** Whether words of Han and kana are compared as their characters, since they are not told for certain. */
  private readonly byCharacter: boolean;
  /** The quote's words, or characters. */
  private readonly pieces: readonly Word[];
  private readonly pieceKeys: ReadonlySet<string>;

  constructor(
    private readonly snapshot: SnapshotText,
    private readonly units: Uint16Array,
    private readonly words: readonly Word[],
    private readonly language: string | undefined,
    private readonly mostUnits: number,
  ) {
    this.byCharacter =
      units.length <= LONGEST_BY_CHARACTER && words.some(({ text }) => hasHanOrKana(text));
    this.pieces = this.byCharacter ? charactersOf(words) : words;
    this.pieceKeys = new Set(this.pieces.map(({ key }) => key));
    this.alignment = new WordAlignment(this.pieces);
    this.keys = keysOf(words);
  }

  /** Whether a candidate may be nearer by the q-gram lemma, and the nearest yet may be an altered passage. */
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
    const words = this.wordsIn(window);
    const pieces = this.piecesOf(words);
    this.unitsSeen += window.end - window.start;
    this.steps += pieces.length * this.pieces.length;
    if (this.steps > MOST_STEPS) return false;
    const isUnread = this.unreadIn(window);
    const run = this.alignment.nearestRun(pieces, isUnread);
    const inner = run && withoutOuterMarks(pieces.slice(run.first, run.end));
    if (!inner || inner.length === 0) return true;
    const read = inner.filter((word) => !isUnread(word));
    const letters = Math.max(lettersOf(read), lettersOf(this.words));
    const score = Math.max(0, 1 - run.cost / letters);
    const [best] = this.nearest;
    if (best?.near && score < best.score) return true;
    const { from, passage } = this.wholePassage(pieces, run, window, words);
    const near =
      score >= LEAST_SCORE
        ? passage.some((word) => isNoMark(word) && this.keys.has(word.key))
        : areMostlySame(this.snapshot.text, from, passage, this.words);
    this.keep(run.cost, { ...placeOf(passage, from), score, letters, near });
    return true;
  }

  /** The words of the run and what else of the quote is beside it; they are counted from `from`. */
  private wholePassage(
    pieces: readonly Word[],
    run: NearestRun,
    window: Place,
    words: readonly Word[],
  ) {
    const inner = withoutOuterMarks(pieces.slice(run.first, run.end));
    const near = placeOf(inner, window.start);
    const divided = (text: string) => this.piecesOf(this.divided(text));
    const far = withFarWords(this.snapshot, near, inner, this.pieces, divided);
    if (far.start < near.start || far.end > near.end) {
      return { from: far.start, passage: this.wordsIn(far) };
    }
    const { first, end } = this.withOuterWords(pieces, run, window);
    const passage = withoutOuterMarks(pieces.slice(first, end));
    const place = withWholeChanges(passage, this.pieces, words, this.language);
    if (this.byCharacter) {
      const whole = { start: window.start + place.start, end: window.start + place.end };
      return { from: whole.start, passage: this.wordsIn(whole) };
    }
    const isIn = ({ start, end: to }: Word) => place.start <= start && to <= place.end;
    return { from: window.start, passage: words.filter(isIn) };
  }

  private piecesOf(words: Word[]): Word[] {
    return this.byCharacter ? charactersOf(words) : words;
  }

  private divided(text: string): Word[] {
    return wordsAs(wordsOf(text, this.language), text, this.keys, this.language);
  }

  private wordsIn({ start, end }: Place): Word[] {
    return this.divided(this.snapshot.text.slice(start, end));
  }

  /**
   * Adds the quote's own first and last word, where they stand just outside: a word left out behind the
   * first costs more than one in its place, but nobody has put another in its place.
   */
  private withOuterWords(words: readonly Word[], { first, end }: NearestRun, window: Place) {
    const own = (at: number, key: string) => words[at]?.kind !== 'mark' && words[at]?.key === key;
    const isInOne = (from: number, to: number) =>
      isInSentence(this.snapshot.text, placeOf(words.slice(from, to), window.start));
    const [opening, closing] = [this.pieces[0]!.key, this.pieces.at(-1)!.key];
    let [from, to] = [first, end];
    for (let more = 1; more <= MOST_OUTSIDE && !own(first, opening); more += 1) {
      if (!own(first - more, opening)) continue;
      // Into the first word itself: a sentence that ends right before it is another one.
      if (isInOne(first - more, first + 1)) from = first - more;
      break;
    }
    for (let more = 0; more < MOST_OUTSIDE && !own(end - 1, closing); more += 1) {
      if (!own(end + more, closing)) continue;
      if (isInOne(end, end + more + 1)) to = end + more + 1;
      break;
    }
    // Two words that changed places, the second one left out of the run.
    const more =
      to === end ? this.missingFrom(words.slice(from, to), words.slice(to, to + MOST_OUTSIDE)) : 0;
    return { first: from, end: more > 0 && isInOne(to - 1, to + more) ? to + more : to };
  }

  /** How many words directly behind a passage are the quote's, and not in it. */
  private missingFrom(passage: readonly Word[], behind: readonly Word[]): number {
    const there = new Set(passage.map(({ key }) => key));
    const other = behind.findIndex(
      ({ key, kind }) => kind !== 'word' || there.has(key) || !this.pieceKeys.has(key),
    );
    const missing = behind.slice(0, other < 0 ? behind.length : other);
    return lettersIn(missing.map(({ key }) => key).join('')) < FEWEST_MISSING ? 0 : missing.length;
  }

  private keep(distance: number, passage: NearPassage): void {
    const [best] = this.nearest;
    const further = best ? compared(passage, best) : 1;
    if (further < 0) return;
    if (further > 0) {
      this.nearest = [];
      this.leastDistance = distance;
    }
    const overlaps = this.nearest.some(
      ({ start, end }) => start < passage.end && passage.start < end,
    );
    if (!overlaps) this.nearest.push(passage);
  }

  /** Whether a word of a window is struck out or not seen, so that whoever quotes the page leaves it out. */
  private unreadIn(window: Place): (word: Word) => boolean {
    const unread = this.snapshot.marks.filter(
      ({ kind, start, end }) => kind !== 'inserted' && start < window.end && window.start < end,
    );
    return ({ start, end }) =>
      unread.some((mark) => mark.start <= window.start + start && window.start + end <= mark.end);
  }

  /** Room for a passage that is longer, or begins elsewhere than the shared grams say. */
  private windowAt(start: number): Place {
    const { units, starts, ends } = this.snapshot.skeleton;
    const { text } = this.snapshot;
    const slack = Math.ceil(this.units.length * 0.3) + 16;
    const [from, to] = [start - slack, start + this.units.length + slack];
    const begin = from <= 0 ? 0 : starts[from]!;
    const end = to >= units.length ? text.length : ends[to - 1]!;
    // A text can have a million marks between two letters.
    const middle = starts[start] ?? 0;
    const room = 2 * this.units.length + MOST_BESIDE;
    return {
      start: spaceBefore(text, Math.max(begin, middle - room)),
      end: spaceAfter(text, Math.min(end, middle + room)),
    };
  }
}

/** The full stop of the sentence before is none of the passage's, nor the one that ends it. */
function withoutOuterMarks(words: readonly Word[]): readonly Word[] {
  const first = words.findIndex(isNoMark);
  return first < 0 ? [] : words.slice(first, words.findLastIndex(isNoMark) + 1);
}

/** Above zero where one is nearer than the other; what is near goes before what is not. */
function compared(one: NearPassage, other: NearPassage): number {
  return Number(one.near) - Number(other.near) || one.score - other.score;
}

function spaceBefore(text: string, index: number): number {
  for (let at = index; at > Math.max(0, index - LONGEST_WORD); at -= 1) {
    if (text[at] === ' ' || text[at] === '\n') return at;
  }
  return index;
}

function spaceAfter(text: string, index: number): number {
  for (let at = index; at < Math.min(text.length, index + LONGEST_WORD); at += 1) {
    if (text[at] === ' ' || text[at] === '\n') return at;
  }
  return index;
}

function lettersOf(words: readonly Word[]): number {
  return words.reduce((sum, { key }) => sum + key.length, 0);
}
