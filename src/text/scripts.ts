/** ISO 15924, as Unicode names them: the scripts by which languages are told apart. */
const SCRIPTS = [
  ...['Latin', 'Cyrillic', 'Arabic', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Devanagari'],
  ...['Bengali', 'Hebrew', 'Greek', 'Thai', 'Tamil', 'Telugu', 'Gujarati', 'Gurmukhi', 'Kannada'],
  ...[
    'Malayalam',
    'Oriya',
    'Sinhala',
    'Ethiopic',
    'Armenian',
    'Georgian',
    'Lao',
    'Khmer',
    'Myanmar',
  ],
  ...['Thaana', 'Tibetan', 'Mongolian', 'Syriac', 'Cherokee', 'Bopomofo'],
] as const;
export type Script = (typeof SCRIPTS)[number];

/** Codes of ISO 15924 as `Intl.Locale` gives them, and what texts in them are written with. */
const SCRIPTS_OF_CODE: Readonly<Record<string, readonly Script[]>> = {
  ...{
    Latn: ['Latin'],
    Cyrl: ['Cyrillic'],
    Arab: ['Arabic'],
    Deva: ['Devanagari'],
    Beng: ['Bengali'],
  },
  ...{ Hans: ['Han'], Hant: ['Han'], Hani: ['Han'], Jpan: ['Han', 'Hiragana', 'Katakana'] },
  ...{
    Kore: ['Hangul', 'Han'],
    Hang: ['Hangul'],
    Hebr: ['Hebrew'],
    Grek: ['Greek'],
    Thai: ['Thai'],
  },
  ...{
    Taml: ['Tamil'],
    Telu: ['Telugu'],
    Gujr: ['Gujarati'],
    Guru: ['Gurmukhi'],
    Knda: ['Kannada'],
  },
  ...{
    Mlym: ['Malayalam'],
    Orya: ['Oriya'],
    Sinh: ['Sinhala'],
    Ethi: ['Ethiopic'],
    Armn: ['Armenian'],
  },
  ...{ Geor: ['Georgian'], Laoo: ['Lao'], Khmr: ['Khmer'], Mymr: ['Myanmar'], Thaa: ['Thaana'] },
  ...{ Tibt: ['Tibetan'], Mong: ['Mongolian'], Syrc: ['Syriac'], Cher: ['Cherokee'] },
};

/**
 * Beside the likeliest script of a language (CLDR, likely subtags) those that texts of it are written
 * with as well (CLDR, languageData).
 */
const OTHER_SCRIPTS: Readonly<Record<string, readonly Script[]>> = {
  ...{
    az: ['Latin', 'Cyrillic', 'Arabic'],
    bs: ['Cyrillic'],
    ha: ['Arabic'],
    kk: ['Latin', 'Arabic'],
  },
  ...{ ks: ['Devanagari'], ku: ['Arabic', 'Cyrillic'], ky: ['Latin', 'Arabic'], mn: ['Mongolian'] },
  ...{
    ms: ['Arabic'],
    pa: ['Arabic'],
    sd: ['Devanagari'],
    sr: ['Latin'],
    tg: ['Arabic'],
    tk: ['Cyrillic'],
  },
  ...{ tt: ['Latin'], ug: ['Cyrillic', 'Latin'], uz: ['Cyrillic', 'Arabic'], ro: ['Cyrillic'] },
};

const EXPRESSIONS = SCRIPTS.map(
  (script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const,
);

const EXPRESSION_OF = new Map(EXPRESSIONS);

/** Counts the letters of a text in each script; digits, marks and signs are in none. */
export function lettersByScript(text: string): Map<Script, number> {
  const letters = new Map<Script, number>();
  let last = EXPRESSIONS[0]!;
  // Most texts are of basic letters for the most part, which need no expression.
  const others = text.replace(/[A-Za-z]+/gu, '');
  const basic = text.length - others.length;
  if (basic > 0) letters.set('Latin', basic);
  for (const [letter] of others.matchAll(/\p{L}/gu)) {
    if (!last[1].test(letter)) {
      const found = EXPRESSIONS.find(([, expression]) => expression.test(letter));
      if (found === undefined) continue;
      last = found;
    }
    letters.set(last[0], (letters.get(last[0]) ?? 0) + 1);
  }
  return letters;
}

/** A letter of these scripts says as much as two or three of an alphabet. */
const WEIGHTS: Partial<Record<Script, number>> = { Han: 3, Hangul: 2, Hiragana: 2, Katakana: 2 };

/**
 * Returns the script of most of a text; undefined where it has no letters. A text with a tenth of its
 * Han signs' number in kana is `Hiragana`, whatever else is in it, since nothing but Japanese mixes them.
 */
export function scriptOf(text: string): Script | undefined {
  const letters = lettersByScript(text);
  const kana = (letters.get('Hiragana') ?? 0) + (letters.get('Katakana') ?? 0);
  const han = letters.get('Han') ?? 0;
  if (kana > 0 && kana * 10 >= han) {
    letters.set('Hiragana', kana + han);
    letters.delete('Han');
    letters.delete('Katakana');
  }
  let most: Script | undefined;
  let weight = 0;
  for (const [script, count] of letters) {
    const own = count * (WEIGHTS[script] ?? 1);
    if (own > weight) [most, weight] = [script, own];
  }
  return most;
}

/** Whether texts of the language of a tag of BCP 47 are written in a script; a tag that says which is believed. */
export function isWrittenIn(tag: string, script: Script): boolean {
  const known = scriptsKnown.get(tag) ?? scriptsOf(tag);
  if (scriptsKnown.size < MOST_KNOWN) scriptsKnown.set(tag, known);
  return known === 'any' || known.includes(script);
}

type Scripts = readonly Script[] | 'any';

/** What was worked out once; no more tags than that, since anybody may declare some. */
const scriptsKnown = new Map<string, Scripts>();
const MOST_KNOWN = 1000;

function scriptsOf(tag: string): Scripts {
  const { language, script: told } = new Intl.Locale(tag);
  if (told !== undefined) return SCRIPTS_OF_CODE[told] ?? 'any';
  const likely = new Intl.Locale(language).maximize().script;
  const ordinary = likely === undefined ? undefined : SCRIPTS_OF_CODE[likely];
  return ordinary === undefined ? 'any' : [...ordinary, ...(OTHER_SCRIPTS[language] ?? [])];
}

/** Returns the expression that a letter of a script matches. */
export function letterOf(script: Script): RegExp {
  return EXPRESSION_OF.get(script)!;
}
