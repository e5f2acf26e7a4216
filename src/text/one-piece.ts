import { APOSTROPHE_LETTERS, DOUBLE_QUOTES, NUKTA } from './characters.js';

/** What some write in parts and others in one piece. */
interface Parted {
  /** Finds it whole, in time that is linear in the text. */
  readonly pattern: RegExp;
  readonly joined: (written: string) => string;
}

const APOSTROPHES = new RegExp(`[${APOSTROPHE_LETTERS}]`, 'gu');
const NO_DIGIT = /\P{Nd}+/gu;
/** All that stands before another mark, which is the decimal mark. */
const GROUPS = /^\p{Nd}+(\P{Nd})(?:\p{Nd}|\1)*/u;
const QUOTES = new RegExp(`[${DOUBLE_QUOTES}]`, 'gu');
const NO_WORD_BEFORE = '(?<![\\p{L}\\p{M}\\p{N}])';
const HEBREW = '(?:(?=[\\p{L}\\p{M}])\\p{Script=Hebrew})';

const PARTED: readonly Parted[] = [
  {
    // Hawaiʻi, Hawaii.
    pattern: new RegExp(
      `(?<![\\p{L}\\p{M}])[\\p{L}\\p{M}](?:(?![${APOSTROPHE_LETTERS}])[\\p{L}\\p{M}])*[${APOSTROPHE_LETTERS}][\\p{L}\\p{M}]*`,
      'gu',
    ),
    joined: (word) => word.replace(APOSTROPHES, ''),
  },
  {
    // A unit of measurement with its power, rather than a word with the number of a note: km², km2.
    pattern: new RegExp(`${NO_WORD_BEFORE}\\p{L}{1,3}[\\u00B2\\u00B3]`, 'gu'),
    joined: (unit) => unit.normalize('NFKC'),
  },
  {
    // U.S.A., USA. Two letters may be any small word: U.S., us.
    pattern: /(?<![\p{L}\p{M}\p{N}.])(?:\p{L}\p{M}*\.){2,}\p{L}\p{M}*(?![\p{L}\p{M}\p{N}])\.?/gu,
    joined: (letters) => letters.replaceAll('.', ''),
  },
  {
    // 1,234,567.5 and 12,34,567 of India, 1 234 567: 1234567.5.
    pattern: new RegExp(
      `(?<![\\p{L}\\p{M}\\p{N}]|\\p{N}[.,'\\u2019\\u066C])` +
        `(?:\\p{Nd}{1,3}(?:,\\p{Nd}{2,3})*,\\p{Nd}{3}(?:\\.\\p{Nd}{1,9})?|` +
        `\\p{Nd}{1,3}([.'\\u2019\\u066C \\u00A0\\u2009\\u202F])\\p{Nd}{3}(?:\\1\\p{Nd}{3})*(?:(?!\\1)[.,]\\p{Nd}{1,9})?)` +
        `(?!\\p{Nd}|[.,'\\u2019\\u066C]\\p{Nd})`,
      'gu',
    ),
    joined: joinedGroups,
  },
  {
    // צה״ל, צהל.
    pattern: new RegExp(`(?<!${HEBREW})${HEBREW}+[${DOUBLE_QUOTES}]${HEBREW}+`, 'gu'),
    joined: (word) => word.replace(QUOTES, ''),
  },
];

function joinedGroups(number: string): string {
  const groups = GROUPS.exec(number)?.[0] ?? '';
  return groups.replace(NO_DIGIT, '') + number.slice(groups.length);
}

/** Returns what others write in one piece, as they do. */
export function inOnePiece(text: string): string[] {
  return PARTED.flatMap(({ pattern, joined }) => (text.match(pattern) ?? []).map(joined));
}

/** The whole text with that in one piece. */
export function withOnePieces(text: string): string {
  return PARTED.reduce((whole, { pattern, joined }) => whole.replace(pattern, joined), text);
}

/**
 * The blocks of scripts that write a nasal before a consonant of its own row as a letter or as a dot above
 * the letter before: Devanagari, Gujarati, Telugu, Kannada. All have their letters in the same order
 * (Unicode 16, 12.1).
 */
const BLOCKS = [0x0900, 0x0a80, 0x0c00, 0x0c80];
const [CANDRABINDU, ANUSVARA, FIRST_ROW, VIRAMA] = [0x01, 0x02, 0x15, 0x4d];
const ROWS = [0, 1, 2, 3, 4];

const NASALS = BLOCKS.map((block) => {
  const letter = (offset: number) => String.fromCodePoint(block + offset);
  const ofRow = (row: number) => {
    const first = FIRST_ROW + 5 * row + (row === 4 ? 1 : 0);
    return `${letter(first + 4)}${letter(VIRAMA)}(?=[${letter(first)}-${letter(first + 3)}])`;
  };
  const all = [letter(CANDRABINDU), ...ROWS.map(ofRow)].join('|');
  return { pattern: new RegExp(all, 'gu'), dot: letter(ANUSVARA) };
});
const ANY_NUKTA = new RegExp(NUKTA, 'gu');
const OF_BLOCKS = /[\u0900-\u097F\u0A80-\u0AFF\u0C00-\u0CFF]/u;

/**
 * A folded word in the spelling that stands for all that are in use for it: ज़िला as जिला, हिन्दी and हँस
 * as हिंदी and हंस.
 */
export function commonSpelling(word: string): string {
  if (!OF_BLOCKS.test(word)) return word;
  return NASALS.reduce(
    (spelt, { pattern, dot }) => spelt.replace(pattern, dot),
    word.replace(ANY_NUKTA, ''),
  );
}
