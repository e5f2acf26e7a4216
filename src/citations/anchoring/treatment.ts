/** What the comparison of quotes does with a code point. */
export const PLAIN = 1;
/** Soft hyphens, characters of no width, marks of direction. */
export const DROPPED = 2;
/** May join what is before it into one character: combining marks, vowel and final jamo. */
export const JOINING = 3;
/** Becomes something else, alone or under NFKC. */
export const CHANGED = 4;

const NO_WIDTH = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/u;

/** Of a compatibility decomposition: what can be the second half of a canonical composition. */
const JOINS = /^[\p{M}\u1160-\u11FF\uD7B0-\uD7FF\u{16D63}-\u{16D6A}]/u;

const SINGLE_QUOTES = /^[\u00B4\u2018-\u201B\u2032\u2035\u2039\u203A\u02B9\u02BC]$/u;
const DOUBLE_QUOTES = /^[\u00AB\u00BB\u201C-\u201F\u2033\u2036]$/u;
const DASHES = /^[\u2010-\u2015\u2043\u2212\u2E3A\u2E3B]$/u;

/** Looked up for each code point of every text, so worked out once: a byte each. */
const kinds = new Uint8Array(0x110000);

export function kindOf(codePoint: number): number {
  const known = kinds[codePoint]!;
  if (known !== 0) return known;
  const kind = classify(String.fromCodePoint(codePoint));
  kinds[codePoint] = kind;
  return kind;
}

/** Typographic quotes and dashes as they are typed; any other character as it is. */
export function typed(character: string): string {
  if (character <= '\u007F') return character;
  if (SINGLE_QUOTES.test(character)) return "'";
  if (DOUBLE_QUOTES.test(character)) return '"';
  return DASHES.test(character) ? '-' : character;
}

function classify(character: string): number {
  if (NO_WIDTH.test(character)) return DROPPED;
  if (JOINS.test(character.normalize('NFKD'))) return JOINING;
  return typed(character) === character && character.normalize('NFKC') === character
    ? PLAIN
    : CHANGED;
}
