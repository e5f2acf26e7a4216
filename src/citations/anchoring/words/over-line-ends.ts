import { SYLLABLE_BREAK } from '../characters/line-breaks.js';
import { matchEnd } from '../characters/match-end.js';
import { numbersAs } from '../numbers/numbers-over-lines.js';
import { dividedAs } from './divided-words.js';
import { wordsOf, type Word } from './words.js';

/**
 * Words of a text as another text has them, where a line end leaves open what they are: one number or two, one
 * word of Korean or two, a word with a hyphen of its own or without.
 *
 * @param keys of the other text's words
 * @param language BCP 47, by which the groups of a number are told
 * @param opensLine whether the text begins where a line does
 */
export function wordsAs(
  words: readonly Word[],
  text: string,
  keys: ReadonlySet<string>,
  language: string | undefined,
  opensLine?: boolean,
): Word[] {
  if (!text.includes('\n')) return dividedAs(words, keys);
  const numbers = numbersAs(text, keys, language, opensLine);
  const whole = numbers ? wordsOf(text, language, numbers) : words;
  return dividedAs(withSyllablesJoined(whole, text, keys), keys);
}

const BETWEEN_SYLLABLES = new RegExp(SYLLABLE_BREAK, 'uy');

/** A word goes over no more lines than that. */
const MOST_LINES = 8;

/** Joins the words of Korean that a line end divides, where the other text has them whole. */
function withSyllablesJoined(
  words: readonly Word[],
  text: string,
  keys: ReadonlySet<string>,
): Word[] {
  const joined: Word[] = [];
  for (let at = 0; at < words.length;) {
    const parts = partsFrom(words, at, text);
    while (parts.length > 1 && !keys.has(keyOf(parts))) parts.pop();
    joined.push(parts.length > 1 ? joinedWord(parts, text) : words[at]!);
    at += parts.length;
  }
  return joined;
}

/** A word, and those behind it that may be more of it. */
function partsFrom(words: readonly Word[], at: number, text: string): Word[] {
  const parts = [words[at]!];
  for (let next = at + 1; next < words.length && parts.length < MOST_LINES; next += 1) {
    const [last, word] = [parts.at(-1)!, words[next]!];
    if (last.kind !== 'word' || word.kind !== 'word' || last.end === word.start) break;
    if (matchEnd(BETWEEN_SYLLABLES, text, last.end) !== word.start) break;
    parts.push(word);
  }
  return parts;
}

function keyOf(parts: readonly Word[]): string {
  return parts.map(({ key }) => key).join('');
}

function joinedWord(parts: readonly Word[], text: string): Word {
  const [start, end] = [parts[0]!.start, parts.at(-1)!.end];
  return { key: keyOf(parts), text: text.slice(start, end), start, end, kind: 'word' };
}
