import { SIGNS } from '../../../text/characters.js';
import { skeletonString } from '../texts/skeleton.js';
import type { Word } from './words.js';

const SIGN = new RegExp(`[${SIGNS}]`, 'u');

/** Whether a text has words of Han or kana, which a dictionary divides otherwise beside other words. */
export function hasSigns(text: string): boolean {
  return SIGN.test(text);
}

/** The words with those of Han and kana as their signs. */
export function signsOf(words: readonly Word[]): Word[] {
  return words.flatMap((word) => {
    if (word.kind !== 'word' || !SIGN.test(word.text)) return [word];
    return Array.from(word.text.matchAll(/\P{M}\p{M}*/gu), ({ index, 0: text }): Word => {
      const start = word.start + index;
      return { key: skeletonString(text), text, start, end: start + text.length, kind: 'word' };
    }).filter(({ key }) => key !== '');
  });
}
