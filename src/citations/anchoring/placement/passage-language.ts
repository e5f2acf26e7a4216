import type { LanguageDetector } from '../../../text/language-detector.js';
import { languageOf, type ToldLanguage } from '../../../text/language.js';
import type { Place } from '../../../text/place.js';
import type { SnapshotText } from '../texts/snapshot-text.js';

/** What is known of a text's language besides the text. */
export interface LanguageKnowledge {
  /** The tag that a member registered the source under, BCP 47. */
  readonly declared?: string | undefined;
  /** Tells languages by their words; without it a language is told by what is declared and by its script. */
  readonly detect?: LanguageDetector | undefined;
}

/** Code units on either side of a passage that help to tell its language. */
const AROUND = 300;

/** The language of a quote's own words, by which its numbers and the case of its letters are read. */
export function languageOfQuote(
  quote: string,
  { language }: SnapshotText,
  { declared, detect }: LanguageKnowledge,
): ToldLanguage | undefined {
  return languageOf({ declared, document: language, text: quote }, detect);
}

/** @param sentence the passage with the rest of its sentence */
export function languageAt(
  { text, language }: SnapshotText,
  { start, end }: Place,
  sentence: string,
  { declared, detect }: LanguageKnowledge,
): ToldLanguage | undefined {
  const around = text.slice(Math.max(0, start - AROUND), end + AROUND);
  return languageOf({ declared, document: language, text: sentence, around }, detect);
}
