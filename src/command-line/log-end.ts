import type { Position, RecordedEvent } from '../../events/envelope.js';
import type { EventFeed } from '../following/event-feed.js';
import { AS_OF_RULE, asOfFrom } from '../queries/as-of.js';
import { CommandFailed, EXIT } from './exit-codes.js';

/** Up to where the log is read, inclusive; where both are given, both hold. */
export interface LogEnd {
  readonly position?: Position;
  /** ISO 8601, UTC, milliseconds. */
  readonly instant?: string;
}

/** @throws CommandFailed for what is no moment. */
export function logEndFrom(option: string, text: string): LogEnd {
  const end = asOfFrom(text);
  if (!end) throw new CommandFailed(`${option}: "${text}" must be ${AS_OF_RULE}`, EXIT.usage);
  return end;
}

/** The log as it was then. */
export function logUntil(feed: EventFeed, { position, instant }: LogEnd): EventFeed {
  const readAll: EventFeed['readAll'] = (options) =>
    feed.readAll({ ...options, ...(position !== undefined && { until: position }) });
  return {
    readAll: instant === undefined ? readAll : recordedBy(instant, readAll),
    subscribe: (options) => feed.subscribe(options),
    readAt: (at) => feed.readAt(at),
    head: () => feed.head(),
  };
}

/**
 * Clocks may go back. An event cannot be read without those before it in its stream, so it is left out
 * where one of them is, though its own instant be earlier.
 */
function recordedBy(instant: string, readAll: EventFeed['readAll']): EventFeed['readAll'] {
  const goneOn = new Set<string>();
  return async function* (options): AsyncGenerator<RecordedEvent> {
    for await (const event of readAll(options)) {
      if (event.metadata.recordedAt > instant) goneOn.add(event.stream);
      else if (!goneOn.has(event.stream)) yield event;
    }
  };
}
