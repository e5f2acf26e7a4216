import { MOST_MARKS_ON_LETTER } from '../../../text/characters.js';

/** Returns where the marks end that stand on the letter before a place. */
export function letterEnd(text: string, end: number): number {
  let at = end;
  for (let marks = 0; marks < MOST_MARKS_ON_LETTER && isOnALetter(text, at); marks += 1) {
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return at;
}

/** An accent, a vowel; not what asks for another picture of the character before. */
const ON_A_LETTER = /^(?!\p{Variation_Selector})[\p{Mn}\p{Mc}]/u;
const FIRST_ON_A_LETTER = 0x300;

/** Whether what stands here belongs to the letter before it. */
export function isOnALetter(text: string, at: number): boolean {
  return text.charCodeAt(at) >= FIRST_ON_A_LETTER && ON_A_LETTER.test(text.slice(at, at + 2));
}
