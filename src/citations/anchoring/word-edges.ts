import { DENSE, UNSPACED } from '../../text/characters.js';

const WORD = /^[\p{L}\p{M}\p{N}]$/u;

const UNSPACED_LETTER = new RegExp(`^[${UNSPACED}]$`, 'u');
const DENSE_LETTER = new RegExp(`^[${DENSE}]$`, 'u');

/** Whether the place before this unit is not within a word. */
export function isWordEdge(units: Uint16Array, index: number): boolean {
  return !(isWordUnit(units[index - 1]) && isWordUnit(units[index]));
}

/** Half a surrogate pair is no letter: emoji stand next to words more often than rare scripts do. */
function isWordUnit(unit: number | undefined): boolean {
  if (unit === undefined) return false;
  if (unit < 0x80) {
    return (
      (unit >= 0x61 && unit <= 0x7a) ||
      (unit >= 0x41 && unit <= 0x5a) ||
      (unit >= 0x30 && unit <= 0x39)
    );
  }
  const character = String.fromCharCode(unit);
  return WORD.test(character) && !UNSPACED_LETTER.test(character);
}

/** A short beginning of a word before the hyphen of a line end: "un-", "im-", "dis-". */
const SHORT_BEGINNING =
  /(?:^|[^\p{L}\p{M}\p{N}'\u2019-])\p{L}{1,3}[-\u00AD\u2010][ \t]*\r?\n[ \t]*$/u;
const BEGINS_WITH_LETTER = /^\p{L}/u;

/**
 * Where the word begins that a line end divides before this unit, if what stands before is so short that
 * it is a prefix ("un-\nconstitutional") rather than a word of a compound; else the unit itself.
 */
export function divisionStart(text: string, at: number): number {
  if (!BEGINS_WITH_LETTER.test(text.slice(at, at + 2))) return at;
  const before = text.slice(Math.max(0, at - 12), at);
  const cut = SHORT_BEGINNING.exec(before);
  if (!cut) return at;
  const lead = /^\p{L}/u.test(cut[0]) ? 0 : 1;
  return at - (before.length - cut.index - lead);
}

/** How many letters and digits a text has; a sign of a word or a syllable counts as two. */
export function lettersIn(text: string): number {
  let letters = 0;
  for (const character of text) {
    if (WORD.test(character)) letters += DENSE_LETTER.test(character) ? 2 : 1;
  }
  return letters;
}
