import { diffArrays } from 'diff';

import type { ChangeKind, Difference } from '../../../events/citation/citation-events.js';
import { kindOfChange, type ChangedWord } from './change-kind.js';
import { stringOf } from './code-units.js';
import { normalizedText } from './normalized-text.js';
import { wordsOf } from './words.js';

type Change = Difference['changes'][number];

/** As many as an event may hold; what is behind the last is part of it. */
const MOST_CHANGES = 1000;

/** Words to insert or remove at the most; with more, the passage has changed as a whole. */
const MOST_EDITS = 1500;

/** Words of a quote, and those of the snapshot that they alter. */
export interface Altered {
  readonly passage: string;
  readonly quote: string;
  /** What stands before the passage: whether its first word begins a sentence. */
  readonly before: string;
}

/**
 * How a quote differs from what it alters, word by word: in the order of the text, with the passage's
 * own words in `from` and the quote's in `to`. Spaces, and what the normalized reading makes alike,
 * are no changes. Neighbouring changes of as many words on both sides are told one by one, so that a
 * changed number does not hide behind a changed word.
 */
export function changesIn(altered: readonly Altered[]): Change[] {
  return atMost(altered.flatMap(changesBetween));
}

function changesBetween({ passage, quote, before }: Altered): Change[] {
  const [from, to] = [sidesOf(passage, before), sidesOf(quote, before)];
  const parts = diffArrays(
    from.map(({ text }) => text),
    to.map(({ text }) => text),
    { maxEditLength: MOST_EDITS },
  );
  if (!parts) return [changeOf(passage, quote, from, to)];
  const changes: Change[] = [];
  let [inPassage, inQuote] = [0, 0];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]!;
    if (!part.added && !part.removed) {
      inPassage += part.value.length;
      inQuote += part.value.length;
      continue;
    }
    const other = parts[index + 1];
    const pair = other && (part.removed ? other.added : other.removed) ? other : undefined;
    if (pair) index += 1;
    const removed = part.removed ? part.value.length : (pair?.value.length ?? 0);
    const added = part.added ? part.value.length : (pair?.value.length ?? 0);
    const old = from.slice(inPassage, inPassage + removed);
    const young = to.slice(inQuote, inQuote + added);
    inPassage += removed;
    inQuote += added;
    changes.push(...changesOf(passage, quote, old, young));
  }
  return changes;
}

function changesOf(
  passage: string,
  quote: string,
  old: readonly ChangedWord[],
  young: readonly ChangedWord[],
): Change[] {
  if (old.length !== young.length) return [changeOf(passage, quote, old, young)];
  return old.map((word, index) => changeOf(passage, quote, [word], [young[index]!]));
}

function changeOf(
  passage: string,
  quote: string,
  old: readonly ChangedWord[],
  young: readonly ChangedWord[],
): Change {
  return {
    from: wordsIn(passage, old),
    to: wordsIn(quote, young),
    kind: kindOfChange(old, young),
  };
}

/** The words as they are compared, and where the original has them. */
function sidesOf(text: string, before: string): ChangedWord[] {
  const normalized = normalizedText(text);
  let beginsSentence = endsSentence(before);
  return wordsOf(stringOf(normalized.units)).map((word) => {
    const side: ChangedWord = {
      ...word,
      start: normalized.starts[word.start]!,
      end: normalized.ends[word.end - 1]!,
      beginsSentence,
    };
    if (word.isWord) beginsSentence = false;
    else if (ENDS_SENTENCE.test(word.text)) beginsSentence = true;
    return side;
  });
}

/** What may be followed by a capital letter that makes no name. */
const ENDS_SENTENCE = /^[.!?:"'([{\u061F\u06D4\u3002\u00BF\u00A1]/u;

function endsSentence(before: string): boolean {
  const last = before.trimEnd().at(-1);
  return last === undefined || ENDS_SENTENCE.test(last);
}

function wordsIn(text: string, words: readonly ChangedWord[]): string {
  return words.length === 0 ? '' : text.slice(words[0]!.start, words.at(-1)!.end);
}

const GRAVEST: readonly ChangeKind[] = ['negation', 'number', 'name', 'word', 'punctuation'];

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
