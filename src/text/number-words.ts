import { foldedText } from './folded-text.js';
import { NUMBER_WORDS } from './number-words/number-word-lists.js';
import { SPELLED_OUT_WORDS } from './number-words/spelled-out-words.js';

const lists = new Map<string, NumberWordList>();

/**
 * Whether a word is one for a number in its language or, where the language is not known or has no
 * list, in any: there a word too many is called a number, and none is missed.
 *
 * @param language the primary subtag of BCP 47, in lower case
 */
export function isNumberWord(word: string, language: string | undefined): boolean {
  if (language !== undefined && NUMBER_WORDS[language] !== undefined) {
    return isNumberIn(foldedText(word, language), language);
  }
  const folded = foldedText(word, undefined);
  return Object.keys(NUMBER_WORDS).some((possible) => isNumberIn(folded, possible));
}

/**
 * Words for per cent behind a number, as the inside of a group of a regular expression without regard to case:
 * the unit `percent` of CLDR 42 in the languages with number words.
 */
export const PER_CENT =
  '(?:per[ \\-]?cent(?:o|á|a)?|prozent|pour cent|por cien(?:to)?|por cento|pro[cs]ent[aeů]?|prosentti|prosenttia|posto|' +
  'процент(?:а|ов)?|проценат|процената|відсот(?:ок|ки|ків|ка)|τοις εκατό|százalék|درصد|فیصد|بالمائة|بالمئة|אחוז(?:ים)?|' +
  'प्रतिशत|শতাংশ|persen|peratus|phần trăm)(?![\\p{L}\\p{M}\\p{N}])|เปอร์เซ็นต์|パーセント|퍼센트';

/** Percentage points in the same way, which are no per cent; by the project. */
export const PERCENTAGE_POINTS =
  '(?:percentage points?|pps?|prozentpunkte?n?|points? de pourcentage|puntos? porcentual(?:es)?|' +
  'pontos? percentua(?:l|is)|punt[oi] percentual[ei]|procentpunt(?:en)?|procentenhet(?:er)?|' +
  'procentpoint|prosentpoeng|prosenttiyksikköä?|punkt(?:y|ów)? procentow(?:y|e|ych)|' +
  'процентн(?:ый|ого|ых) пункт(?:а|ов)?|відсоткови(?:й|х) пункт(?:и|ів)?)(?![\\p{L}\\p{M}\\p{N}])|個百分點|个百分点';

/** What stands in a compound besides numbers: "one", "and", short forms. */
const JOINTS: Readonly<Record<string, string>> = {
  da: 'en et og',
  de: 'ein eins und',
  fi: 'yksi toista kymmentä sataa',
  hu: 'egy tizen huszon',
  it: 'uno un',
  nb: 'en ett og',
  nl: 'een en ën',
  nn: 'ein eitt og',
  no: 'en ett og',
  sv: 'en ett et',
  th: 'หนึ่ง เอ็ด ยี่',
  tr: 'bir',
};

/** What joins numbers to one, as in "two hundred and fifty"; in Arabic and Hebrew directly before a word. */
const ANDS: Readonly<Record<string, string>> = {
  ...{
    en: 'and',
    es: 'y',
    pt: 'e',
    fr: 'et',
    ca: 'i',
    ro: 'și',
    da: 'og',
    no: 'og',
    nb: 'og',
    nn: 'og',
  },
  ...{ fa: 'و', hr: 'i', bs: 'i', sr: 'i', bg: 'и', sw: 'na' },
};
const PREFIXED_ANDS: Readonly<Record<string, string>> = { ar: 'و', he: 'ו' };

/**
 * Whether a word stands between numbers that are one.
 *
 * @param language the primary subtag of BCP 47
 */
export function joinsNumbers(word: string, language: string): boolean {
  return ANDS[language] !== undefined && ANDS[language] === word.toLowerCase();
}

/**
 * Whether a word counts, and does not tell a place in a row.
 *
 * @param language the primary subtag of BCP 47
 */
export function isCardinal(word: string, language: string): boolean {
  return (
    NUMBER_WORDS[language] !== undefined && isIn(foldedText(word, language), language, 'cardinals')
  );
}

/** Whether one cardinal is less than another, as far as the order of the list tells. */
export function isLess(one: string, other: string, language: string): boolean {
  const { cardinals } = listOf(language);
  const placeOf = (word: string) => cardinals.get(foldedText(word, language)) ?? Infinity;
  return placeOf(one) < placeOf(other);
}

/** Longer ones are no words. */
const LONGEST_COMPOUND = 80;

function isNumberIn(word: string, language: string): boolean {
  return isIn(word, language, 'all');
}

function isIn(word: string, language: string, list: 'all' | 'cardinals'): boolean {
  const numbers = listOf(language)[list];
  if (numbers.has(word)) return true;
  const and = PREFIXED_ANDS[language];
  if (and !== undefined && word.startsWith(and) && numbers.has(word.slice(and.length))) return true;
  const { joints } = listOf(language);
  return (
    joints !== undefined && word.length <= LONGEST_COMPOUND && isCompound(word, numbers, joints)
  );
}

/** Whether a word is numbers written as one, at least two parts and one of them a number: zweiundzwanzig. */
function isCompound(
  word: string,
  numbers: Pick<ReadonlySet<string>, 'has'>,
  joints: ReadonlySet<string>,
): boolean {
  // Behind so many letters: undefined where no parts end there; whether a number is among them.
  const ends: (boolean | undefined)[] = [false];
  for (let end = 1; end <= word.length; end += 1) {
    for (let start = 0; start < end; start += 1) {
      if (ends[start] === undefined || ends[end]) continue;
      const part = word.slice(start, end);
      if (numbers.has(part)) ends[end] = true;
      else if (joints.has(part)) ends[end] = ends[start];
    }
  }
  return ends[word.length] ?? false;
}

/**
 * Whether a word behind a number multiplies it, or in English tells which half of the day or of the calendar
 * it is in: 5 m, 5 Mio., 5 тыс., 10 pm. Elsewhere it may be any other word.
 *
 * @param language the primary subtag of BCP 47, in lower case
 */
export function isMultiplier(word: string, language: string | undefined): boolean {
  const folded = foldedText(word, language);
  return MULTIPLIERS.has(folded) || ((language ?? 'en') === 'en' && ENGLISH_HALVES.has(folded));
}

/**
 * The short compact decimal formats of CLDR 42 in the languages with number words, with mm, cr, lac and basis
 * points of desks.
 */
const MULTIPLIERS: ReadonlySet<string> = new Set(
  `k m b t mm mn bn tn tr cr lac mil mio mrd bio mill bill mln mld mlr bln md mi bi tri tril bil mia milj
  bilj mr tis tys тыс тис млн млрд трлн хил хиљ мил бил χιλ εκ δισ τρισ jt rb nt क॰ अ॰ ख॰ হা লা কো bps basis`.split(
    /\s+/u,
  ),
);
const ENGLISH_HALVES: ReadonlySet<string> = new Set(['am', 'pm', 'ad', 'bc', 'bce', 'ce']);

interface NumberWordList {
  readonly all: ReadonlySet<string>;
  /** The cardinals with their places in the list. */
  readonly cardinals: ReadonlyMap<string, number>;
  /** Undefined where the language writes no numbers as one word. */
  readonly joints: ReadonlySet<string> | undefined;
}

function listOf(language: string): NumberWordList {
  let list = lists.get(language);
  if (list === undefined) {
    const [cardinals, others] = [NUMBER_WORDS, SPELLED_OUT_WORDS].map((words) =>
      (words[language]?.match(/\S+/gu) ?? []).map((word) => foldedText(word, language)),
    ) as [string[], string[]];
    list = {
      all: new Set([...cardinals, ...others]),
      cardinals: new Map(cardinals.map((word, index) => [word, index])),
      joints: JOINTS[language] === undefined ? undefined : new Set(JOINTS[language].split(' ')),
    };
    lists.set(language, list);
  }
  return list;
}

/**
 * Whether a word behind a number, and a space, multiplies it in a language: billion, Mio., lakh. Short
 * forms count from two letters on, for 5 m may be metres.
 *
 * @param language the primary subtag of BCP 47, in lower case
 */
export function isLargeMultiplier(word: string, language: string): boolean {
  return largeOf(language).has(foldedText(word, language));
}

/** Whether a word multiplies the number before it in some language, where the language is not known. */
export function isLargeMultiplierAnywhere(word: string): boolean {
  return Object.keys(NUMBER_WORDS).some((language) => isLargeMultiplier(word, language));
}

const large = new Map<string, ReadonlySet<string>>();
/** Numbers for each plural form that some language has. */
const COMPACTED = [1, 2, 5, 1.5, 100].flatMap((n) =>
  [1e3, 1e5, 1e6, 1e7, 1e9, 1e12].map((ten) => n * ten),
);
const INDIAN_ENGLISH = ['lakh', 'lakhs', 'lac', 'crore', 'crores', 'cr', 'bn', 'mn', 'tn'];

/** Returns the words for large numbers in a language, by the compact decimal formats of CLDR. */
function largeOf(language: string): ReadonlySet<string> {
  let words = large.get(language);
  if (words === undefined) {
    // Of no other language, whose tag may be none that a locale is known by.
    const formats = (NUMBER_WORDS[language] ? (['long', 'short'] as const) : []).map(
      (compactDisplay) => new Intl.NumberFormat(language, { notation: 'compact', compactDisplay }),
    );
    const parts = formats.flatMap((format) => COMPACTED.flatMap((n) => format.formatToParts(n)));
    const written = parts
      .filter(({ type }) => type === 'compact')
      .map(({ value }) => foldedText(value, language).replace(/\.$/u, ''))
      .filter(({ length }) => length > 1);
    words = new Set([...written, ...(language === 'en' ? INDIAN_ENGLISH : [])]);
    large.set(language, words);
  }
  return words;
}
