import { foldedText } from './folded-text.js';
import { NUMBER_WORDS } from './number-words/number-word-lists.js';
import { SPELLED_OUT_WORDS } from './number-words/spelled-out-words.js';

const sets = new Map<string, ReadonlySet<string>>();

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

/** Longer ones are no words. */
const LONGEST_COMPOUND = 80;

function isNumberIn(word: string, language: string): boolean {
  const numbers = setOf(language);
  if (numbers.has(word)) return true;
  const joints = JOINTS[language]?.split(' ');
  return (
    joints !== undefined && word.length <= LONGEST_COMPOUND && isCompound(word, numbers, joints)
  );
}

/** Whether a word is numbers written as one, at least two parts and one of them a number: zweiundzwanzig. */
function isCompound(
  word: string,
  numbers: ReadonlySet<string>,
  joints: readonly string[],
): boolean {
  // Behind so many letters: undefined where no parts end there; whether a number is among them.
  const ends: (boolean | undefined)[] = [false];
  for (let end = 1; end <= word.length; end += 1) {
    for (let start = 0; start < end; start += 1) {
      if (ends[start] === undefined || ends[end]) continue;
      const part = word.slice(start, end);
      if (numbers.has(part)) ends[end] = true;
      else if (joints.includes(part)) ends[end] = ends[start];
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

function setOf(language: string): ReadonlySet<string> {
  let set = sets.get(language);
  if (set === undefined) {
    const words = `${NUMBER_WORDS[language] ?? ''} ${SPELLED_OUT_WORDS[language] ?? ''}`.match(
      /\S+/gu,
    );
    set = new Set(words?.map((word) => foldedText(word, language)));
    sets.set(language, set);
  }
  return set;
}
