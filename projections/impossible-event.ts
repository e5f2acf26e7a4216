import type { RecordedLedgerEvent } from '../events/ledger-event.js';

/** An event that no decider can have emitted after what came before it: the fold stops there, visibly. */
export class ImpossibleEventError extends Error {
  override readonly name = 'ImpossibleEventError';

  constructor(event: RecordedLedgerEvent, why: string) {
    super(`${event.type} at ${event.position} in ${event.stream}: ${why}`);
  }
}

/** The row that an event changes. @throws ImpossibleEventError where nothing was recorded before. */
export function existing<R>(row: R | undefined, event: RecordedLedgerEvent, key: string): R {
  if (row === undefined) throw new ImpossibleEventError(event, `${key} was never recorded`);
  return row;
}

/** @throws ImpossibleEventError where an event that begins something finds it there. */
export function absent(row: object | undefined, event: RecordedLedgerEvent, key: string): void {
  if (row !== undefined) throw new ImpossibleEventError(event, `${key} was recorded before`);
}
