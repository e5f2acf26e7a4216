import { HYPHENS } from '../../../text/characters.js';
import { isCardinal, isLess, isNumberWord, joinsNumbers } from '../../../text/number-words.js';
import type { Place } from '../../../text/place.js';

const LETTER = "[\\p{L}\\p{M}'\\u2019]";
const WORDS = new RegExp(`${LETTER}+`, 'gu');
const HYPHEN = new RegExp(`^[${HYPHENS}]$`, 'u');
const BLANK = /^[ \u00A0]$/u;

/** A longer row of them is a list. */
const LONGEST = 160;

/**
 * The numbers in words of a text that are of several words, whole: joined by a hyphen, by a space, or by the
 * language's "and". An ordinal belongs to them behind a hyphen alone, for "the first two" are two.
 *
 * @param language the primary subtag of BCP 47
 */
export function spelledNumbersIn(text: string, language: string): Place[] {
  const spelled: Place[] = [];
  let last: (Place & { readonly word: string; readonly cardinal: boolean }) | undefined;
  let and: Place | undefined;
  for (const { index: start, 0: word } of text.matchAll(WORDS)) {
    const end = start + word.length;
    if (joinsNumbers(word, language) && last && BLANK.test(text.slice(last.end, start))) {
      and = { start, end };
      continue;
    }
    const sort = sortOf(word, language);
    const cardinal = sort === 'cardinal';
    if (sort === 'other') {
      [last, and] = [undefined, undefined];
      continue;
    }
    const between = last ? text.slice(and?.end ?? last.end, start) : '';
    const joined =
      last &&
      end - last.start <= LONGEST &&
      (HYPHEN.test(between) ||
        (BLANK.test(between) &&
          cardinal &&
          last.cardinal &&
          (!and || isLess(word, last.word, language))));
    const whole = { start: joined ? last!.start : start, end };
    if (joined) spelled.pop();
    spelled.push(whole);
    last = { ...whole, word, cardinal };
    and = undefined;
  }
  return spelled;
}

type Sort = 'cardinal' | 'number' | 'other';

/** The same few words are asked for again and again, and folding one costs more than all the rest. */
const sorts = new Map<string, Sort>();
const MOST_KEPT = 5000;

function sortOf(word: string, language: string): Sort {
  if (word.length > LONGEST_WORD) return 'other';
  const key = `${language} ${word}`;
  let sort = sorts.get(key);
  if (sort === undefined) {
    const number = isNumberWord(word, language) ? 'number' : 'other';
    sort = isCardinal(word, language) ? 'cardinal' : number;
    if (sorts.size >= MOST_KEPT) sorts.clear();
    sorts.set(key, sort);
  }
  return sort;
}

/** How far around a place words are looked at, and how long they may be. */
const AROUND = 80;
const LONGEST_WORD = 60;
const A_LETTER = new RegExp(`^${LETTER}$`, 'u');

/**
 * The number in words of which a place has a part, with its first word or its last.
 *
 * @param side of the place on which `at` is
 */
export function spelledNumberAt(
  text: string,
  at: number,
  side: 'start' | 'end',
  language: string,
): Place | undefined {
  const step = side === 'start' ? 1 : -1;
  const edge = side === 'start' ? at : at - 1;
  let length = 0;
  while (length <= LONGEST_WORD && A_LETTER.test(text[edge + step * length] ?? '')) length += 1;
  if (length === 0 || length > LONGEST_WORD) return undefined;
  const word = side === 'start' ? text.slice(at, at + length) : text.slice(at - length, at);
  // Most places begin and end with another word, and cost one look into a list.
  if (sortOf(word, language) === 'other') return undefined;
  const from = Math.max(0, at - AROUND);
  return spelledNumbersIn(text.slice(from, at + AROUND), language)
    .map(({ start, end }) => ({ start: from + start, end: from + end }))
    .find(({ start, end }) => start < at && at < end);
}
