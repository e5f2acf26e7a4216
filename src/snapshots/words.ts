/** What a script writes without spaces between words; each of its characters is taken for a word. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';

/** Soft hyphens, characters of no width and marks of direction, which may stand inside a word. */
const UNSEEN = '\\u00AD\\u061C\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFEFF';

/** Arabic vowel signs and the stretching stroke: the same words are printed with and without them. */
const ARABIC_SIGNS = '\\u0640\\u064B-\\u065F\\u0670';

const RUNS = new RegExp(
  `[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}${UNSEEN}])+`,
  'gu',
);
const PASSED_OVER = new RegExp(`[${UNSEEN}${ARABIC_SIGNS}]`, 'gu');
const ASCII = /^[\0-\x7F]*$/;

/** Bringing combining marks into order takes the square of their number (UAX #15, 1.3). */
const LONGEST = 100;

/**
 * The words of a text as they compare: runs of letters, digits and marks in NFKC and lower case,
 * without soft hyphens, characters of no width and Arabic vowel signs. Punctuation and white space only
 * part them. In one pass; of a run of over 100 UTF-16 code units only the beginning is looked at.
 */
export function* wordsOf(text: string): Generator<string, void> {
  for (const [run] of text.matchAll(RUNS)) {
    const cut = run.length > LONGEST ? run.slice(0, LONGEST) : run;
    const word = ASCII.test(cut)
      ? cut.toLowerCase()
      : cut.normalize('NFKC').toLowerCase().replace(PASSED_OVER, '');
    if (word !== '') yield word;
  }
}
