import { createReadStream } from 'node:fs';

import type { RecordedEvent } from '../../events/envelope.js';
import type { EventFeed } from '../following/event-feed.js';
import { CommandFailed, messageOf } from './exit-codes.js';
import {
  isEnd,
  isEvent,
  isHead,
  isSnapshot,
  LineDigest,
  recordedEvent,
  type ExportLine,
} from './export-format.js';

/** A line and where it stands, as `file:number`. */
export interface PlacedLine {
  readonly line: ExportLine;
  readonly place: string;
}

const LINE_FEED = 0x0a;

/** More than the largest snapshot that a setting allows takes in base64. */
const LONGEST_LINE = 200 * 1024 * 1024;

/**
 * Reads an export line by line, in constant memory but for the longest line.
 *
 * @throws CommandFailed where it is no export, was changed or cut off; after all lines that came
 *   before that, so whoever must not act on half a file reads it twice.
 */
export async function* readExport(file: string): AsyncGenerator<PlacedLine, void> {
  const digest = new LineDigest();
  let number = 0;
  let events = 0;
  let position = '';
  let ended = false;
  for await (const bytes of linesOf(file)) {
    number += 1;
    const place = `${file}:${number}`;
    if (ended) throw new CommandFailed(`${place}: there is more behind the end`);
    const value = parsed(bytes);
    if (number === 1) {
      if (!isHead(value)) {
        throw new CommandFailed(`${file} is no export of a ledger that this release reads`);
      }
    } else if (isEnd(value)) {
      ended = true;
      if (value.end.sha256 !== digest.digest() || value.end.events !== events) {
        throw new CommandFailed(`${file} was changed: its lines do not have the digest at its end`);
      }
    } else if (isEvent(value)) {
      events += 1;
      if (value.event.position <= position) {
        throw new CommandFailed(`${place}: the event does not come behind the one before`);
      }
      position = value.event.position;
    } else if (!isSnapshot(value)) {
      throw new CommandFailed(`${place} is no line of an export: it was changed or cut off`);
    }
    digest.add(bytes);
    yield { line: value, place };
  }
  if (!ended) throw new CommandFailed(`${file} was cut off: its end is missing`);
}

/** The events of an export as a log that can be read again and again. @throws CommandFailed */
export async function feedFromExport(file: string): Promise<EventFeed> {
  let head: string | undefined;
  for await (const { line } of readExport(file)) if ('event' in line) head = line.event.position;
  return {
    readAll: (options = {}) => eventsOf(file, options),
    async readAt(position) {
      for await (const event of eventsOf(file, { until: position })) {
        if (event.position === position) return event;
      }
      return undefined;
    },
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
  for await (const { line } of readExport(file)) {
    if (!('event' in line)) continue;
    const { position } = line.event;
    if (after !== undefined && position <= after) continue;
    if (until !== undefined && position > until) continue;
    yield recordedEvent(line.event);
  }
}

/**
 * Reads lines by line feeds alone, in bytes: Node's readline also ends one at U+2028, which JSON may hold, and
 * the digest is of the bytes.
 */
async function* linesOf(file: string): AsyncGenerator<Buffer, void> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunksOf(file)) {
    let from = 0;
    for (let to = chunk.indexOf(LINE_FEED); to >= 0; to = chunk.indexOf(LINE_FEED, from)) {
      yield Buffer.concat([...held, chunk.subarray(from, to)]);
      held = [];
      length = 0;
      from = to + 1;
    }
    length += chunk.length - from;
    if (length > LONGEST_LINE) {
      throw new CommandFailed(`${file} is no export: a line of it is longer than any can be`);
    }
    if (from < chunk.length) held.push(chunk.subarray(from));
  }
  if (length > 0) yield Buffer.concat(held);
}

async function* chunksOf(file: string): AsyncGenerator<Buffer, void> {
  const input = createReadStream(file, { highWaterMark: 256 * 1024 });
  try {
    for await (const chunk of input) yield chunk as Buffer;
  } catch (error) {
    throw new CommandFailed(`cannot read ${file}: ${messageOf(error)}`);
  } finally {
    input.destroy();
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // No line of an export, which the caller says with the place.
    return undefined;
  }
}
