import { foldedText } from './folded-text.js';

/** ISO 4217, as CLDR has it. */
const CURRENCIES = Intl.supportedValuesOf('currency');

/** The codes of ISO 4217 but for those that are words as well, as a headline in capitals has them. */
export const CURRENCY_CODES: ReadonlySet<string> = new Set(
  CURRENCIES.filter((code) => !/^(?:ALL|COP|CUP|SOS|TOP|TRY)$/.test(code)),
);

/** Whether this is a sign of currency, or one of the {@link CURRENCY_CODES}. */
export function isCurrencySign(text: string): boolean {
  return CURRENCY_CODES.has(text) || /^\p{Sc}$/u.test(text);
}

/**
 * Whether this is a sign or a code, or a word that names a currency in a language: dollars, рублей. English
 * names where the language is not known.
 *
 * @param language BCP 47
 */
export function isCurrency(text: string, language = 'en'): boolean {
  return isCurrencySign(text) || namesIn(language).has(foldedText(text, language));
}

const known = new Map<string, ReadonlySet<string>>();

function namesIn(language: string): ReadonlySet<string> {
  let names = known.get(language);
  if (!names) {
    names = new Set(isWellFormed(language) ? namesOfCldr(language) : []);
    known.set(language, names);
  }
  return names;
}

function isWellFormed(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A word of the names of as many currencies names no country: dollar, franc. */
const FEWEST = 3;

/**
 * The words of the names that CLDR has for the currencies, in singular and plural and as signs (zł, kr), but
 * for those that name the country.
 */
function namesOfCldr(language: string): string[] {
  const plurals = pluralsOf(language);
  const names = CURRENCIES.map((currency) =>
    namesOf(currency, language, plurals).map((name) => wordsIn(name, language)),
  );
  const counts = new Map<string, number>();
  for (const words of names.flatMap((ofOne) => [...new Set(ofOne.flat())])) {
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const places = new Set(placesIn(language));
  const beginnings = new Set([...places].map(beginningOf));
  const mayNamePlace = (word: string) =>
    places.has(word) || (counts.get(word)! < FEWEST && beginnings.has(beginningOf(word)));
  return names
    .flat()
    .flatMap((words) => (words.length === 1 ? words : words.filter((word) => !mayNamePlace(word))));
}

/** One number for each plural form of a language. */
function pluralsOf(language: string): number[] {
  const rules = new Intl.PluralRules(language);
  const numbers = [0, 1, 2, 3, 5, 6, 11, 20, 100, 1_000_000, 1.5];
  return [...new Map(numbers.map((number) => [rules.select(number), number])).values()];
}

function namesOf(currency: string, language: string, plurals: readonly number[]): string[] {
  return (['name', 'narrowSymbol'] as const).flatMap((currencyDisplay) => {
    const format = new Intl.NumberFormat(language, {
      ...{ style: 'currency', currency, currencyDisplay },
      minimumFractionDigits: 0,
    });
    return (
      (currencyDisplay === 'name' ? plurals : [1])
        .flatMap((number) => format.formatToParts(number))
        .filter(({ type }) => type === 'currency')
        .map(({ value }) => value)
        // A code stands for a sign that CLDR has not; in small letters it may be any word: all, mad, pen.
        .filter((name) => name !== currency)
    );
  });
}

/** The names of languages and of countries in a language. */
function placesIn(language: string): string[] {
  const [languages, regions] = (['language', 'region'] as const).map(
    (type) => new Intl.DisplayNames(language, { type, fallback: 'none' }),
  );
  const names: (string | undefined)[] = [];
  for (const first of LETTERS) {
    for (const second of LETTERS) {
      names.push(languages!.of(`${first}${second}`.toLowerCase()), regions!.of(first + second));
    }
  }
  return names.flatMap((name) => (name === undefined ? [] : wordsIn(name, language)));
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

function wordsIn(name: string, language: string): string[] {
  const words = new Intl.Segmenter(language, { granularity: 'word' }).segment(name);
  return Array.from(words)
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => foldedText(segment, language));
}

/** Returns the letters that the adjective of a country has in common with its name. */
function beginningOf(word: string): string {
  return word.slice(0, 4);
}
