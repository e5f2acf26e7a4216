import { DENSE, HYPHENS, UNSPACED } from '../../../text/characters.js';
import { DIVISION } from '../characters/line-breaks.js';

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

const NO_WORD = "[^\\p{L}\\p{M}\\p{N}'\\u2019-]";
/** No more of a word is looked at. */
const LONGEST = 40;
const BEGINNING = new RegExp(
  `(?<=^|${NO_WORD})\\p{L}[\\p{L}\\p{M}]{0,${LONGEST - 1}}${DIVISION}$`,
  'u',
);
/** Before a capital letter a prefix alone: "un-\nAmerican", but "Jean-\nPaul" has two names. */
const PREFIX = new RegExp(`(?<=^|${NO_WORD})\\p{L}{1,3}${DIVISION}$`, 'u');
const REST = new RegExp(
  `^${DIVISION}[\\p{Ll}\\p{Lo}][\\p{L}\\p{M}]{0,${LONGEST - 1}}(?=$|${NO_WORD})`,
  'u',
);
const HYPHEN = new RegExp(`[${HYPHENS}\\u00AD]`, 'u');
const BEGINS_WITH_LETTER = /^\p{L}/u;
const BEGINS_WITH_CAPITAL = /^\p{Lu}/u;
const ENDS_WITH_LETTER = /[\p{L}\p{M}]$/u;

/** How much is looked at: a word, and the hyphen, the line end and the indent. */
const LOOKED_AT = LONGEST + 20;

/** Returns where the word begins that a line end divides before this unit; else the unit itself. */
export function divisionStart(text: string, at: number): number {
  let line = at;
  while ((text[line - 1] === ' ' || text[line - 1] === '\t') && at - line < LOOKED_AT) line -= 1;
  if (text[line - 1] !== '\n') return at;
  const after = text.slice(at, at + 2);
  if (!BEGINS_WITH_LETTER.test(after)) return at;
  const before = text.slice(Math.max(0, at - LOOKED_AT), at);
  const cut = (BEGINS_WITH_CAPITAL.test(after) ? PREFIX : BEGINNING).exec(before);
  return cut ? at - (before.length - cut.index) : at;
}

/** Returns where the word ends that a line end divides at this unit; else the unit itself. */
export function divisionEnd(text: string, at: number): number {
  if (!HYPHEN.test(text[at] ?? '')) return at;
  if (!ENDS_WITH_LETTER.test(text.slice(Math.max(0, at - 2), at))) return at;
  return at + (REST.exec(text.slice(at, at + LOOKED_AT))?.[0].length ?? 0);
}

/** How many letters and digits a text has; a sign of a word or a syllable counts as two. */
export function lettersIn(text: string): number {
  let letters = 0;
  for (const character of text) {
    if (WORD.test(character)) letters += DENSE_LETTER.test(character) ? 2 : 1;
  }
  return letters;
}
