import type { RecordedLedgerEvent } from '../events/ledger-event.js';

/** Who withdrew or retracted something, when (an instant in UTC), and why. */
export interface TakenBack {
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export function takenBack(event: RecordedLedgerEvent, reason: string): TakenBack {
  return { reason, by: event.metadata.actor.id, at: event.metadata.recordedAt };
}
