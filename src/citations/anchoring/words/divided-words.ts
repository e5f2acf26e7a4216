import { HYPHENS } from '../../../text/characters.js';
import { LINE_BREAK } from '../characters/line-breaks.js';
import { typed } from '../characters/typed.js';
import { skeletonString } from '../texts/skeleton.js';
import { isPerCent, type Word } from './words.js';

/** Where a line end divides a word that may have a hyphen of its own there. */
const DIVISION = new RegExp(`[${HYPHENS}]${LINE_BREAK}`, 'gu');

/**
 * Words with those that a line end divides as the two words and the hyphen of a compound, where another
 * text has those: "long-\nterm" beside "long-term", but not beside "longterm". Likewise "percentage points"
 * beside "points".
 *
 * @param keys of the other text's words
 */
export function dividedAs(words: readonly Word[], keys: ReadonlySet<string>): Word[] {
  return words.flatMap((word) => {
    if (isPerCent(word) && !keys.has(word.key)) return pointsApart(word, keys);
    if (word.kind !== 'word' || !word.text.includes('\n') || keys.has(word.key)) return [word];
    const parts = partsOf(word);
    return compoundsIn(parts).every((compound) => keys.has(compound)) ? parts : [word];
  });
}

/** The last word of several by itself, where the other text has that; the rest is still about per cent. */
function pointsApart(word: Word, keys: ReadonlySet<string>): Word[] {
  const { text, start, end, kind } = word;
  const at = text.lastIndexOf(' ') + 1;
  const last = text.slice(at);
  const key = skeletonString(last);
  if (at === 0 || !keys.has(key)) return [word];
  const before = text.slice(0, at - 1);
  return [
    { ...word, text: before, end: start + before.length },
    { key, text: last, start: start + at, end, kind },
  ];
}

/** The keys of words, but not of marks; and of compounds, with the hyphen in them. */
export function keysOf(words: readonly Word[]): ReadonlySet<string> {
  const keys = words.filter(({ kind }) => kind !== 'mark').map(({ key }) => key);
  return new Set([...keys, ...compoundsIn(words)]);
}

function compoundsIn(words: readonly Word[]): string[] {
  return words.flatMap(({ key, kind }, at) => {
    const [before, after] = [words[at - 1], words[at + 1]];
    return kind === 'mark' && key === '-' && before && after ? [`${before.key}-${after.key}`] : [];
  });
}

function partsOf({ text, start }: Word): Word[] {
  const parts: Word[] = [];
  const add = (from: number, to: number, kind: 'word' | 'mark') => {
    const part = text.slice(from, to);
    const key = kind === 'word' ? skeletonString(part) : typed(part.charAt(0));
    parts.push({ key, text: part, start: start + from, end: start + to, kind });
  };
  let at = 0;
  for (const { index, 0: division } of text.matchAll(DIVISION)) {
    add(at, index, 'word');
    at = index + division.length;
    add(index, at, 'mark');
  }
  add(at, text.length, 'word');
  return parts;
}
