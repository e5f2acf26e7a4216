import type { Position } from '../../events/envelope.js';

/** Why a follower does not go on until it is started anew. */
export interface Halt {
  /** The position of the event that it stands before; null where no event is to blame. */
  readonly position: Position | null;
  readonly reason: string;
}

/** A halt before an event that the follower cannot get past. */
export interface HaltAtEvent extends Halt {
  readonly position: Position;
}

/** An event that a follower cannot get past, however often it is tried. */
export class HaltError extends Error {
  override readonly name = 'HaltError';
  constructor(
    readonly position: Position,
    cause: unknown,
  ) {
    super(`cannot get past the event at ${position}: ${String(cause)}`, { cause });
  }

  get halt(): HaltAtEvent {
    return { position: this.position, reason: String(this.cause) };
  }
}
