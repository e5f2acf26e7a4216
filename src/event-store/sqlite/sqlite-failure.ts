import { errorCodeOf } from '../../runtime/error-code.js';
import { EventStoreError, type EventStoreErrorCode } from '../event-store.js';

/**
 * A full disk is SQLITE_FULL (ENOSPC); a file-size limit or quota comes as a failed write (EFBIG,
 * EDQUOT), and a full disk under the shared-memory file as SHMSIZE. https://sqlite.org/rescode.html
 */
const NO_ROOM = new Set(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE']);

/** What an operator whose events file is damaged does. */
export const INSTEAD = '; take it from a backup, or import an export';
const DAMAGED = `. The events file is damaged${INSTEAD}`;

function isCorrupt(error: unknown): boolean {
  return errorCodeOf(error).startsWith('SQLITE_CORRUPT');
}

export function isBusy(error: unknown): boolean {
  return errorCodeOf(error).startsWith('SQLITE_BUSY');
}

/**
 * What helps where npm did not run the script that fetches or compiles the driver's addon (npm 11 runs none
 * that nobody allowed), or where it was compiled for another Node.
 */
const UNCOMPILED =
  `better-sqlite3 has no compiled part for Node ${process.version}. It is made by the install itself: ` +
  '`npm install --global --allow-scripts=better-sqlite3 <tarball>`, or `npm rebuild better-sqlite3` in a checkout';

function isUncompiled(error: unknown): boolean {
  return (
    errorCodeOf(error) === 'ERR_DLOPEN_FAILED' ||
    (error instanceof Error && error.message.startsWith('Could not locate the bindings file'))
  );
}

/** What SQLite reports, in the port's terms. An {@link EventStoreError} stays as it is. */
export function eventStoreError(error: unknown, doing: string): EventStoreError {
  if (error instanceof EventStoreError) return error;
  if (isUncompiled(error)) return new EventStoreError('unavailable', UNCOMPILED, { cause: error });
  const said = error instanceof Error ? error.message : String(error);
  const advice = isCorrupt(error) ? DAMAGED : '';
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

/** @param found what is the matter, as a sentence without its end */
export function damaged(found: string): EventStoreError {
  return new EventStoreError('damaged', `${found}${DAMAGED}`);
}

function codeOf(error: unknown): EventStoreErrorCode {
  if (isCorrupt(error)) return 'damaged';
  return NO_ROOM.has(errorCodeOf(error)) ? 'store-full' : 'unavailable';
}
