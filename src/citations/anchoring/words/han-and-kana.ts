import { HAN_AND_KANA } from '../../../text/characters.js';
import { skeletonString } from '../texts/skeleton.js';
import type { Word } from './words.js';

const ONE = new RegExp(`[${HAN_AND_KANA}]`, 'u');

/** Whether a text has words of Han or kana, which a dictionary divides otherwise beside other words. */
export function hasHanOrKana(text: string): boolean {
  return ONE.test(text);
}

/** The words with those of Han and kana as their characters. */
export function charactersOf(words: readonly Word[]): Word[] {
  return words.flatMap((word) => {
    if (word.kind !== 'word' || !ONE.test(word.text)) return [word];
    return Array.from(word.text.matchAll(/\P{M}\p{M}*/gu), ({ index, 0: text }): Word => {
      const start = word.start + index;
      return { key: skeletonString(text), text, start, end: start + text.length, kind: 'word' };
    }).filter(({ key }) => key !== '');
  });
}
