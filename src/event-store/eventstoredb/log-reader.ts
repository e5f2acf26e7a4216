import {
  BACKWARDS,
  END,
  FORWARDS,
  START,
  type AllStreamRecordedEvent,
  type AllStreamResolvedEvent,
  type Direction,
  type EventStoreDBClient,
  type Position as ServerPosition,
} from '@eventstore/db-client';

import type { Position, RecordedEvent } from '../../../events/envelope.js';
import type { ReadAllOptions, ReadStreamOptions } from '../event-store.js';
import { OF_LEADER, type Asking } from './asking.js';
import { allOf } from './inflow.js';
import { matcher } from './matching.js';
import type { OwnStreams } from './own-streams.js';
import { isBeyondEveryLog, serverPosition, toPosition } from './position.js';
import { eventStoreError, isInvalidPosition, isStreamNotFound } from './server-failure.js';
import { eventOf, isOfLedger, recordedEvent } from './stored-event.js';

const READING = 'cannot read the log';

/** The last revision that the server can be asked for. */
const MAX_REVISION = 2n ** 63n - 1n;

/** All reading but that of subscriptions. */
export class LogReader {
  /** Nothing of ours that is newer lies before it, so that a look for the head need not go further back. */
  private lastHead: Position | undefined;

  constructor(
    private readonly asking: Asking,
    private readonly own: OwnStreams,
  ) {}

  async readStream(stream: string, options: ReadStreamOptions): Promise<RecordedEvent[]> {
    const { direction = 'forwards', limit = Number.MAX_SAFE_INTEGER, from } = options;
    const forwards = direction === 'forwards';
    const first = from ?? (forwards ? 0n : MAX_REVISION);
    if (limit <= 0 || (forwards ? first > MAX_REVISION : first < 0n)) return [];
    const fromRevision = first < 0n ? 0n : first;
    const events = await this.asking.ask(`cannot read ${stream}`, async (client) => {
      const reading = client.readStream(this.own.onServer(stream), {
        direction: forwards ? FORWARDS : BACKWARDS,
        fromRevision: !forwards && fromRevision >= MAX_REVISION ? END : fromRevision,
        maxCount: Math.min(limit, Number.MAX_SAFE_INTEGER),
        ...OF_LEADER,
      });
      try {
        return (await allOf(reading)).flatMap((resolved) => eventOf(resolved) ?? []);
      } catch (error) {
        if (isStreamNotFound(error)) return [];
        throw error;
      }
    });
    return events.map((event) => recordedEvent(event, stream));
  }

  /** @throws EventStoreError; RangeError for a position that is none of this store. */
  async *readAll(options: ReadAllOptions): AsyncGenerator<RecordedEvent, void> {
    const { after, until, limit = Infinity, filter = {}, direction = 'forwards' } = options;
    const forwards = direction === 'forwards';
    if (until !== undefined) serverPosition(until);
    const end = forwards ? await this.end() : undefined;
    if (limit <= 0 || (forwards && end === undefined)) return;
    const last = forwards && !(until !== undefined && until < end!) ? end : until;
    const isPast = (position: Position) =>
      last !== undefined && (forwards ? position > last : position < last);
    const matches = matcher(filter);
    let left = limit;
    for await (const event of this.log(after, direction)) {
      if (isPast(toPosition(event.position))) return;
      const stream = this.own.ofLedger(event);
      if (stream === undefined || !matches({ stream, type: event.type })) continue;
      yield recordedEvent(event, stream);
      if ((left -= 1) <= 0) return;
    }
  }

  async readAt(position: Position): Promise<RecordedEvent | undefined> {
    const { found, stream } = await this.foundAt(position);
    return found && stream !== undefined ? recordedEvent(found, stream) : undefined;
  }

  /** The position of the last of our events; undefined where there is none. */
  async head(): Promise<Position | undefined> {
    for await (const event of this.log(undefined, 'backwards')) {
      const position = toPosition(event.position);
      if (this.own.ofLedger(event) !== undefined) return (this.lastHead = position);
      if (this.lastHead !== undefined && position < this.lastHead) break;
    }
    return this.lastHead;
  }

  /**
   * The last of our events; undefined where there is none, and where it is one that others wrote into a
   * stream named like ours: that stops whoever follows the log, but nobody who appends to it.
   */
  async last(): Promise<RecordedEvent | undefined> {
    const head = await this.head();
    if (head === undefined) return undefined;
    const { found, stream } = await this.foundAt(head);
    if (!found || stream === undefined || !isOfLedger(found)) return undefined;
    return recordedEvent(found, stream);
  }

  private async foundAt(position: Position): Promise<{ found?: LogEvent; stream?: string }> {
    const at = serverPosition(position);
    if (isBeyondEveryLog(at)) return {};
    const [found] = await this.few({ fromPosition: at, direction: FORWARDS });
    if (!found || toPosition(found.position) !== position) return {};
    const stream = this.own.ofLedger(found);
    return { found, ...(stream !== undefined && { stream }) };
  }

  /** Everybody's events behind a position, in constant memory. */
  private async *log(
    after: Position | undefined,
    direction: 'forwards' | 'backwards',
  ): AsyncGenerator<LogEvent, void> {
    const forwards = direction === 'forwards';
    let behind = after;
    const open = (client: EventStoreDBClient) => {
      const from = behind === undefined ? undefined : serverPosition(behind);
      const isOpen = !from || (!forwards && isBeyondEveryLog(from));
      return client.readAll({
        direction: forwards ? FORWARDS : BACKWARDS,
        fromPosition: isOpen ? (forwards ? START : END) : from,
        ...OF_LEADER,
      });
    };
    if (forwards && behind !== undefined && isBeyondEveryLog(serverPosition(behind))) return;
    try {
      const reading = this.asking.each<AllStreamResolvedEvent>(READING, open, () => behind);
      for await (const resolved of reading) {
        const event = eventOf(resolved) as LogEvent | undefined;
        if (!event) continue;
        const position = toPosition(event.position);
        // A reading forwards begins with the very event that it is to come behind.
        if (behind !== undefined && (forwards ? position <= behind : position >= behind)) continue;
        behind = position;
        yield event;
      }
    } catch (error) {
      throw readingError(error, after);
    }
  }

  /** Of the last event of anybody; undefined in an empty log. */
  async end(): Promise<Position | undefined> {
    const [last] = await this.few({ fromPosition: END, direction: BACKWARDS });
    return last && toPosition(last.position);
  }

  private async few(options: {
    readonly fromPosition: ServerPosition | typeof END;
    readonly direction: Direction;
  }): Promise<LogEvent[]> {
    try {
      const found = await this.asking.ask(READING, (client) =>
        allOf(client.readAll({ ...options, maxCount: 1, ...OF_LEADER })),
      );
      return found.flatMap((resolved) => (eventOf(resolved) as LogEvent | undefined) ?? []);
    } catch (error) {
      throw readingError(error, 'what was asked for');
    }
  }
}

/** In the log, unlike in older streams, every event has its position. */
type LogEvent = AllStreamRecordedEvent;

function readingError(error: unknown, position: string | undefined): Error {
  if (isInvalidPosition(error)) {
    return new RangeError(`${position} is not a position of this ledger`, { cause: error });
  }
  return eventStoreError(error, READING);
}
