import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';

import { at, type LogPosition } from './log-position.js';

/** What a writer hands in. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface LoggedEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: LogPosition;
  /** Milliseconds since 1970. */
  readonly created: number;
}

export type Expectation = 'any' | 'no-stream' | 'stream-exists' | bigint;

export type AppendOutcome =
  | { readonly result: 'stored'; readonly last?: bigint; readonly position: LogPosition }
  | { readonly result: 'wrong-expected-version'; readonly current?: bigint }
  | { readonly result: 'stream-deleted' };

/** Bytes of a record around the event itself; it is what makes positions sparse. */
const RECORD_OVERHEAD = 94;
/** A real log begins with a record that is no event, so no event is at 0. */
const FIRST_PLACE = BigInt(RECORD_OVERHEAD);

/**
 * The log in memory, with the rules by which a real server accepts an append and recognises a repeated
 * one: EventStore.Core/Services/Storage/ReaderIndex/IndexWriter.cs, CheckCommit, of version 24.10.
 */
export class EventLog {
  private stored: LoggedEvent[] = [];
  private streams = new Map<string, LoggedEvent[]>();
  private deleted = new Set<string>();
  private nextPlace = FIRST_PLACE;
  /** What the writer remembers for appends without a revision; gone when the process is. */
  private written = new Map<string, LoggedEvent>();
  private readonly growing = new EventEmitter().setMaxListeners(0);

  /** All events, system events among them, in the order of the log. */
  get events(): readonly LoggedEvent[] {
    return this.stored;
  }

  /** Where the next record will begin. */
  get end(): bigint {
    return this.nextPlace;
  }

  /** Undefined where there is no such stream. */
  stream(name: string): readonly LoggedEvent[] | undefined {
    return this.streams.get(name);
  }

  isDeleted(stream: string): boolean {
    return this.deleted.has(stream);
  }

  append(stream: string, expected: Expectation, proposed: readonly ProposedEvent[]): AppendOutcome {
    if (this.deleted.has(stream)) return { result: 'stream-deleted' };
    const current = BigInt(this.streams.get(stream)?.length ?? 0) - 1n;
    const refused = (): AppendOutcome => ({
      result: 'wrong-expected-version',
      ...(current >= 0n && { current }),
    });
    if (expected === 'stream-exists' && current < 0n && !this.streams.has(`$$${stream}`)) {
      return refused();
    }
    if (expected === 'any' || expected === 'stream-exists') {
      const known = proposed.map(({ id }) => this.written.get(id));
      const repeated = known.filter((event) => event?.stream === stream);
      if (known[0]?.stream !== stream) return this.write(stream, proposed);
      return repeated.length === proposed.length ? placeOf(repeated.at(-1)!) : refused();
    }
    const revision = expected === 'no-stream' ? -1n : expected;
    if (revision > current) return refused();
    if (revision === current) return this.write(stream, proposed);
    const there = this.streams.get(stream)?.slice(Number(revision + 1n)) ?? [];
    const repeated = proposed.length > 0 && proposed.every(({ id }, i) => there[i]?.id === id);
    return repeated ? placeOf(there[proposed.length - 1]!) : refused();
  }

  /** Writes the event of a server's own that stands between others in a real log. */
  recordStatistics(): void {
    const data = new TextEncoder().encode('{"proc-id":1}');
    const id = randomUUID();
    const event = { id, type: '$statsCollected', isJson: true, data, metadata: new Uint8Array() };
    this.append('$stats-127.0.0.1:2113', 'any', [event]);
  }

  /** Deletes a stream for good, as somebody with the right to it can: it is never taken up again. */
  tombstone(stream: string): void {
    this.deleted.add(stream);
    this.streams.delete(stream);
  }

  /** Forgets what a process does that ends: which events it wrote lately. */
  forgetWritten(): void {
    this.written.clear();
  }

  /** Forgets everything, as when an empty disk takes the place of the log's. */
  forgetAll(): void {
    this.stored = [];
    this.streams = new Map();
    this.deleted = new Set();
    this.nextPlace = FIRST_PLACE;
    this.forgetWritten();
  }

  /** Resolves when more was appended, or the signal is given. */
  grown(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.growing.off('grown', done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.growing.on('grown', done);
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
    });
  }

  private write(stream: string, proposed: readonly ProposedEvent[]): AppendOutcome {
    const before = this.streams.get(stream) ?? [];
    const events = proposed.map((event, i): LoggedEvent => {
      const position = at(this.nextPlace);
      this.nextPlace += BigInt(RECORD_OVERHEAD + event.data.length + event.metadata.length);
      const revision = BigInt(before.length + i);
      return { ...event, stream, revision, position, created: Date.now() };
    });
    if (events.length === 0) {
      const last = BigInt(before.length) - 1n;
      return { result: 'stored', ...(last >= 0n && { last }), position: at(this.nextPlace) };
    }
    this.streams.set(stream, before);
    before.push(...events);
    this.stored.push(...events);
    for (const event of events) this.written.set(event.id, event);
    this.growing.emit('grown');
    return placeOf(events.at(-1)!);
  }
}

function placeOf(event: LoggedEvent): AppendOutcome {
  return { result: 'stored', last: event.revision, position: event.position };
}
