import { foldedText } from './folded-text.js';
import { NEGATION_WORDS } from './negation-words.js';
import { isWrittenIn, scriptOf } from './scripts.js';

/** No prefix has more UTF-16 code units; what is longer is a word of a compound. */
const LONGEST = 20;

const LETTER = /^\p{L}/u;
/** The letters before a place, with a hyphen, the dot of Catalan, or a hyphen that divides the word. */
const BEGINNING = /([\p{L}\p{M}]+)([-\u2010\u2011\u00B7](?:[ \t]*\r?\n[ \t]*)?)?$/u;

interface Prefix {
  readonly letters: string;
  /** Whether it may have a hyphen behind it: "non-violent". No prefix "in-" has one, but "in-house". */
  readonly hyphenated: boolean;
  /** In a script without spaces nothing tells where the word begins. */
  readonly unspaced: boolean;
}

/**
 * Whether a passage begins within a word whose beginning negates the rest: "legal" in "illegal". Where the
 * language is not known, by the prefixes of any that is written in the script, but for single letters.
 *
 * @param start where the passage begins, in UTF-16 code units
 * @param language the primary subtag of BCP 47, in lower case
 * @param also further languages by whose prefixes it may negate
 */
export function cutsNegatingPrefix(
  text: string,
  start: number,
  language: string | undefined,
  also: readonly string[] = [],
): boolean {
  if (!LETTER.test(text.slice(start, start + 2))) return false;
  const before = foldedText(text.slice(Math.max(0, start - LONGEST), start), language);
  const [, letters, hyphen = ''] = BEGINNING.exec(before) ?? [];
  if (letters === undefined) return false;
  const mayHaveAny = hyphen === '' || /[\n\u00B7]/u.test(hyphen);
  return [
    ...prefixesOf(language, letters),
    ...also.flatMap((one) => prefixesOf(one, letters)),
  ].some(
    (prefix) =>
      (mayHaveAny || prefix.hyphenated) &&
      (prefix.unspaced ? letters.endsWith(prefix.letters) : letters === prefix.letters),
  );
}

/**
 * How many of some words are one of others with a negating prefix before it: "illegal" beside "legal".
 * In a script without spaces the prefix may be a word of its own, as may one with its hyphen.
 */
export function negatedFormsIn(
  words: readonly string[],
  others: readonly string[],
  language: string | undefined,
): number {
  const plain = new Set(others.map((other) => foldedText(other, language)));
  const isNegated = (word: string) =>
    prefixesOf(language, word).some(({ letters, hyphenated, unspaced }) => {
      if (!word.startsWith(letters)) return false;
      const rest = word.slice(letters.length);
      if (rest === '') return unspaced;
      return rest === '-' ? hyphenated : plain.has(rest.replace(/^[-\u2010\u2011\u00B7]/u, ''));
    });
  return words.filter((word) => isNegated(foldedText(word, language))).length;
}

const known = new Map<string, readonly Prefix[]>();

function prefixesOf(language: string | undefined, text: string): readonly Prefix[] {
  if (language !== undefined) return listedFor(language);
  const script = scriptOf(text);
  if (script === undefined) return [];
  return [...NEGATION_WORDS.keys()]
    .filter((one) => isWrittenIn(one, script))
    .flatMap(listedFor)
    .filter(({ letters, unspaced }) => unspaced || letters.length > 1);
}

function listedFor(language: string): readonly Prefix[] {
  const listed = known.get(language);
  if (listed !== undefined) return listed;
  const { prefixes = '', unspaced = false } = NEGATION_WORDS.get(language) ?? {};
  const entries = prefixes.split(/\s+/u).filter((entry) => entry !== '');
  const read = entries.map((entry) => ({
    letters: foldedText(entry.replace('-', ''), language),
    hyphenated: entry.endsWith('-'),
    unspaced,
  }));
  known.set(language, read);
  return read;
}
