/*
 * What characters are, for whoever compares words: anchoring, search, near-duplicates, sketches and names.
 * Each table stands here once, as the inside of a character class of a regular expression with the flag `u`.
 * Sources are named by each.
 */

/**
 * Without width: soft hyphen, joiners, marks of direction, byte order mark. Default_Ignorable_Code_Point
 * of the Unicode Character Database as far as texts have them, without the variation selectors and tags,
 * which belong to the character before.
 */
export const INVISIBLE =
  '\\u00AD\\u034F\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u206F\\uFEFF';

/** White_Space of the Unicode Character Database: what may stand between words, line ends included. */
export const WHITE_SPACE =
  '\\t-\\r \\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000';

/**
 * Marks that the same words are written with and without: Arabic vowel signs (Unicode 16, table 9-5:
 * U+064B to U+0652 and their kin, not the hamzas U+0654 and U+0655 that make another letter), Quranic
 * signs, the superscript alef and tatweel; Hebrew points, accents and their kin (tables 9-1 and 9-2).
 */
export const OPTIONAL_MARKS =
  '\\u0610-\\u061A\\u0640\\u064B-\\u0653\\u0656-\\u065F\\u0670\\u06D6-\\u06DC\\u06DF-\\u06E4\\u06E7\\u06E8\\u06EA-\\u06ED\\u08D3-\\u08E1\\u08E3-\\u08FF' +
  '\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7';

/**
 * Those of them of which a letter has one: it is read with the one or with the other. Arabic short vowels,
 * their doubled forms and the sign of none (Unicode 16, 9.2); Hebrew vowels; the dots of shin and sin (9.1).
 */
export const VOWEL_MARKS = ['\\u064B-\\u0650\\u0652', '\\u05B0-\\u05BB\\u05C7', '\\u05C1\\u05C2'];

/**
 * Hamza over or under another letter, apart from it (Unicode 16, table 9-5). It makes another letter of
 * it, but many who write, and more who search, leave it out.
 */
export const HAMZA_MARKS = '\\u0654\\u0655';

/** The dot that makes another letter of one in Devanagari, which many leave out. */
export const NUKTA = '\\u093C';

/** Letters of several shapes that mean the same: which is typed depends on the keyboard (Unicode 16, 9.2). */
export const KEYBOARD_LETTERS = { '\u06CC': '\u064A', '\u06A9': '\u0643' };

/** Letters that many type for one another: alef wasla, the yeh without dots and the heh with, oe and ae. */
export const LIKE_LETTERS = {
  ...{ '\u0671': '\u0627', '\u0649': '\u064A', '\u0629': '\u0647' },
  ...{ œ: 'oe', æ: 'ae' },
};

/** The first sign of sara am, which NFKC divides, and the tone marks it stands before or behind: Thai, Lao. */
export const SARA_AM = '(\\u0E4D)([\\u0E48-\\u0E4B])|(\\u0ECD)([\\u0EC8-\\u0ECB])';

/** Which shape of the character before them is meant; the words are the same. */
export const VARIATION_SELECTORS = '\\p{Variation_Selector}';

/**
 * Marks on one letter: the Stream-Safe Text Format has no more (UAX #15, 13). Bringing them into order takes
 * the square of their number (1.3), so whoever normalizes looks at no more of them.
 */
export const MOST_MARKS_ON_LETTER = 30;

/**
 * Characters for words and syllables, of which a word is one or a few. The prolonged sound mark of Japanese and
 * the closing mark belong to several scripts, and so to none by their property `Script`.
 */
export const HAN_AND_KANA =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3006\\u30FC\\uFF70';

/** Scripts that put no space between words, so that any letter may begin one. */
export const UNSPACED =
  HAN_AND_KANA + '\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';

/** Letters that say as much as two or three of an alphabet: characters for words and for syllables. */
export const DENSE = `${UNSPACED}\\p{Script=Hangul}`;

/** Scripts that write no vowel, or a mark, where an alphabet has a letter (Unicode 16, 12). */
export const ABUGIDAS =
  '\\p{Script=Deva}\\p{Script=Beng}\\p{Script=Guru}\\p{Script=Gujr}\\p{Script=Orya}\\p{Script=Taml}' +
  '\\p{Script=Telu}\\p{Script=Knda}\\p{Script=Mlym}\\p{Script=Sinh}\\p{Script=Ethi}';

/** Letters by their property that are written for apostrophes: in Hawaiʻi, Qurʾan, Baʿath. */
export const APOSTROPHE_LETTERS = '\\u02B9\\u02BB-\\u02BF\\uA78B\\uA78C';

/**
 * Wide characters (East_Asian_Width) of scripts that have no spaces, their punctuation and full-width forms.
 * Hangul, which is as wide, has spaces.
 */
export const WIDE =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303F\\u30FB\\u30FC\\uFF01-\\uFF60';

/** Characters that do not tell how they are read. */
export const IDEOGRAPHS = '\\p{Script=Han}';

/** What readings (ruby) of them are written in: kana, Bopomofo, Hangul, and Latin for Pinyin and Vietnamese. */
export const READING_LETTERS =
  '\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}\\p{Script=Hangul}\\p{Script=Latin}\\p{M}\\u30FB\\u30FC';

/** What is typed as `'`: quotation marks, primes, the modifier letter apostrophe, the geresh of Hebrew. */
export const SINGLE_QUOTES =
  "'\\u00B4\\u05F3\\u2018-\\u201B\\u2032\\u2035\\u2039\\u203A\\u02B9\\u02BC\\uFF07";

/** What is typed as `"`, the gershayim of Hebrew abbreviations among it. */
export const DOUBLE_QUOTES =
  '"\\u00AB\\u00BB\\u05F4\\u201C-\\u201F\\u2033\\u2036\\u300C-\\u300F\\u301D-\\u301F\\uFF02';

/** What is typed as `-`: hyphens, dashes, the minus sign. */
export const DASHES = '\\-\\u2010-\\u2015\\u2043\\u2212\\u2E3A\\u2E3B\\uFE58\\uFE63\\uFF0D';

/** Those that divide a word at a line end, or join the parts of a compound. */
export const HYPHENS = '\\-\\u2010\\u2011';
/** Those of them that are a minus sign, or typed for one. */
export const MINUS_SIGNS = '\\-\\u2012\\u2013\\u2212\\uFE63\\uFF0D';

/** Digits and signs that are raised or lowered, which NFKC would run into the number before them. */
export const RAISED = '\\u00B2\\u00B3\\u00B9\\u2070\\u2071\\u2074-\\u207F';
/** The raised digits from 0 to 9. */
export const RAISED_DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
export const LOWERED = '\\u2080-\\u208E\\u2090-\\u209C';

/** Letters and symbols that are drawn as nothing: the Hangul fillers, the empty Braille pattern. */
export const BLANK_LETTERS = '\\u115F\\u1160\\u2800\\u3164\\uFFA0';

/** The signs of per cent, in ASCII, Arabic and full width, and of per mille. */
export const PER_CENT_SIGNS = '%\\u066A\\uFF05\\u2030';

/** The joiners, and the Mongolian vowel separator: without width, but they change how their neighbours look. */
export const JOINERS = '\\u180E\\u200C\\u200D';

/**
 * What joiners join or part: the cursive and the Brahmic scripts (Unicode 16, 9.2 and 12.1), and the parts
 * of an emoji (Unicode Technical Standard 51, ED-16).
 */
export const JOINED =
  '\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Nkoo}\\p{scx=Mand}\\p{scx=Mong}\\p{scx=Adlm}\\p{scx=Rohg}' +
  '\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}' +
  '\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Tibt}\\p{scx=Mymr}\\p{scx=Khmr}\\p{scx=Java}' +
  '\\p{scx=Bali}\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F';

/** Numerals of Chinese and Japanese that a space may part from digits before them: few words begin with them. */
export const LARGE_HAN_MULTIPLIERS = '万萬亿億兆';

/** All that multiply what stands before them, digits as well: 350万. */
export const HAN_MULTIPLIERS = `十百千${LARGE_HAN_MULTIPLIERS}`;

/** All numerals (Unihan, kPrimaryNumeric), with the forms of legal documents in Japan. */
export const HAN_NUMERALS = `〇零一二三四五六七八九${HAN_MULTIPLIERS}两兩廿卅壱弐参`;

/** The numerals of Korean that come from Chinese. */
export const HANGUL_DIGITS = '영공일이삼사오육륙칠팔구';
export const HANGUL_MULTIPLIERS = '십백천만억조';
