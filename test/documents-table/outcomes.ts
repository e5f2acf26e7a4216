import type { Anchoring } from '../../events/citation/citation-events.js';
import { anchorQuote } from '../../src/citations/anchoring/anchor-quote.js';
import { SnapshotText } from '../../src/citations/anchoring/texts/snapshot-text.js';
import { extractText, type Extraction } from '../../src/snapshots/extract-text.js';
import { languageDetector } from '../../src/text/language-detector.js';
import { bytesOf, type DocumentCase, type Outcome } from './document-cases.js';

/** A document that was read: what a citation of it is looked for in. */
export interface ReadDocument {
  readonly text: string;
  readonly extracted: Extract<Extraction, { readonly text: string }>['extracted'];
  /** What the source is described with. */
  readonly language?: string;
}

const readAlready = new WeakMap<DocumentCase, Promise<ReadDocument>>();

/** Reads each case once. @throws Error where no text is taken from the document. */
export function read(one: DocumentCase): Promise<ReadDocument> {
  const document = readAlready.get(one) ?? readAnew(one);
  readAlready.set(one, document);
  return document;
}

async function readAnew(one: DocumentCase): Promise<ReadDocument> {
  const extraction = await extractText(bytesOf(one), one.mediaType);
  if (!('text' in extraction)) {
    throw new Error(`no text of "${one.situation}": ${extraction.extracted.reason}`);
  }
  const { text, extracted } = extraction;
  return { text, extracted, ...(one.language !== undefined && { language: one.language }) };
}

/** Outcomes by document and quote: the cases and the table ask for the same. */
const known = new WeakMap<ReadDocument, Map<string, Promise<Required<Outcome>>>>();

export function outcomeOf(document: ReadDocument, quote: string): Promise<Required<Outcome>> {
  const outcomes = known.get(document) ?? new Map<string, Promise<Required<Outcome>>>();
  known.set(document, outcomes);
  const outcome = outcomes.get(quote) ?? anchored(document, quote);
  outcomes.set(quote, outcome);
  return outcome;
}

async function anchored(
  { text, extracted, language }: ReadDocument,
  quote: string,
): Promise<Required<Outcome>> {
  const snapshot = new SnapshotText(text, extracted);
  const detect = await languageDetector();
  return inShort(anchorQuote(snapshot, { exact: quote }, { declared: language, detect }));
}

/** Returns the expected outcome that came; where none did, the first that is expected. */
export function nearestExpected(outcome: Outcome, expected: readonly Outcome[]): Outcome {
  const [first] = expected;
  if (!first) throw new Error('nothing is expected');
  return expected.find((one) => isSame(asFarAs(one, outcome), one)) ?? first;
}

/** The members that the expectation has. */
export function asFarAs(expected: Outcome, outcome: Outcome): Outcome {
  const begin = expected.passageBegins;
  const members = Object.entries(outcome).filter(([name]) => name in expected);
  return {
    ...Object.fromEntries(members),
    ...(begin !== undefined && { passageBegins: outcome.passage?.slice(0, begin.length) ?? '' }),
  };
}

function isSame(one: Outcome, other: Outcome): boolean {
  const sorted = (outcome: Outcome) =>
    Object.entries(outcome).toSorted(([a], [b]) => compare(a, b));
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function inShort(anchoring: Anchoring): Required<Outcome> {
  const { fidelity, anchor, passage, difference, omitted = [], sentence } = anchoring;
  const changes = difference?.changes ?? [];
  const words = onOneLine(passage?.exact ?? '');
  return {
    fidelity,
    anchor,
    passage: words,
    passageBegins: words,
    changes: changes.map(({ from, to, kind }) => [onOneLine(from), onOneLine(to), kind]),
    kinds: eachOnce(changes.map(({ kind }) => kind)),
    omitted: omitted.map((gap) => [onOneLine(gap.text), gap.negation]),
    marks: eachOnce((anchoring.marks ?? []).map(({ kind }) => kind)),
    negation: sentence?.negation ?? null,
    before: onOneLine(sentence?.before ?? ''),
    after: onOneLine(sentence?.after ?? ''),
    within: anchoring.within ?? '',
  };
}

function onOneLine(text: string): string {
  return text.replaceAll(/[ \t\r\n]+/g, ' ').trim();
}

function eachOnce(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted(compare);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
