import { INVISIBLE, OPTIONAL_MARKS, VOWEL_MARKS } from '../../../text/characters.js';

const ANY = new RegExp(`[${VOWEL_MARKS.join('')}]`, 'u');
const SORTS = VOWEL_MARKS.map((marks) => new RegExp(`[${marks}]`, 'u'));
const UNWRITTEN = new RegExp(`^[${OPTIONAL_MARKS}${INVISIBLE}]$`, 'u');
/** Of one sound, and printed as one in most texts: the qamats and the holam have a second code each. */
const SAME_SOUND: Readonly<Record<string, string>> = { '\u05C7': '\u05B8', '\u05BA': '\u05B9' };

/**
 * Whether two words of the same letters are read otherwise: a letter has a vowel mark in both, and not the
 * same ("was killed" for "killed" in Arabic). Where one side has none nothing is said.
 */
export function contradict(one: string, other: string): boolean {
  if (!ANY.test(one) || !ANY.test(other)) return false;
  const [from, to] = [marksOf(one), marksOf(other)];
  return from.some((mine, at) =>
    SORTS.some((sort) => {
      const [a, b] = [mine, to[at] ?? []].map((marks) => marks.filter((mark) => sort.test(mark)));
      // A letter may have two, as in Jerusalem.
      return a!.length > 0 && b!.length > 0 && !a!.some((mark) => b!.includes(mark));
    }),
  );
}

/** The vowel marks of each letter, each mark once. */
function marksOf(word: string): string[][] {
  const letters: string[][] = [];
  for (const character of word.normalize('NFKC')) {
    if (ANY.test(character)) {
      const [mark, marks] = [SAME_SOUND[character] ?? character, letters.at(-1)];
      if (!marks?.includes(mark)) marks?.push(mark);
    } else if (!UNWRITTEN.test(character) && /[\p{L}\p{N}]/u.test(character)) letters.push([]);
  }
  return letters;
}
