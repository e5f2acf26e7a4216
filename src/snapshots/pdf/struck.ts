import type { TextMark } from '../found-text.js';

/**
 * A sentinel. Stands behind each character that is struck out until the text is whole, so that it goes wherever that
 * does. A noncharacter: no file brings one in (`characterText`).
 */
const STRUCK = '\uFDD0';

const RUNS = new RegExp(`(?:[^${STRUCK}]${STRUCK}\\s*)+`, 'gu');
const SENTINELS = new RegExp(STRUCK, 'gu');

/** A text with a sentinel behind each of its characters, since it is struck out. */
export function withSentinels(text: string): string {
  return [...text].map((character) => character + STRUCK).join('');
}

/**
 * A text without its sentinels, and the stretches that they mark.
 *
 * @param from where the text begins in that which the marks are of
 */
export function withoutSentinels(
  text: string,
  from: number,
): { readonly text: string; readonly marks: readonly TextMark[] } {
  if (!text.includes(STRUCK)) return { text, marks: [] };
  let sentinels = 0;
  const marks = [...text.matchAll(RUNS)].map(({ index, 0: run }) => {
    const start = from + index - sentinels;
    const own = run.trimEnd().replace(SENTINELS, '').length;
    sentinels += run.split(STRUCK).length - 1;
    return { kind: 'struck' as const, start, end: start + own };
  });
  return { text: text.replace(SENTINELS, ''), marks };
}
