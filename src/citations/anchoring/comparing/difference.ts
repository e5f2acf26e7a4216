import { diffArrays, type ChangeObject } from 'diff';

import type { ChangeKind, Difference } from '../../../../events/citation/citation-events.js';
import { HYPHENS } from '../../../text/characters.js';
import { negationIn } from '../../../text/negation.js';
import { typed } from '../characters/typed.js';
import { suffixEnd } from '../numbers/numbers.js';
import { skeletonString } from '../texts/skeleton.js';
import { keysOf } from '../words/divided-words.js';
import { wordsAs } from '../words/over-line-ends.js';
import { HAS_UNSPACED, wordsOf, type Word } from '../words/words.js';
import { kindOfChange, type ChangedWord } from './change-kind.js';
import { withQuantityParts } from './quantity-parts.js';
import { changeWithin } from './word-change.js';

type Change = Difference['changes'][number];

/** As many as an event may hold; what is behind the last is part of it. */
const MOST_CHANGES = 1000;

/** Words to insert or remove at the most; with more, the passage has changed as a whole. */
const MOST_EDITS = 1500;

const HYPHEN_AND_BLANK = new RegExp(`([${HYPHENS}])[ \\u00A0]+`, 'gu');

/** Words of a quote, and those of the snapshot that they alter. */
export interface Altered {
  readonly passage: string;
  readonly quote: string;
  /** What stands before the passage: whether its first word begins a sentence. */
  readonly before: string;
}

/**
 * How a quote differs from what it alters, word by word: in the order of the text, with the passage's
 * own words in `from` and the quote's in `to`. A number is one word, whole. Spaces are no changes, nor is
 * what `changeWithin` takes for the same word, a number that is grouped otherwise, or the sign of a note.
 * Neighbouring changes of as many words on both sides are told one by one, so that a changed number does
 * not hide behind a changed word.
 *
 * @param language BCP 47
 */
export function changesIn(altered: readonly Altered[], language: string | undefined): Change[] {
  return atMost(altered.flatMap((one) => changesBetween(one, language)));
}

function changesBetween({ passage, quote, before }: Altered, language?: string): Change[] {
  const [theirs, mine] = [wordsOf(passage, language), wordsOf(quote, language)];
  const [theirKeys, myKeys] = [keysOf(theirs), keysOf(mine)];
  const opensLine = /(?:^|\n)[ \t]*$/u.test(before);
  const from = sidesOf(wordsAs(theirs, passage, myKeys, language, opensLine), passage, before);
  const to = sidesOf(wordsAs(mine, quote, theirKeys, language), quote, before);
  const parts = diffArrays([...from], [...to], {
    maxEditLength: MOST_EDITS,
    comparator: (one, other) =>
      one.key === other.key && (one.kind === 'mark') === (other.kind === 'mark'),
  });
  const told = new Telling(passage, quote, language);
  if (!parts) return [told.change(from, to)];
  // Most passages have the same words, and nothing to be told.
  const isSame = parts.every(({ added, removed }) => !added && !removed);
  const [old, young] = isSame
    ? [from, to]
    : [withQuantityParts(from, passage, language), withQuantityParts(to, quote, language)];
  const steps = withSuffixes(stepsOf(parts, old, young));
  return steps.flatMap(({ old, young, same }, index) => {
    if (same) return told.spelling(old[0]!, young[0]!);
    const beside = [steps[index - 1]?.old.at(-1), steps[index + 1]?.old[0]];
    return told.changes(old, young, beside);
  });
}

/** Words of the passage and what the quote has for them: one that is the same, or all that differ. */
interface Step {
  readonly old: readonly ChangedWord[];
  readonly young: readonly ChangedWord[];
  readonly same: boolean;
}

function stepsOf(
  parts: readonly ChangeObject<ChangedWord[]>[],
  from: readonly ChangedWord[],
  to: readonly ChangedWord[],
): Step[] {
  const steps: Step[] = [];
  let [inPassage, inQuote] = [0, 0];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]!;
    const { length } = part.value;
    if (!part.added && !part.removed) {
      for (let n = 0; n < length; n += 1) {
        steps.push({ old: [from[inPassage + n]!], young: [to[inQuote + n]!], same: true });
      }
      inPassage += length;
      inQuote += length;
      continue;
    }
    const other = parts[index + 1];
    const pair = other && (part.removed ? other.added : other.removed) ? other : undefined;
    if (pair) index += 1;
    const removed = part.removed ? length : (pair?.value.length ?? 0);
    const added = part.added ? length : (pair?.value.length ?? 0);
    const old = from.slice(inPassage, inPassage + removed);
    const young = to.slice(inQuote, inQuote + added);
    steps.push({ old, young, same: false });
    inPassage += removed;
    inQuote += added;
  }
  return steps;
}

/** Joins what is changed of a number and its suffix with the rest of them: 5m for 5bn, not m for bn. */
function withSuffixes(steps: readonly Step[]): Step[] {
  const joined: Step[] = [];
  for (const step of steps) {
    let whole = step;
    for (let last = joined.at(-1); last && belongsTo(last, whole); last = joined.at(-1)) {
      joined.pop();
      whole = {
        old: last.old.concat(whole.old),
        young: last.young.concat(whole.young),
        same: false,
      };
    }
    joined.push(whole);
  }
  return joined;
}

/** Whether a change has what stands before it, too, since that is of one number with it. */
function belongsTo(last: Step, step: Step): boolean {
  if (last.same && step.same) return false;
  const firsts = [step.old[0], step.young[0]];
  if (firsts.some((word) => word?.isSuffix)) return true;
  const { old, young } = step.same ? last : step;
  return firsts.some((word) =>
    word?.part === 'multiplier'
      ? old.length === 0 || young.length === 0
      : word?.part === 'word' && old.length !== young.length,
  );
}

class Telling {
  constructor(
    private readonly passage: string,
    private readonly quote: string,
    private readonly language: string | undefined,
  ) {}

  /** Tells what was done to a word whose letters stayed. */
  spelling(old: ChangedWord, young: ChangedWord): Change[] {
    if (old.kind !== 'word') return [];
    const change = changeWithin(old.text, young.text, this.language);
    if (!change) return [];
    const kind = change === 'word' ? kindOfChange([old], [young], this.language) : change;
    // Of words with the same letters an accent is what differs, which is no punctuation.
    const told = change === 'word' && kind === 'punctuation' ? 'word' : kind;
    return [{ from: old.text, to: young.text, kind: told }];
  }

  /** @param beside the words of the passage before and after the change */
  changes(
    old: readonly ChangedWord[],
    young: readonly ChangedWord[],
    beside: readonly (ChangedWord | undefined)[],
  ): Change[] {
    if (isDividedOtherwise(old, young) || this.isTypedOtherwise(old, young)) return [];
    if (old.length !== young.length || areDividedByGuess(old, young)) {
      return [this.withNegation(this.change(old, young), beside)];
    }
    return pairsOf(old, young).map(({ from, to }) =>
      this.change(old.slice(from, to), young.slice(from, to)),
    );
  }

  /**
   * Whether the same words and marks are divided otherwise: a dash in place of a hyphen, or a line end
   * where the other side has a hyphen and a space, "pre- and". Never of numbers.
   */
  private isTypedOtherwise(old: readonly ChangedWord[], young: readonly ChangedWord[]): boolean {
    if ([...old, ...young].some(({ kind, text }) => kind === 'number' || /\p{N}/u.test(text))) {
      return false;
    }
    const [from, to] = [wordsIn(this.passage, old), wordsIn(this.quote, young)];
    const plain = (text: string) => typed(text).replace(/\s+/gu, ' ');
    if (plain(from) === plain(to) || this.isJoinedOtherwise(from, to)) return true;
    if (!from.includes('\n') && !to.includes('\n')) return false;
    const broken = (text: string) => text.replace(HYPHEN_AND_BLANK, '$1\n');
    return (
      skeletonString(from) === skeletonString(to) &&
      changeWithin(broken(from), broken(to), this.language) === undefined
    );
  }

  /** Whether only spaces differ that Persian types in the place of a zero-width non-joiner. */
  private isJoinedOtherwise(from: string, to: string): boolean {
    const [theirs, mine] = [from, to].map((words) => words.split(/[ \u00A0\u200C]/u));
    return (
      ARABIC_APART.test(from + to) &&
      theirs!.length === mine!.length &&
      theirs!.every((word, at) => changeWithin(word, mine![at]!, this.language) === undefined)
    );
  }

  /** Tells a change as one of negation where a script without spaces divides the negation from its word. */
  private withNegation(change: Change, beside: readonly (ChangedWord | undefined)[]): Change {
    const [before, after] = beside.map((word) => word?.text ?? '') as [string, string];
    if (![before, change.from, change.to, after].some((words) => HAS_UNSPACED.test(words))) {
      return change;
    }
    const negates = (words: string) => negationIn(before + words + after, this.language);
    return negates(change.from) === negates(change.to) ? change : { ...change, kind: 'negation' };
  }

  change(old: readonly ChangedWord[], young: readonly ChangedWord[]): Change {
    return {
      from: wordsIn(this.passage, old),
      to: wordsIn(this.quote, young),
      kind: kindOfChange(old, young, this.language),
    };
  }
}

/** Pairs equally many words one by one, but keeps a number and its suffix together; by index, end exclusive. */
function pairsOf(
  old: readonly ChangedWord[],
  young: readonly ChangedWord[],
): { readonly from: number; readonly to: number }[] {
  const begins = old.flatMap(({ isSuffix }, index) =>
    index > 0 && (isSuffix || young[index]!.isSuffix) ? [] : [index],
  );
  return begins.map((from, index) => ({ from, to: begins[index + 1] ?? old.length }));
}

/** Whether a script puts no space between words, and the dictionary found others at either side. */
function areDividedByGuess(old: readonly ChangedWord[], young: readonly ChangedWord[]): boolean {
  return old.some(
    ({ key }, index) =>
      index < old.length - 1 && HAS_UNSPACED.test(key) && key.length !== young[index]!.key.length,
  );
}

/** Whether only spaces differ between words of a script that has none, which is no change. */
function isDividedOtherwise(old: readonly ChangedWord[], young: readonly ChangedWord[]): boolean {
  const [from, to] = [old, young].map((words) => words.map(({ key }) => key).join(''));
  return (
    from === to &&
    [...old, ...young].every(({ key, kind }) => kind === 'word' && HAS_UNSPACED.test(key))
  );
}

/** The words of a text as they are compared, and what they are where they stand. */
function sidesOf(words: readonly Word[], text: string, before: string): ChangedWord[] {
  let beginsSentence = endsSentence(before);
  let numberEnd = -1;
  let suffixedTo = -1;
  const sides = words.map((word) => {
    const { key, text: written, start, end, kind } = word;
    const isSuffix = kind !== 'number' && numberEnd >= 0 && start < suffixedTo;
    const isBehindNumber = numberEnd >= 0 && start - numberEnd <= 1;
    // Member by member, which is several times as fast as to spread the word.
    const side = { key, text: written, start, end, kind, beginsSentence, isSuffix, isBehindNumber };
    if (kind === 'number') [numberEnd, suffixedTo] = [end, suffixEnd(text, end)];
    if (kind !== 'mark') beginsSentence = false;
    else if (ENDS_SENTENCE.test(key)) beginsSentence = true;
    return side;
  });
  for (const [index, number] of sides.entries()) {
    const [opening, closing] = [sides[index - 1], sides[index + 1]];
    if (opening && closing && isBelowZero(opening, number, closing)) {
      number.isSuffix = closing.isSuffix = true;
    }
  }
  return sides;
}

/** Whether a number is negative as accountants write it: (1,234). Four digits are the year of something. */
function isBelowZero(opening: Word, { kind, text, start, end }: Word, closing: Word): boolean {
  return (
    kind === 'number' &&
    opening.key === '(' &&
    opening.end === start &&
    closing.key === ')' &&
    closing.start === end &&
    !/^\p{Nd}{4}$/u.test(text)
  );
}

const ARABIC_APART = /\p{Script=Arabic}\u200C\p{Script=Arabic}/u;

/** What may be followed by a capital letter that makes no name. */
const ENDS_SENTENCE = /^[.!?:"'([{\u061F\u06D4\u3002\u00BF\u00A1]/u;

function endsSentence(before: string): boolean {
  const last = before.trimEnd().at(-1);
  return last === undefined || ENDS_SENTENCE.test(last);
}

function wordsIn(text: string, words: readonly ChangedWord[]): string {
  return words.length === 0 ? '' : text.slice(words[0]!.start, words.at(-1)!.end);
}

const GRAVEST: readonly ChangeKind[] = [
  'negation',
  'number',
  'currency',
  'name',
  'word',
  'case',
  'punctuation',
];

/** The rest goes into the last one, under the gravest of their kinds. */
function atMost(changes: Change[]): Change[] {
  if (changes.length <= MOST_CHANGES) return changes;
  const rest = changes.slice(MOST_CHANGES - 1);
  const told = (side: 'from' | 'to') =>
    rest
      .map((change) => change[side])
      .filter((words) => words !== '')
      .join(' … ');
  const kind = GRAVEST.find((grave) => rest.some((change) => change.kind === grave))!;
  return [...changes.slice(0, MOST_CHANGES - 1), { from: told('from'), to: told('to'), kind }];
}
