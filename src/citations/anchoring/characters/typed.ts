import { DASHES, DOUBLE_QUOTES, INVISIBLE, SINGLE_QUOTES } from '../../../text/characters.js';

const ANY_SINGLE_QUOTE = new RegExp(`[${SINGLE_QUOTES}]`, 'gu');
const ANY_DOUBLE_QUOTE = new RegExp(`[${DOUBLE_QUOTES}]`, 'gu');
const ANY_DASHES = new RegExp(`[${DASHES}]+`, 'gu');
const DOTS = /\.(?:[ \u00A0]?\.)+/gu;
const UNSEEN = new RegExp(`[${INVISIBLE}\\uFE0E\\uFE0F]`, 'gu');

/** Marks as they are typed: plain quotation marks, one hyphen for a dash or several, one sign for dots. */
export function typed(marks: string): string {
  const plain = (text: string) =>
    text.replace(ANY_SINGLE_QUOTE, "'").replace(ANY_DOUBLE_QUOTE, '"').replace(ANY_DASHES, '-');
  // NFKC leads to some quotes and dashes, so they are made plain afterwards, too.
  return plain(plain(marks.replace(UNSEEN, '')).normalize('NFKC')).replace(DOTS, '…');
}
