import { EventStoreError, type EventStoreErrorCode } from '../event-store.js';

/**
 * A full disk is SQLITE_FULL (ENOSPC); a file-size limit or quota comes as a failed write (EFBIG,
 * EDQUOT), and a full disk under the shared-memory file as SHMSIZE. https://sqlite.org/rescode.html
 */
const NO_ROOM = new Set(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE']);

export function isBusy(error: unknown): boolean {
  return sqliteCode(error)?.startsWith('SQLITE_BUSY') === true;
}

/** What SQLite reports, in the port's terms. An {@link EventStoreError} stays as it is. */
export function eventStoreError(error: unknown, doing: string): EventStoreError {
  if (error instanceof EventStoreError) return error;
  const said = error instanceof Error ? error.message : String(error);
  return new EventStoreError(codeOf(error), `${doing}: ${said}`, { cause: error });
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
  const code = sqliteCode(error);
  return code !== undefined && NO_ROOM.has(code) ? 'store-full' : 'unavailable';
}

/**
 * Told by its code, not its class: the driver keeps the error class of whichever copy of its
 * JavaScript was loaded first in the process, and test runners load several.
 */
function sqliteCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
