import { CHINESE, JAPANESE, KOREAN } from './negation-words/east-asian.js';
import * as germanic from './negation-words/germanic.js';
import * as indic from './negation-words/indic.js';
import type { NegationWords } from './negation-words/negation-words-of-a-language.js';
import * as romance from './negation-words/romance.js';
import * as semiticAndIranian from './negation-words/semitic-and-iranian.js';
import * as slavic from './negation-words/slavic.js';
import * as farther from './negation-words/south-east-asian-and-african.js';
import { FINNISH, HUNGARIAN, TURKISH } from './negation-words/turkic-and-uralic.js';

/**
 * Words that negate, by the primary subtag of BCP 47. Compiled by the project, with reference to what
 * the named treebanks of Universal Dependencies tag `Polarity=Neg`
 * (https://universaldependencies.org/u/feat/Polarity.html) and `PronType=Neg`, and to the named grammars.
 * Affixes that make another word ("un-", "in-", "-los") are no such words: "unhappy" negates no sentence.
 * Prefixes have a list of their own, from the chapters of the named grammars on the making of words; for
 * English Quirk and others, A Comprehensive Grammar of the English Language, appendix I.21.
 */
export const NEGATION_WORDS: ReadonlyMap<string, NegationWords> = new Map<string, NegationWords>([
  ...['ar', 'acm', 'apc', 'ary', 'arz'].map(
    (language) => [language, semiticAndIranian.ARABIC] as const,
  ),
  ['bg', slavic.BULGARIAN],
  ['bn', indic.BENGALI],
  ['bs', slavic.SERBIAN_AND_CROATIAN],
  ['ca', romance.CATALAN],
  ['cnr', slavic.SERBIAN_AND_CROATIAN],
  ['cs', slavic.CZECH],
  ['da', germanic.DANISH_AND_NORWEGIAN],
  ['de', germanic.GERMAN],
  ['el', farther.GREEK],
  ['en', germanic.ENGLISH],
  ['es', romance.SPANISH],
  ['fa', semiticAndIranian.PERSIAN],
  ['fi', FINNISH],
  ['fr', romance.FRENCH],
  ['gl', romance.GALICIAN],
  ['gu', indic.GUJARATI],
  ['he', semiticAndIranian.HEBREW],
  ['hi', indic.HINDI],
  ['hr', slavic.SERBIAN_AND_CROATIAN],
  ['hu', HUNGARIAN],
  ['id', farther.INDONESIAN_AND_MALAY],
  ['it', romance.ITALIAN],
  ['ja', JAPANESE],
  ['ko', KOREAN],
  ['mr', indic.MARATHI],
  ['ms', farther.INDONESIAN_AND_MALAY],
  ['nb', germanic.DANISH_AND_NORWEGIAN],
  ['nl', germanic.DUTCH],
  ['nn', germanic.DANISH_AND_NORWEGIAN],
  ['no', germanic.DANISH_AND_NORWEGIAN],
  ['pa', indic.PUNJABI],
  ['pl', slavic.POLISH],
  ['pt', romance.PORTUGUESE],
  ['ro', romance.ROMANIAN],
  ['ru', slavic.RUSSIAN],
  ['sk', slavic.SLOVAK],
  ['sr', slavic.SERBIAN_AND_CROATIAN],
  ['sv', germanic.SWEDISH],
  ['sw', farther.SWAHILI],
  ['ta', indic.TAMIL],
  ['te', indic.TELUGU],
  ['th', farther.THAI],
  ['tr', TURKISH],
  ['uk', slavic.UKRAINIAN],
  ['ur', semiticAndIranian.URDU],
  ['vi', farther.VIETNAMESE],
  ['yue', CHINESE],
  ['zh', CHINESE],
]);
