import type { Recorded, RecordedLedgerEvent } from '../events/ledger-event.js';
import { existing, ImpossibleEventError } from './impossible-event.js';

/** Who withdrew or retracted something, when (an instant in UTC), and why. */
export interface Retraction {
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export function retractionOf(event: RecordedLedgerEvent, reason: string): Retraction {
  return { reason, by: event.metadata.actor.id, at: event.metadata.recordedAt };
}

interface Retractable {
  readonly retracted: Retraction | null;
}

/** The row that an event changes. @throws ImpossibleEventError where it is not there, or retracted. */
export function unretracted<R extends Retractable>(
  before: R | undefined,
  event: RecordedLedgerEvent,
  key: string,
): R {
  const row = existing(before, event, key);
  if (row.retracted) throw new ImpossibleEventError(event, `${key} was retracted before`);
  return row;
}

type RetractionEvent = Recorded<
  | 'AgentIdentificationRetracted'
  | 'CitationRetracted'
  | 'ConflictOfInterestRetracted'
  | 'DerivationRetracted'
  | 'PublicationRetracted'
>;

/** The row as its retraction leaves it. */
export function retracted<R extends Retractable>(
  before: R | undefined,
  event: RetractionEvent,
  key: string,
): R {
  return { ...unretracted(before, event, key), retracted: retractionOf(event, event.data.reason) };
}
