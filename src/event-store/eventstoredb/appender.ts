import {
  NO_STREAM,
  type AppendResult as ServerAnswer,
  type EventData,
} from '@eventstore/db-client';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { version } from 'uuid';

import type { NewEvent, RecordedEvent } from '../../../events/envelope.js';
import {
  EventStoreError,
  type AppendOptions,
  type AppendResult,
  type ExpectedRevision,
} from '../event-store.js';
import { isMet, unmet } from '../expectation.js';
import { FIRST_PAUSE_MS, LONGEST_PAUSE_MS, OF_LEADER, type Asking } from './asking.js';
import type { KnownStreams } from './known-streams.js';
import type { LastInstant } from './last-instant.js';
import type { LogReader } from './log-reader.js';
import type { OwnStreams } from './own-streams.js';
import { toPosition } from './position.js';
import { eventStoreError, isWrongExpectedVersion } from './server-failure.js';
import { toStore } from './stored-event.js';

export interface ServerAppend extends AppendOptions {
  readonly stream: string;
  readonly events: readonly NewEvent[];
}

/** As it goes to the server. */
interface SentAppend extends AppendOptions {
  readonly stream: string;
  readonly events: readonly EventData[];
}

/**
 * Appends whose retries happen once. The server refuses the same events a second time only where the
 * append expects the same revision again (with `any` it is a cache in its memory), so every append
 * goes out with an explicit one, and its command is looked for in the stream before.
 */
export class Appender {
  /** By command: of two tries at once in this process the second waits for what the first comes to. */
  private readonly underWay = new Map<string, Promise<AppendResult>>();

  constructor(
    private readonly asking: Asking,
    private readonly reader: LogReader,
    private readonly known: KnownStreams,
    private readonly own: OwnStreams,
    private readonly lastInstant: LastInstant,
  ) {}

  async append(append: ServerAppend): Promise<AppendResult> {
    const { commandId, stream } = append;
    const key = `${stream} ${commandId}`;
    const first = this.underWay.get(key);
    const appending = first
      ? Promise.allSettled([first]).then(() => this.appendAlone(append, true))
      : this.appendAlone(append, isFromOutside(commandId));
    this.underWay.set(key, appending);
    try {
      return await appending;
    } finally {
      if (this.underWay.get(key) === appending) this.underWay.delete(key);
    }
  }

  /** Resolves when no append is under way any more, however they ended. */
  async settled(): Promise<void> {
    // eslint-disable-next-line no-restricted-syntax -- an append that has ended is under way no more
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay.values());
  }

  /** @param triedBefore whether it may have been: then its run is looked for first. */
  private async appendAlone(append: ServerAppend, triedBefore: boolean): Promise<AppendResult> {
    const { stream, commandId, expected } = append;
    const deadline = this.asking.deadline();
    await this.lastInstant.look();
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      const { done, revision } = await this.standing(append, triedBefore);
      if (done) return done;
      const sent = this.stamped(append);
      let answer: ServerAnswer;
      try {
        answer = await this.send(sent, revision);
      } catch (error) {
        if (!isWrongExpectedVersion(error))
          throw eventStoreError(error, `cannot append to ${stream}`);
        const events = await this.read(stream);
        const before = recordedBy(events, append);
        if (before) return before;
        const actual = revisionOf(events);
        if (!isMet(expected, actual)) throw unmet(stream, expected, actual);
        if (revision !== numberOf(actual)) continue;
        // The leader of a cluster counts what it has taken and no other node has yet, which no read shows.
        if (Date.now() + pauseMs >= deadline) throw notYetOnMostNodes(stream);
        await sleep(pauseMs);
        continue;
      }
      const last = answer.nextExpectedRevision;
      this.known.appended(stream, commandId, revision, last);
      return this.verified(sent, revision, answer);
    }
  }

  private stamped(append: ServerAppend): SentAppend {
    const events = append.events.map((event) => {
      if (append.keepInstants) return toStore(event);
      const recordedAt = this.lastInstant.notBefore(event.metadata.recordedAt);
      return toStore({ ...event, metadata: { ...event.metadata, recordedAt } });
    });
    return { ...append, events };
  }

  /** What the command came to before; or the revision that the append has to expect, -1 for no stream. */
  private async standing(
    append: ServerAppend,
    triedBefore: boolean,
  ): Promise<{ readonly done?: AppendResult; readonly revision: bigint }> {
    const { stream, commandId, expected } = append;
    const revision = explicit(expected) ?? this.known.revisionOf(stream);
    if (revision !== undefined && !(expected === 'stream-exists' && revision === -1n)) {
      // Whoever makes a new stream by a command that is new has nothing to look for.
      if (expected === 'no-stream' && !triedBefore) return { revision };
      if (this.known.holds(stream, revision, commandId) === false) return { revision };
    }
    const events = await this.read(stream);
    const done = recordedBy(events, append);
    if (done) return { done, revision: done.revision };
    const actual = revisionOf(events);
    if (!isMet(expected, actual)) throw unmet(stream, expected, actual);
    return { revision: numberOf(actual) };
  }

  private send({ stream, events }: SentAppend, revision: bigint): Promise<ServerAnswer> {
    return this.asking.ask(
      `cannot append to ${stream}`,
      (client, withinMs) =>
        client.appendToStream(this.own.onServer(stream), [...events], {
          expectedRevision: revision === -1n ? NO_STREAM : revision,
          deadline: withinMs,
          ...OF_LEADER,
        }),
      true,
    );
  }

  /**
   * The server answers the second of two appends of the same event ids as it does the first, also
   * where they hold something else. A command whose id comes from outside may be on its way through
   * another process as well, so what was recorded is read.
   */
  private async verified(
    append: SentAppend,
    before: bigint,
    { nextExpectedRevision: revision, position }: ServerAnswer,
  ): Promise<AppendResult> {
    const { stream, commandId, events } = append;
    if (position && !isFromOutside(commandId)) {
      return { revision, position: toPosition(position), deduplicated: false };
    }
    const recorded = await this.reader.readStream(stream, {
      from: before + 1n,
      limit: events.length,
    });
    const own = recordedBy(recorded, append);
    if (!own) {
      throw new EventStoreError('unavailable', `the events appended to ${stream} are not there`);
    }
    return { ...own, deduplicated: !isWhatWasSent(recorded, events) };
  }

  private async read(stream: string): Promise<RecordedEvent[]> {
    const events = await this.reader.readStream(stream, {});
    this.known.read(stream, events);
    return events;
  }
}

/** An id that an Idempotency-Key led to, or an import; unlike a UUIDv7, which was made for the very call. */
function isFromOutside(commandId: string): boolean {
  return version(commandId) !== 7;
}

function explicit(expected: ExpectedRevision): bigint | undefined {
  if (expected === 'no-stream') return -1n;
  return typeof expected === 'bigint' ? expected : undefined;
}

/** @throws EventStoreError `command-id-reused` */
function recordedBy(
  events: readonly RecordedEvent[],
  { commandId, commandDigest }: AppendOptions,
): AppendResult | undefined {
  const last = events.findLast(({ metadata }) => metadata.commandId === commandId);
  if (!last) return undefined;
  if (last.metadata.commandDigest !== commandDigest) {
    throw new EventStoreError('command-id-reused', `command ${commandId} was another command`);
  }
  return { revision: last.revision, position: last.position, deduplicated: true };
}

/** Of the last of a stream's events. */
function revisionOf(events: readonly RecordedEvent[]): bigint | 'no-stream' {
  return events.at(-1)?.revision ?? 'no-stream';
}

/** As the server is told which revision to expect. */
function numberOf(revision: bigint | 'no-stream'): bigint {
  return revision === 'no-stream' ? -1n : revision;
}

function notYetOnMostNodes(stream: string): EventStoreError {
  const message = `cannot append to ${stream}: what was written to it before is not on most nodes yet`;
  return new EventStoreError('unavailable', message);
}

function isWhatWasSent(recorded: readonly RecordedEvent[], sent: readonly EventData[]): boolean {
  return recorded.every(({ id, data, metadata, schemaVersion }, index) => {
    const event = sent[index];
    return (
      event?.id === id &&
      isDeepStrictEqual(JSON.parse(JSON.stringify([event.data, event.metadata])), [
        data,
        { schemaVersion, ...metadata },
      ])
    );
  });
}
