import { DOUBLE_QUOTES } from './characters.js';
import { isKnownToDetector, namesInDetector, type LanguageDetector } from './language-detector.js';
import { NEGATION_WORDS } from './negation-words.js';
import { isWrittenIn, letterOf, lettersByScript, scriptOf, type Script } from './scripts.js';

/** A language, and who says that a text is in it. */
export interface ToldLanguage {
  /** The primary subtag of BCP 47, in lower case: `pt` of `pt-BR`. `ms` is Malay or Indonesian where detected. */
  readonly language: string;
  readonly by: 'declared' | 'document' | 'detected' | 'script';
  /** By whose words a text may negate as well: of what it quotes, and what was declared in vain. */
  readonly also: readonly string[];
}

export interface LanguageEvidence {
  /** The tag of BCP 47 that a member registered the source with. */
  readonly declared?: string | undefined;
  /** The tag that the document itself has: `<html lang>`, a PDF's `/Lang`. */
  readonly document?: string | undefined;
  /** The passage with the rest of its sentence. */
  readonly text: string;
  /** More of what stands around it, for where the sentence is too short to tell. */
  readonly around?: string;
}

/** The one language that an alphabet nearly always writes, or the only one of its languages with a list. */
const ONLY_LANGUAGES: Partial<Record<Script, string>> = {
  ...{
    Hiragana: 'ja',
    Katakana: 'ja',
    Hangul: 'ko',
    Han: 'zh',
    Hebrew: 'he',
    Greek: 'el',
    Thai: 'th',
  },
  ...{ Tamil: 'ta', Telugu: 'te', Gujarati: 'gu', Gurmukhi: 'pa', Kannada: 'kn', Malayalam: 'ml' },
  ...{ Oriya: 'or', Sinhala: 'si', Armenian: 'hy', Georgian: 'ka', Lao: 'lo', Khmer: 'km' },
  ...{ Myanmar: 'my', Thaana: 'dv', Tibetan: 'bo', Bengali: 'bn' },
};

/** A Japanese sentence of so many Han signs has kana as well. */
const HAN_WITHOUT_KANA = 25;

/** Below this score the text is in no language that the detector knows (measured: at most 0.68). */
const LEAST_SCORE = 0.75;
/** What it takes to be sure: five words, or three long ones, as Finnish and Turkish have them. */
const ENOUGH_WORDS = 5;
const FEWEST_WORDS = 3;
const ENOUGH_LETTERS = 24;

/** What of a text is looked at: the detector itself reads about 350 bytes of UTF-8 at a time. */
const PIECE = 160;
const MOST_PIECES = 4;

/**
 * Returns the language by which a passage's words are read: what a member declared, else what the
 * document says of itself, else what its words look like; undefined where none of that decides.
 *
 * Nothing is believed against the letters: a text in Cyrillic is not English, whatever is declared. And
 * as pages quote other languages, a sentence of five words or more that is plainly in another language
 * than is declared is read by its own ("plainly": the declared one is far less like it).
 *
 * @param detect the detector; without it a language is told by what is declared and by the script alone
 */
export function languageOf(
  evidence: LanguageEvidence,
  detect?: LanguageDetector,
): ToldLanguage | undefined {
  const { declared, document, text, around = '' } = evidence;
  const script = scriptOf(text) ?? scriptOf(around);
  const named =
    believed(declared, 'declared', script, text) ?? believed(document, 'document', script, text);
  const only = script === undefined ? undefined : ONLY_LANGUAGES[script];
  if (script === undefined) return withOthers(named);
  if (only !== undefined) return withOthers(named ?? { language: only, by: 'script' });
  if (detect === undefined) return withOthers(named);
  const quoted = stretches(text).flatMap((stretch) =>
    named === undefined
      ? (detected(stretch, script, detect) ?? [])
      : (plainlyAnother(named.language, stretch, script, detect) ?? []),
  );
  if (named === undefined) {
    const own = detected(text, script, detect) ?? detected(around, script, detect);
    return withOthers(own ?? quoted[0], ...quoted);
  }
  const other = plainlyAnother(named.language, text, script, detect);
  return withOthers(other ?? named, named, ...quoted);
}

type Told = Omit<ToldLanguage, 'also'>;

function withOthers(told: Told | undefined, ...others: readonly Told[]): ToldLanguage | undefined {
  if (told === undefined) return undefined;
  const also = new Set(others.map(({ language }) => language));
  also.delete(told.language);
  return { ...told, also: [...also] };
}

const QUOTATION_MARKS = new RegExp(`[${DOUBLE_QUOTES}\\u2039\\u203A]`, 'u');

/** No sentence quotes more often than that; further stretches are left to the whole. */
const MOST_STRETCHES = 6;

/** What quotation marks part a text into; nothing where it has none. */
function stretches(text: string): string[] {
  const parts = text.split(QUOTATION_MARKS, MOST_STRETCHES);
  return parts.length > 1 ? parts : [];
}

function believed(
  tag: string | undefined,
  by: 'declared' | 'document',
  script: Script | undefined,
  text: string,
): Told | undefined {
  const language = tag === undefined ? undefined : primarySubtag(tag);
  if (tag === undefined || language === undefined) return undefined;
  if (script !== undefined && !isWrittenIn(tag, script)) return undefined;
  if (language === 'ja' && script === 'Han' && hanIn(text) >= HAN_WITHOUT_KANA) return undefined;
  return { language, by };
}

function hanIn(text: string): number {
  return lettersByScript(text).get('Han') ?? 0;
}

/** Tags that say that no language is said, or more than one (ISO 639-2: undetermined, multiple, none, uncoded). */
const NO_LANGUAGE = new Set(['und', 'mul', 'zxx', 'mis']);

/**
 * Returns the primary subtag of a tag of BCP 47 in its canonical form (`he` of `iw`); undefined where
 * the tag is none, or names no single language.
 */
export function primarySubtag(tag: string): string | undefined {
  try {
    const { language } = new Intl.Locale(tag);
    // ICU may give `und` as nothing, whatever the type says.
    return !language || NO_LANGUAGE.has(language) ? undefined : language;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** How much less like a text, as a share, a language must be than the likest, to be plainly another. */
function plainly(script: Script): number {
  // Languages of one alphabet of fewer bytes share more of what the detector counts.
  return script === 'Latin' ? 0.6 : 0.9;
}

function plainlyAnother(
  named: string,
  text: string,
  script: Script,
  detect: LanguageDetector,
): Told | undefined {
  // What the detector does not know it takes for another language, with good scores for near kin.
  if (!isKnownToDetector(named)) return undefined;
  const words = wordsIn(text, script);
  if (!areEnough(words)) return undefined;
  const likeness = likenessOf(words, detect);
  const [likest] = likeness;
  if (likest === undefined || likest.score < LEAST_SCORE) return undefined;
  const names = namesInDetector(named);
  if (names.includes(likest.language) || shareList(named, likest.language)) return undefined;
  const own = Math.max(
    0,
    ...likeness.filter(({ language }) => names.includes(language)).map(({ weight }) => weight),
  );
  return own <= plainly(script) * likest.weight
    ? { language: likest.language, by: 'detected' }
    : undefined;
}

function detected(text: string, script: Script, detect: LanguageDetector): Told | undefined {
  const words = wordsIn(text, script);
  if (words.length < FEWEST_WORDS) return undefined;
  const [likest, ...others] = likenessOf(words, detect);
  if (likest === undefined || likest.score < LEAST_SCORE) return undefined;
  // Which of two is the same where they share a list: Danish or Norwegian, Croatian or Serbian.
  const next = others.find(({ language }) => !shareList(language, likest.language))?.weight ?? 0;
  const enough = areEnough(words);
  const most = script === 'Latin' ? (enough ? 0.85 : 0.55) : enough ? 0.97 : 0.9;
  return next <= most * likest.weight ? { language: likest.language, by: 'detected' } : undefined;
}

function areEnough(words: readonly string[]): boolean {
  if (words.length >= ENOUGH_WORDS) return true;
  const letters = words.reduce((sum, { length }) => sum + length, 0);
  return words.length >= FEWEST_WORDS && letters >= ENOUGH_LETTERS;
}

function shareList(one: string, other: string): boolean {
  const list = NEGATION_WORDS.get(one);
  return list !== undefined && list === NEGATION_WORDS.get(other);
}

/** The words with a letter of the script: not numbers, addresses, nor names in other letters. */
function wordsIn(text: string, script: Script): string[] {
  const letter = letterOf(script);
  return text
    .slice(0, PIECE * MOST_PIECES * 2)
    .split(/\s+/u)
    .filter((word) => letter.test(word) && !/[@/\\]|\p{N}/u.test(word));
}

interface Likeness {
  readonly language: string;
  readonly score: number;
  /** The weight in proportion to what of the text is like the language, which a score is not. */
  readonly weight: number;
}

/** Languages from the likest on, by the mean of their scores in the pieces of a text. */
function likenessOf(words: readonly string[], detect: LanguageDetector): Likeness[] {
  const pieces = piecesOf(words);
  const sums = new Map<string, number>();
  for (const piece of pieces) {
    for (const [language, score] of Object.entries(detect(piece))) {
      sums.set(language, (sums.get(language) ?? 0) + score);
    }
  }
  return [...sums]
    .map(([language, sum]) => {
      const score = sum / pieces.length;
      return { language, score, weight: score / (1 - score) };
    })
    .sort((one, other) => other.score - one.score);
}

function piecesOf(words: readonly string[]): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const word of words) {
    if (piece.length + word.length > PIECE && piece !== '') {
      pieces.push(piece);
      piece = '';
      if (pieces.length === MOST_PIECES) return pieces;
    }
    piece += `${piece === '' ? '' : ' '}${word}`;
  }
  return [...pieces, piece];
}
