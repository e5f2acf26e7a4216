import type { NewEvent, Position, RecordedEvent } from '../../events/envelope.js';

/** What must be true of the stream for an append to happen. A bigint is the revision of its last event. */
export type ExpectedRevision = 'any' | 'no-stream' | 'stream-exists' | bigint;

export interface AppendOptions {
  readonly expected: ExpectedRevision;
  /** The same command is appended once, however often it is tried. */
  readonly commandId: string;
  /** SHA-256 (hex) of the canonical command. */
  readonly commandDigest: string;
  /**
   * For events that were recorded elsewhere before: their `recordedAt` stays as it is. Where left out,
   * one that lies before the last of the log becomes the last of the log: a clock may go back, the
   * record does not.
   */
  readonly keepInstants?: boolean;
}

export interface AppendResult {
  /** Of the last event appended. */
  readonly revision: bigint;
  readonly position: Position;
  /** True where an earlier append of the same command gave this result and nothing was written now. */
  readonly deduplicated: boolean;
}

/** Which events a read or subscription gives; all conditions must hold. Never skips silently past `until`. */
export interface EventFilter {
  readonly stream?: string;
  /** Streams of these categories. */
  readonly categories?: readonly string[];
  readonly types?: readonly string[];
}

export interface ReadAllOptions {
  /** Exclusive; from the start (or, backwards, the end) where left out. */
  readonly after?: Position;
  /** Inclusive. */
  readonly until?: Position;
  readonly limit?: number;
  readonly filter?: EventFilter;
  readonly direction?: 'forwards' | 'backwards';
}

export interface ReadStreamOptions {
  /** First revision given, inclusive. Backwards: the last where left out. */
  readonly from?: bigint;
  readonly limit?: number;
  readonly direction?: 'forwards' | 'backwards';
}

export interface SubscribeOptions {
  /** Exclusive; from the start where left out. */
  readonly after?: Position;
  readonly filter?: EventFilter;
  /** Ends the iteration, also one that waits. */
  readonly signal: AbortSignal;
}

/** Everything there was at that moment has been given; what follows is new. Comes again after every catch-up. */
export interface CaughtUp {
  readonly caughtUp: true;
  /** The last position looked at, matching or not; undefined where the log is empty. */
  readonly position: Position | undefined;
}

/**
 * The one way to the recorded events. Nothing can be changed or deleted through it. Every failure is
 * an {@link EventStoreError}; the caller needs to know nothing else of the adapter behind it.
 */
export interface EventStore {
  /**
   * Appends all events or none, durably before it resolves.
   *
   * @throws EventStoreError `wrong-expected-revision` (with the actual revision), `command-id-reused`,
   *   `no-events`, `event-too-large`, `store-full`, `unavailable`, `closed`.
   */
  append(
    stream: string,
    events: readonly NewEvent[],
    options: AppendOptions,
  ): Promise<AppendResult>;

  /** The stream's events; none where there is no such stream. */
  readStream(stream: string, options?: ReadStreamOptions): Promise<RecordedEvent[]>;

  /** The log in its one order, read in pages, in constant memory. */
  readAll(options?: ReadAllOptions): AsyncIterable<RecordedEvent>;

  /** The event at that position; undefined where there is none. */
  readAt(position: Position): Promise<RecordedEvent | undefined>;

  /** The log in the same order, then what is appended, without end, until the signal aborts. */
  subscribe(options: SubscribeOptions): AsyncIterable<RecordedEvent | CaughtUp>;

  /** The position of the last event; undefined where there is none. */
  head(): Promise<Position | undefined>;

  close(): Promise<void>;
}

export function isCaughtUp(item: RecordedEvent | CaughtUp): item is CaughtUp {
  return 'caughtUp' in item;
}

export type EventStoreErrorCode =
  | 'wrong-expected-revision'
  | 'command-id-reused'
  | 'no-events'
  | 'event-too-large'
  | 'store-full'
  | 'unavailable'
  /** What was recorded is not there as it was recorded, and stays so until it comes back from a backup. */
  | 'damaged'
  /** From the opening alone: the server gives no answer, or refuses. */
  | 'unreachable'
  | 'locked'
  | 'closed';

export class EventStoreError extends Error {
  override readonly name = 'EventStoreError';
  /** With `wrong-expected-revision`: the revision of the stream's last event, `no-stream` where there is none. */
  readonly actual?: bigint | 'no-stream';

  constructor(
    readonly code: EventStoreErrorCode,
    message: string,
    options: { cause?: unknown; actual?: bigint | 'no-stream' } = {},
  ) {
    super(message, { cause: options.cause });
    this.actual = options.actual;
  }
}

/** The largest event data and metadata together, as JSON in UTF-8: what EventStoreDB takes in an append before 25.1. */
export const MAX_EVENT_BYTES = 1024 * 1024;
