import { errorCodeOf } from '../../runtime/error-code.js';
import { EventStoreError, type EventStoreErrorCode } from '../event-store.js';

/**
 * A full disk is SQLITE_FULL (ENOSPC); a file-size limit or quota comes as a failed write (EFBIG,
 * EDQUOT), and a full disk under the shared-memory file as SHMSIZE. https://sqlite.org/rescode.html
 */
const NO_ROOM = new Set(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE']);

/** What an operator whose events file is damaged does. */
export const INSTEAD = '; take it from a backup, or import an export';
export const DAMAGED = `. The events file is damaged${INSTEAD}`;

export function isBusy(error: unknown): boolean {
  return errorCodeOf(error).startsWith('SQLITE_BUSY');
}

/** What SQLite reports, in the port's terms. An {@link EventStoreError} stays as it is. */
export function eventStoreError(error: unknown, doing: string): EventStoreError {
  if (error instanceof EventStoreError) return error;
  const said = error instanceof Error ? error.message : String(error);
  const advice = errorCodeOf(error).startsWith('SQLITE_CORRUPT') ? DAMAGED : '';
  return new EventStoreError(codeOf(error), `${doing}: ${said}${advice}`, { cause: error });
}

/** Runs one step on the database and reports its failure in the port's terms. */
export function guarded<T>(doing: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw eventStoreError(error, doing);
  }
}

function codeOf(error: unknown): EventStoreErrorCode {
  return NO_ROOM.has(errorCodeOf(error)) ? 'store-full' : 'unavailable';
}
