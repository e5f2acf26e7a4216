import type { Actor } from '../../events/envelope.js';

/** Who asks, and how a retry is known. */
export interface CommandContext {
  readonly actor: Actor;
  /** UUID; the same for every try of one command. */
  readonly commandId: string;
  /** The id was made for this try: no earlier one can have recorded anything. */
  readonly isFirstTry?: boolean;
  readonly correlationId: string;
  /** The event that led to it, where no member did. */
  readonly causationId?: string;
  /** The revision that the caller has seen (`If-Match`). */
  readonly ifMatch?: bigint;
}
