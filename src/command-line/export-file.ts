import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import type { RecordedEvent } from '../../events/envelope.js';
import type { EventFeed } from '../../projections/engine/event-feed.js';
import { eventAnswer, type EventAnswer } from '../audit/event-answer.js';
import { CommandFailed } from './exit-codes.js';

/**
 * An export is NDJSON: a head, then events in the order of the log, each behind the snapshots that it
 * names, then an end that says how much there was and has the SHA-256 of all lines before it.
 */
export type ExportLine =
  | { readonly export: 'fact-ledger'; readonly version: 1 }
  | { readonly snapshot: { readonly sha256: string; readonly base64: string } }
  | { readonly event: EventAnswer }
  | { readonly end: { readonly events: number; readonly sha256: string } };

export const EXPORT_HEAD: ExportLine = { export: 'fact-ledger', version: 1 };

/** Writes lines, and knows the digest of those that it wrote. */
export class LineDigest {
  private readonly hash: Hash = createHash('sha256');

  add(line: string): void {
    this.hash.update(line).update('\n');
  }

  digest(): string {
    return this.hash.copy().digest('hex');
  }
}

export function eventLine(event: RecordedEvent): ExportLine {
  return { event: eventAnswer(event) };
}

/** The event that a line holds, as a store would give it. */
export function recordedEvent({ recordedAt: _, ...event }: EventAnswer): RecordedEvent {
  return {
    ...event,
    revision: BigInt(event.revision),
    data: event.data,
    metadata: event.metadata,
  };
}

/**
 * Reads an export line by line, in constant memory but for the longest line.
 *
 * @throws CommandFailed where it is no export, was changed or cut off; after all lines that came
 *   before that, so whoever must not act on half a file reads it twice.
 */
export async function* readExport(file: string): AsyncGenerator<ExportLine> {
  const digest = new LineDigest();
  let number = 0;
  let events = 0;
  let ended = false;
  for await (const text of linesOf(file)) {
    number += 1;
    const line = parsed(text, file, number);
    if (number === 1 && !('export' in line && line.version === 1)) {
      throw new CommandFailed(`${file} is no export of a ledger that this release reads`);
    }
    if (ended) throw new CommandFailed(`${file}:${number}: there is more behind the end`);
    if ('end' in line) {
      ended = true;
      if (line.end.sha256 !== digest.digest() || line.end.events !== events) {
        throw new CommandFailed(`${file} was changed: its lines do not have the digest at its end`);
      }
    } else {
      digest.add(text);
      if ('event' in line) events += 1;
    }
    yield line;
  }
  if (!ended) throw new CommandFailed(`${file} was cut off: its end is missing`);
}

/** The events of an export as a log that can be read again and again. @throws CommandFailed */
export async function feedFromExport(file: string): Promise<EventFeed> {
  let head: string | undefined;
  for await (const line of readExport(file)) if ('event' in line) head = line.event.position;
  return {
    readAll: (options = {}) => eventsOf(file, options),
    head: async () => head,
    subscribe: () => {
      throw new Error('an export does not go on');
    },
  };
}

async function* eventsOf(
  file: string,
  { after, until }: { readonly after?: string; readonly until?: string },
): AsyncGenerator<RecordedEvent> {
  for await (const line of readExport(file)) {
    if (!('event' in line)) continue;
    const { position } = line.event;
    if (after !== undefined && position <= after) continue;
    if (until !== undefined && position > until) continue;
    yield recordedEvent(line.event);
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file, 'utf8');
  try {
    yield* createInterface({ input, crlfDelay: Infinity });
  } catch (error) {
    throw new CommandFailed(`cannot read ${file}: ${String(error)}`);
  } finally {
    input.destroy();
  }
}

function parsed(text: string, file: string, number: number): ExportLine {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as ExportLine;
  } catch {
    // Said below, with the place.
  }
  throw new CommandFailed(`${file}:${number} is no line of an export`);
}
