import { HYPHENS, INVISIBLE, OPTIONAL_MARKS, SINGLE_QUOTES } from '../../../text/characters.js';
import { alike, digitOf } from '../characters/letters.js';
import { LINE_BREAK, SYLLABLE_BREAK } from '../characters/line-breaks.js';
import { contradict } from '../characters/vowel-marks.js';

/** What was done to a word whose letters stayed the same; undefined where nothing was. */
export type WordChange = 'case' | 'punctuation' | 'word' | undefined;

const UNWRITTEN = new RegExp(`[${OPTIONAL_MARKS}${INVISIBLE}]`, 'gu');
const APOSTROPHE = new RegExp(`[${SINGLE_QUOTES}]`, 'gu');
const HYPHEN = new RegExp(`[${HYPHENS}]`, 'u');
/** Divided at a line end, or where it may be: whether the hyphen is the word's own cannot be known. */
const DIVISION = new RegExp(
  `[${HYPHENS}]?\\u00AD(?:${LINE_BREAK}|[ \\t]*)|[${HYPHENS}]${LINE_BREAK}`,
  'gu',
);
const BETWEEN_SYLLABLES = new RegExp(SYLLABLE_BREAK, 'gu');
/** No character of a word. */
const MAYBE = '\uFFFF';

/**
 * How two spellings of the same letters differ: in nothing that counts (compatibility forms, digits of
 * another script, vowel marks on one side, the hyphen of a line end), in `case`, in `punctuation` within
 * the word (hyphen, apostrophe), or in its letters after all, as in an accent or another vowel mark.
 *
 * @param language BCP 47: in Turkish and Azerbaijani i and ı are two letters in both cases
 */
export function changeWithin(one: string, other: string, language?: string): WordChange {
  if (one === other) return undefined;
  const [from, to] = [plain(one), plain(other)];
  const marks = hyphensAgree(from, to) ? undefined : 'punctuation';
  const [a, b] = [withoutHyphens(from), withoutHyphens(to)];
  if (a === b) return contradict(one, other) ? 'word' : marks;
  const [c, d] = [a.replace(APOSTROPHE, ''), b.replace(APOSTROPHE, '')];
  const punctuation = a.length - c.length === b.length - d.length ? marks : 'punctuation';
  if (c === d) return contradict(one, other) ? 'word' : punctuation;
  return isCaseAlone(c, d, language) ? (punctuation ?? 'case') : 'word';
}

function plain(word: string): string {
  const onOneLine = word
    .replace(DIVISION, MAYBE)
    .replace(BETWEEN_SYLLABLES, '')
    .replace(/\s+/gu, ' ');
  return alike(onOneLine.normalize('NFKC'))
    .replace(UNWRITTEN, '')
    .replace(/\p{Nd}/gu, digitOf);
}

function withoutHyphens(word: string): string {
  return word.replace(/[-\u2010\u2011\uFFFF]/gu, '');
}

/** Whether the other word has, or may have, each hyphen that one has of its own. */
function hyphensAgree(one: string, other: string): boolean {
  const [from, to] = [hyphens(one), hyphens(other)];
  return (
    [...from.own].every((at) => to.own.has(at) || to.maybe.has(at)) &&
    [...to.own].every((at) => from.own.has(at) || from.maybe.has(at))
  );
}

/** Tells after how many letters a word has hyphens, its own and those that may be a division's. */
function hyphens(word: string): { own: ReadonlySet<number>; maybe: ReadonlySet<number> } {
  const [own, maybe] = [new Set<number>(), new Set<number>()];
  let letters = 0;
  for (const character of word) {
    if (character === MAYBE) maybe.add(letters);
    else if (HYPHEN.test(character)) own.add(letters);
    else letters += 1;
  }
  return { own, maybe };
}

function isCaseAlone(one: string, other: string, language: string | undefined): boolean {
  if (/^(?:tr|az)(?:-|$)/i.test(language ?? '')) {
    const lower = (text: string) => text.toLocaleLowerCase('tr');
    return lower(one) === lower(other) || isUnaccentedCapitals(one, other);
  }
  return (
    lower(one) === lower(other) ||
    (one.toUpperCase() === other.toUpperCase() && !areTwoWords(one, other, language)) ||
    isUnaccentedCapitals(one, other)
  );
}

/** The dot that stays when İ becomes small is no letter. */
function lower(text: string): string {
  return text.replace(/İ/gu, 'i').toLowerCase().replace(/ς/gu, 'σ');
}

/** Whether ß and ss make two German words, such as Maße and Masse: they are the same in capitals alone. */
function areTwoWords(one: string, other: string, language: string | undefined): boolean {
  if (!/^de(?:-|$)/i.test(language ?? '')) return false;
  const isInCapitals = (text: string) => !/\p{Ll}/u.test(text.replace(/ß/gu, ''));
  return !isInCapitals(one) && !isInCapitals(other);
}

/** Capitals are often printed without accents: ECOLE for École. */
function isUnaccentedCapitals(one: string, other: string): boolean {
  const bare = (text: string) => text.normalize('NFD').replace(/\p{Mn}/gu, '');
  const isBareCapitals = (text: string) =>
    text === text.toUpperCase() &&
    text !== text.toLowerCase() &&
    bare(text) === text.normalize('NFD');
  if (!isBareCapitals(one) && !isBareCapitals(other)) return false;
  return lower(bare(one)) === lower(bare(other)) && lower(one) !== lower(other);
}
