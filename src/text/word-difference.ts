import { diffArrays } from 'diff';

/** A stretch of two texts: words that both have, that only the earlier has, or that only the later has. */
export interface WordSegment {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Words to remove or add at the most; with more, the text has changed as a whole. */
const MOST_EDITS = 1_500;

/** A word or a mark, and the white space behind it; of the first also what stands before it. */
interface Token {
  readonly word: string;
  readonly text: string;
}

/**
 * How a text differs from an earlier one, word by word. Segments that are the same or added make the later
 * text, character by character; those that are the same or removed have the words of the earlier one, in
 * their order, for white space alone is no difference.
 *
 * @param language BCP 47, by which scripts without spaces are divided
 */
export function wordDifference(
  earlier: string,
  later: string,
  language: string | null,
): WordSegment[] {
  const segmenter = segmenterOf(language);
  const [from, to] = [tokensOf(earlier, segmenter), tokensOf(later, segmenter)];
  const parts = diffArrays(from, to, {
    maxEditLength: MOST_EDITS,
    comparator: (one, other) => one.word === other.word,
  });
  if (!parts) return [segment('removed', from), segment('added', to)];
  let place = 0;
  return parts.map(({ added, removed, value }) => {
    if (removed) return segment('removed', value);
    // What is the same is told as the later text has it.
    const tokens = to.slice(place, (place += value.length));
    return segment(added ? 'added' : 'same', tokens);
  });
}

function segment(kind: WordSegment['kind'], tokens: readonly Token[]): WordSegment {
  return { kind, text: tokens.map(({ text }) => text).join('') };
}

/** A tag may be well-formed and still be none that this Node knows, as `x-klingon` is. */
function segmenterOf(language: string | null): Intl.Segmenter {
  const granularity = 'word';
  try {
    return new Intl.Segmenter(language ?? 'en', { granularity });
  } catch (error) {
    if (error instanceof RangeError) return new Intl.Segmenter('en', { granularity });
    throw error;
  }
}

function tokensOf(text: string, segmenter: Intl.Segmenter): Token[] {
  const tokens: Token[] = [];
  let before = '';
  for (const { segment: piece } of segmenter.segment(text)) {
    const last = tokens.pop();
    if (piece.trim() !== '') {
      if (last) tokens.push(last);
      tokens.push({ word: piece, text: before + piece });
      before = '';
    } else if (last) tokens.push({ word: last.word, text: last.text + piece });
    else before += piece;
  }
  return before === '' ? tokens : [{ word: '', text: before }];
}
