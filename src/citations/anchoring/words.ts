/** A word, or a mark between words, of a text. Spaces are none. */
export interface Word {
  readonly text: string;
  /** In UTF-16 code units of the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** False for punctuation and other signs. */
  readonly isWord: boolean;
}

/** The rules of UAX #29 with the dictionaries of this Node's ICU; no language changes them here. */
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** What those rules never divide, nor join to the spaces around it. */
const ONE_WORD = /^[A-Za-z0-9]+$/;

/**
 * What stands between two spaces and has only basic letters and digits is a word as it is; only what
 * is between such words is left to the segmenter, which takes a microsecond or two for each.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let left = 0;
  for (let start = 0; start <= text.length;) {
    const space = text.indexOf(' ', start);
    const end = space < 0 ? text.length : space;
    const chunk = text.slice(start, end);
    if (ONE_WORD.test(chunk)) {
      segment(text, left, start, words);
      words.push({ text: chunk, start, end, isWord: true });
      left = end;
    }
    start = end + 1;
  }
  segment(text, left, text.length, words);
  return words;
}

function segment(text: string, from: number, to: number, words: Word[]): void {
  // Between two words that need no segmenter there is a single space.
  if (to - from < 2 && (from === to || text[from] === ' ')) return;
  for (const { segment, index, isWordLike } of segmenter.segment(text.slice(from, to))) {
    if (segment.trim() === '') continue;
    words.push({
      text: segment,
      start: from + index,
      end: from + index + segment.length,
      isWord: isWordLike === true,
    });
  }
}
