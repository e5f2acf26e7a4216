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

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (segment.trim() === '') continue;
    words.push({
      text: segment,
      start: index,
      end: index + segment.length,
      isWord: isWordLike === true,
    });
  }
  return words;
}
