import type { TextMark } from '../found-text.js';

/**
 * Stands behind each character that is struck out until the text is whole, so that it goes wherever that
 * does. A noncharacter: no file brings one in (`characterText`).
 */
const STRUCK = '\uFDD0';

const RUNS = new RegExp(`(?:[^${STRUCK}]${STRUCK}\\s*)+`, 'gu');
const SIGNS = new RegExp(STRUCK, 'gu');

/** A text that is struck out. */
export function signed(text: string): string {
  return [...text].map((character) => character + STRUCK).join('');
}

/** A text without its signs, and what they say, from an offset on. */
export function withoutSigns(
  text: string,
  from: number,
): { readonly text: string; readonly marks: readonly TextMark[] } {
  if (!text.includes(STRUCK)) return { text, marks: [] };
  let signs = 0;
  const marks = [...text.matchAll(RUNS)].map(({ index, 0: run }) => {
    const start = from + index - signs;
    const own = run.trimEnd().replace(SIGNS, '').length;
    signs += run.split(STRUCK).length - 1;
    return { kind: 'struck' as const, start, end: start + own };
  });
  return { text: text.replace(SIGNS, ''), marks };
}
