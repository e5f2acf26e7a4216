import type { Omission } from '../../../../events/citation/citation-events.js';
import type { ToldLanguage } from '../../../text/language.js';
import { reversalIn } from '../../../text/negation.js';
import type { Place } from '../../../text/place.js';
import { typed } from '../characters/typed.js';
import type { SnapshotText } from '../texts/snapshot-text.js';
import { isEllipsis, type QuotePart } from './quote-parts.js';

/**
 * What stands in a snapshot between the places of a quote's parts, but for the very mark in the quote.
 *
 * @param language by whose words negations, and what calls others untrue, are told
 */
export function omissionsBetween(
  snapshot: SnapshotText,
  places: readonly Place[],
  parts: readonly QuotePart[],
  language: ToldLanguage | undefined,
): Omission[] {
  return places.slice(1).flatMap(({ start }, index) => {
    const gap = between(snapshot, places[index]!.end, start, language);
    return gap && !isMark(gap.text, parts[index + 1]!.gap!.mark) ? [gap] : [];
  });
}

/** The snapshot's words from one code unit to another, without the space around them. */
function between(
  { text, codePointAt }: SnapshotText,
  begin: number,
  end: number,
  language: ToldLanguage | undefined,
): Omission | undefined {
  const raw = text.slice(begin, end);
  const words = raw.trim();
  if (typed(words).trim() === '') return undefined;
  const start = begin + raw.length - raw.trimStart().length;
  return {
    text: words,
    start: codePointAt(start),
    end: codePointAt(start + words.length),
    negation: reversalIn(words, language?.language, language?.also),
  };
}

/** Whether the snapshot itself has the ellipsis there, or the very bracket. */
function isMark(words: string, mark: string): boolean {
  return isEllipsis(words) || typed(words) === typed(mark);
}
