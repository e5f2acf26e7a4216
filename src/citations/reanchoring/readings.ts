import type { Catalog } from '../../../events/catalog.js';
import type { RecordedEvent } from '../../../events/envelope.js';
import type { ExtractedText, SourceEvent } from '../../../events/source/source-events.js';

/** A text that was taken out of a capture of a source. */
export interface Reading {
  /** The first capture of the source is 1. */
  readonly capture: number;
  /** The digest of the captured bytes. */
  readonly sha256: string;
  readonly text: Exclude<ExtractedText, { readonly reason: string }>;
  /** The id of the event that says so. */
  readonly event: string;
}

/** How a citation names a reading; earlier releases named the bytes alone. */
export interface ReadingName {
  readonly snapshot: string;
  /** Null means the first capture with these bytes. */
  readonly capture: number | null;
  /** SHA-256; null means the first text of the capture. */
  readonly text: string | null;
}

/** What the views know of where the ledger has looked for a quote. */
export interface LooksKnown {
  /** The reading in which it was looked for when the citation was added. */
  readonly cited: ReadingName;
  /** The reading in which it was looked for last. */
  readonly looked: ReadingName;
  /** The algorithm that looked last. */
  readonly lookedBy: string;
}

/** The texts of a source, in the order in which they were taken out. */
export function readingsOf(events: readonly RecordedEvent[], catalog: Catalog): Reading[] {
  const readings: Reading[] = [];
  let captures = 0;
  for (const recorded of events) {
    const event = catalog.upcast(recorded) as unknown as SourceEvent;
    if (event.type === 'SnapshotCaptured') captures += 1;
    else if (event.type !== 'SnapshotTextTaken') continue;
    const { sha256, text } = event.data;
    if ('reason' in text) continue;
    const capture = event.type === 'SnapshotTextTaken' ? event.data.capture : captures;
    readings.push({ capture, sha256, text, event: recorded.id });
  }
  return readings;
}

/** Undefined where there is none of that name. */
export function readingNamed(readings: readonly Reading[], name: ReadingName): Reading | undefined {
  return readings[indexOf(readings, name)];
}

/**
 * In which of a source's readings a quote is still to be looked for, in the order of the log: of each
 * capture from the cited one on in the text taken last. They are looked in in this order, so that all
 * before the last look are done. What was looked for last by another algorithm is looked for once more
 * in the newest.
 */
export function pendingReadings(
  readings: readonly Reading[],
  { cited, looked, lookedBy }: LooksKnown,
  algorithm: string,
): Reading[] {
  const own = indexOf(readings, cited);
  const last = indexOf(readings, looked);
  const from = readings[own]?.capture ?? cited.capture ?? 1;
  const newest = new Map(readings.map(({ capture }, index) => [capture, index]));
  const candidates = [...newest.values()]
    .filter((index) => index !== own && readings[index]!.capture >= from)
    .sort((a, b) => a - b);
  const pending = last === own ? candidates : candidates.filter((index) => index > last);
  if (pending.length === 0 && lookedBy !== algorithm) {
    const newestCapture = Math.max(...newest.keys());
    const index = newest.get(newestCapture);
    if (index !== undefined) pending.push(index);
  }
  return pending.map((index) => readings[index]!);
}

/** A quote to be looked for in a reading; `cited` is where it was found when the citation was added. */
export interface PendingLook<Citation extends LooksKnown> {
  readonly citation: Citation;
  readonly later: Reading;
  /** Undefined where it is not known any more. */
  readonly cited: Reading | undefined;
}

/**
 * What is pending of several citations of a source, one reading after the other in the order of the
 * log, and in each the citations of one reading after the other: so that a text serves all of them
 * before the next is needed.
 */
export function pendingLooks<Citation extends LooksKnown>(
  citations: readonly Citation[],
  readings: readonly Reading[],
  algorithm: string,
): PendingLook<Citation>[] {
  const order = new Map(readings.map((reading, index) => [reading, index]));
  const placeOf = (reading: Reading | undefined) => (reading ? order.get(reading)! : -1);
  return citations
    .flatMap((citation) => {
      const cited = readingNamed(readings, citation.cited);
      const pending = pendingReadings(readings, citation, algorithm);
      return pending.map((later) => ({ citation, later, cited }));
    })
    .sort((a, b) => placeOf(a.later) - placeOf(b.later) || placeOf(a.cited) - placeOf(b.cited));
}

/** Finds a reading by its name; the last of several with the same words, which differ in what is told of them. */
function indexOf(readings: readonly Reading[], { snapshot, capture, text }: ReadingName): number {
  const of = capture ?? readings.find(({ sha256 }) => sha256 === snapshot)?.capture;
  if (text === null) return readings.findIndex((reading) => reading.capture === of);
  return readings.findLastIndex(
    (reading) => reading.capture === of && reading.text.sha256 === text,
  );
}
