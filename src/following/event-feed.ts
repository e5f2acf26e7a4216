import type { Position, RecordedEvent } from '../../events/envelope.js';

/** Everything there was at that moment has been given; what follows is new. */
export interface CaughtUp {
  readonly caughtUp: true;
  /** The last position looked at; undefined where the log is empty. */
  readonly position: Position | undefined;
}

/**
 * What the engine needs of the log. The event store's port has this shape; it is told again here
 * because projections know nothing but the events.
 */
export interface EventFeed {
  /** The log in its one order. `after` is exclusive, `until` inclusive. */
  readAll(options?: {
    readonly after?: Position;
    readonly until?: Position;
  }): AsyncIterable<RecordedEvent>;
  /** The log in the same order, then what is appended, without end, until the signal aborts. */
  subscribe(options: {
    readonly after?: Position;
    readonly signal: AbortSignal;
  }): AsyncIterable<RecordedEvent | CaughtUp>;
  /**
   * The event at that position; undefined where there is none.
   * @throws RangeError for what is no position of this kind of log.
   */
  readAt(position: Position): Promise<RecordedEvent | undefined>;
  /** The position of the last event; undefined where there is none. */
  head(): Promise<Position | undefined>;
}
