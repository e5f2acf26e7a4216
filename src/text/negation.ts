import { HYPHENS } from './characters.js';
import { foldedLetters, foldedText, foldsItsOwnWay } from './folded-text.js';
import { NEGATION_WORDS } from './negation-words.js';
import type { NegationWords } from './negation-words/negation-words-of-a-language.js';
import { isWrittenIn, scriptOf, type Script } from './scripts.js';
import { isListed, wordList, WordLists, type WordList } from './word-list.js';

/** Two, as in "and is it not": more are not written together. */
const MOST_PROCLITICS = 2;

const WORD = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*/gu;
const HYPHEN = new RegExp(`[${HYPHENS}]`, 'u');
const ALL_HYPHENS = new RegExp(HYPHEN, 'gu');
const HYPHENATED = new RegExp(`[\\p{L}\\p{M}\\p{N}'${HYPHENS}]+`, 'gu');
const HYPHEN_AND_LETTER = new RegExp(`^[${HYPHENS}]\\p{L}`, 'u');

/**
 * A word that a line end divides: behind a hyphen, or in Korean between any two syllables. One way to match
 * white space: with two, blank lines would cost their square.
 */
const DIVIDED = new RegExp(
  `(\\p{L})[${HYPHENS}][^\\S\\n]*\\n\\s*(?=\\p{L})|` +
    `(\\p{Script=Hangul})[^\\S\\n]*\\n[^\\S\\n]*(?=\\p{Script=Hangul})`,
  'gu',
);

/** "No. 5", "Nº 5", "№ 5", and "Bus No 5" within a sentence. */
const NUMBER_SIGN =
  /(?<![\p{L}\p{M}\p{N}])(?:[Nn][Oo]\.|[Nn]\.?º|№|(?<=\p{Ll} )No)(?=[ \u00A0\u202F]?\p{Nd})/gu;

/** No word of a language is longer; what is longer is looked at by its beginning and its end. */
const LONGEST_WORD = 100;

/**
 * Whether a text negates, by the words of its language's list.
 *
 * - `true` where a word of the list is in it,
 * - `false` where the language has a list and none of its words is in it,
 * - `null`, which is "not known", where the language is not known or has no list. Where it is not known,
 *   a whole word of the list of any language that is written in the text's script makes it `true`.
 *
 * A flag too many makes somebody read the words; one too few would hide a quote turned round.
 *
 * @param language the primary subtag of BCP 47, in lower case
 * @param also further languages by whose words it may negate, as of what it quotes; they never make
 * known what is not
 */
export function negationIn(
  text: string,
  language: string | undefined,
  also: readonly string[] = [],
): boolean | null {
  return found(text, language, also, ({ negations }) => negations);
}

/**
 * Whether a text turns round what is said beside it: it negates (`negationIn`), or calls it untrue,
 * unlikely, denied or refused ("it is untrue that", "… is a hoax"), or excepts something ("all but one").
 * For the rest of a sentence and for what a quote leaves out, where "denied" hides as much as "not" does.
 * For the words of a change `negationIn` is right: "denied" for "said" is another word there, no other
 * number of negations.
 */
export function reversalIn(
  text: string,
  language: string | undefined,
  also: readonly string[] = [],
): boolean | null {
  return found(text, language, also, ({ reversals }) => reversals);
}

function found(
  text: string,
  language: string | undefined,
  also: readonly string[],
  listOf: (prepared: Prepared) => WordList,
): boolean | null {
  for (const other of also) {
    const prepared = preparedFor(other);
    if (prepared && holds(text, prepared, listOf(prepared))) return true;
  }
  if (language !== undefined) {
    const prepared = preparedFor(language);
    return prepared && holds(text, prepared, listOf(prepared));
  }
  const script = scriptOf(text);
  if (script === undefined) return null;
  for (const possible of mayHold(text, possibleIn(script))) {
    if (holds(text, possible, listOf(possible))) return true;
  }
  return null;
}

/** The lists of all languages written in a script, by whole words, stems and endings alone. */
interface Possible {
  readonly all: readonly Prepared[];
  /** Those that a word can be in though it is not as the list has it. */
  readonly always: readonly Prepared[];
  /** The others. */
  readonly byWord: WordLists<Prepared>;
}

const possibleLists = new Map<Script, Possible>();

function possibleIn(script: Script): Possible {
  const known = possibleLists.get(script);
  if (known !== undefined) return known;
  const languages = [...NEGATION_WORDS.keys()].filter((language) => isWrittenIn(language, script));
  const lists = new Set(languages.map(preparedFor).filter((prepared) => prepared !== null));
  const all = [...lists].map((prepared) => ({ ...prepared, forms: undefined }));
  const always = all.filter(
    ({ proclitics, unspaced, language }) =>
      proclitics.length > 0 || unspaced || foldsItsOwnWay(language),
  );
  const byWord = new WordLists<Prepared>();
  for (const one of all) if (!always.includes(one)) byWord.add(one.reversals, one);
  const possible = { all, always, byWord };
  possibleLists.set(script, possible);
  return possible;
}

/** Those of many lists that are worth a closer look: one reading of the text in place of one for each. */
function mayHold(text: string, { all, always, byWord }: Possible): Iterable<Prepared> {
  const found = new Set(always);
  for (const folded of new Set([text, joinedUp(text)].map((one) => foldedText(one, undefined)))) {
    for (const word of wordsIn(folded)) {
      if (word.length > LONGEST_WORD) return all;
      for (const owner of byWord.listing(word)) found.add(owner);
    }
    for (const owner of byWord.withPhraseIn(folded.replace(/ +/gu, ' '))) found.add(owner);
  }
  return found;
}

/** The words of a language as they are looked up. */
interface Prepared {
  readonly language: string;
  readonly negations: WordList;
  /** Negations and denials. */
  readonly reversals: WordList;
  readonly except: WordList;
  readonly notBeforeHyphen: WordList;
  readonly proclitics: readonly string[];
  readonly forms: RegExp | undefined;
  readonly struckOut: readonly RegExp[];
  readonly unspaced: boolean;
}

const preparedLists = new Map<NegationWords, Prepared>();

function preparedFor(language: string): Prepared | null {
  const words = NEGATION_WORDS.get(language);
  if (words === undefined) return null;
  const known = preparedLists.get(words);
  if (known !== undefined) return known;
  const prepared = prepare(words, language);
  preparedLists.set(words, prepared);
  return prepared;
}

function prepare(words: NegationWords, language: string): Prepared {
  const { negations, denials, except = '', idioms, notBeforeHyphen = '', proclitics = '' } = words;
  const unspaced = words.unspaced === true;
  const expression = (source: string | undefined, whole: boolean) =>
    source === undefined
      ? undefined
      : new RegExp(whole ? `^(?:${folded(source)})$` : folded(source), 'gu');
  return {
    language,
    negations: wordList(negations, language),
    reversals: wordList(`${negations} ${denials}`, language),
    except: wordList(except, language),
    notBeforeHyphen: wordList(notBeforeHyphen, language),
    proclitics: proclitics.split(' ').filter((proclitic) => proclitic !== ''),
    forms: expression(words.forms, !unspaced),
    struckOut: [
      idioms === undefined ? undefined : idiomsOf(idioms, language, proclitics),
      expression(words.struckOut, false),
    ].filter((one) => one !== undefined),
    unspaced,
  };
}

/** Whole words, over a line end as well, with what is written together with the first of them. */
function idiomsOf(list: string, language: string, proclitics: string): RegExp {
  const { words, phrases } = wordList(list, language);
  const longestFirst = [...words, ...phrases].sort((a, b) => b.length - a.length);
  const any = longestFirst.join('|').replaceAll(' ', '[ \\n]');
  const before = proclitics === '' ? '' : `(?:${proclitics.replaceAll(' ', '|')})?`;
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${before}(?:${any})(?![\\p{L}\\p{M}\\p{N}])`, 'gu');
}

/** The source of an expression with the letters that texts come to have. */
function folded(source: string): string {
  return foldedLetters(source.normalize('NFKC'));
}

function holds(text: string, prepared: Prepared, list: WordList): boolean {
  const words = text.replace(NUMBER_SIGN, 'nr');
  const joined = joinedUp(words);
  if (holdsFolded(foldedText(joined, prepared.language), prepared, list)) return true;
  return joined !== words && holdsFolded(foldedText(words, prepared.language), prepared, list);
}

function holdsFolded(text: string, prepared: Prepared, list: WordList): boolean {
  const { struckOut, forms, unspaced, notBeforeHyphen } = prepared;
  const rest = struckOut
    .reduce((left, expression) => left.replace(expression, ' \n '), text.replace(/ +/gu, ' '))
    .replace(/ +/gu, ' ');
  if (unspaced) {
    return (
      anywhere(rest, [...list.words, ...list.phrases]) || (forms ? rest.search(forms) >= 0 : false)
    );
  }
  for (const { 0: word, index } of rest.matchAll(WORD)) {
    if (!partsOf(word).some((part) => negates(part, prepared, list, MOST_PROCLITICS))) continue;
    const before = rest.slice(index + word.length, index + word.length + 3);
    if (HYPHEN_AND_LETTER.test(before) && notBeforeHyphen.words.has(word)) continue;
    return true;
  }
  for (const compound of compoundsIn(rest)) {
    if (compound.length <= LONGEST_WORD && isListed(compound, list)) return true;
  }
  return list.phrases.some((phrase) => holdsPhrase(rest, phrase));
}

function joinedUp(text: string): string {
  return text.replace(DIVIDED, '$1$2');
}

/** All that is looked up of a text, but for what is struck out of it. */
function* wordsIn(text: string): Generator<string> {
  for (const [word] of text.matchAll(WORD)) yield* partsOf(word);
  yield* compoundsIn(text);
}

/** "qu'aucun", "dell'inesistente": what stands at either side of an apostrophe may be a word. */
function partsOf(word: string): readonly string[] {
  return word.includes("'") ? [word, ...word.split("'")] : [word];
}

function* compoundsIn(text: string): Generator<string> {
  for (const [compound] of text.matchAll(HYPHENATED)) {
    if (HYPHEN.test(compound)) yield compound.replace(ALL_HYPHENS, '-');
  }
}

function anywhere(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word));
}

function negates(
  word: string,
  prepared: Prepared,
  list: WordList,
  procliticsLeft: number,
): boolean {
  if (word.length > LONGEST_WORD) {
    const ends = [word.slice(0, LONGEST_WORD), word.slice(-LONGEST_WORD)];
    return ends.some((end) => negates(end, prepared, list, procliticsLeft));
  }
  if (list.words.has(word)) return true;
  if (!isListed(word, prepared.except)) {
    if (isListed(word, list)) return true;
    if (prepared.forms && word.search(prepared.forms) >= 0) return true;
  }
  if (procliticsLeft === 0) return false;
  return prepared.proclitics.some(
    (proclitic) =>
      word.startsWith(proclitic) &&
      negates(word.slice(proclitic.length), prepared, list, procliticsLeft - 1),
  );
}

const LETTER_BEFORE = /[\p{L}\p{M}\p{N}]$/u;
const LETTER_AFTER = /^[\p{L}\p{M}\p{N}]/u;

function holdsPhrase(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    if (LETTER_BEFORE.test(text.slice(Math.max(0, at - 2), at))) continue;
    if (!LETTER_AFTER.test(text.slice(end, end + 2))) return true;
  }
  return false;
}
