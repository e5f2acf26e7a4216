import type { Anchoring } from '../../../../events/citation/citation-events.js';
import { introductionTo } from '../../../text/introductions.js';
import type { ToldLanguage } from '../../../text/language.js';
import { cutsNegatingPrefix } from '../../../text/negating-prefixes.js';
import { reversalIn } from '../../../text/negation.js';
import type { Place } from '../../../text/place.js';
import { sentenceAround } from '../../../text/sentences.js';
import type { SnapshotText } from '../texts/snapshot-text.js';
import { languageAt, type LanguageKnowledge } from './passage-language.js';

/** As many as an event may hold. */
const MOST_MARKS = 100;

/** What is told of a place besides the words in it. */
export interface Placement {
  readonly told: Pick<Anchoring, 'sentence' | 'within' | 'marks' | 'language'>;
  /** The language by which the omissions in it are read as well. */
  readonly language: ToldLanguage | undefined;
}

/**
 * The rest of a passage's sentence on both sides and whether that, or what introduces it as an item of a
 * list, or the beginning of a word that it cuts, negates it or calls it untrue, where on the page it stands, and what the document does with its words.
 */
export function placementOf(
  snapshot: SnapshotText,
  place: Place,
  knowledge: LanguageKnowledge,
): Placement {
  const { text, article } = snapshot;
  const { before, after } = sentenceAround(text, place.start, place.end);
  const introduction = introductionTo(text, place.start - before.length);
  const sentence = `${before} ${text.slice(place.start, place.end)} ${after}`;
  const language = languageAt(snapshot, place, sentence, knowledge);
  const marks = marksIn(snapshot, place);
  const negation =
    cutsNegatingPrefix(text, place.start, language?.language, language?.also) ||
    anyReverses([introduction, before, after], language);
  return {
    language,
    told: {
      sentence: { before, after, negation },
      ...(article && { within: isWithin(article, place) ? 'article' : 'page' }),
      ...(marks.length > 0 && { marks }),
      ...(language && { language: language.language }),
    },
  };
}

/** Whether one of the parts negates; null where that is not known of one and no other does. */
function anyReverses(parts: readonly string[], language: ToldLanguage | undefined): boolean | null {
  const words = parts.filter((part) => /\p{L}/u.test(part));
  const told = words.map((part) => reversalIn(part, language?.language, language?.also));
  return told.includes(true) || (told.includes(null) ? null : false);
}

function marksIn({ marks, codePointAt }: SnapshotText, place: Place) {
  return marks
    .filter(({ start, end }) => start < place.end && place.start < end)
    .slice(0, MOST_MARKS)
    .map(({ kind, start, end }) => ({
      kind,
      start: codePointAt(Math.max(start, place.start)),
      end: codePointAt(Math.min(end, place.end)),
    }));
}

export function isWithin(outer: Place, { start, end }: Place): boolean {
  return outer.start <= start && end <= outer.end;
}
