import type { Database } from 'better-sqlite3';

import { errorCodeOf } from '../../runtime/error-code.js';
import { ViewsUnavailableError } from '../views-unavailable.js';

/** https://sqlite.org/rescode.html */
const DAMAGED = /^SQLITE_(CORRUPT|NOTADB)/;

/** The disk, another process, or the memory is in the way. */
const IN_THE_WAY = /^SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|PROTOCOL|NOMEM|FULL)/;

export function isDamage(error: unknown): boolean {
  return DAMAGED.test(errorCodeOf(error));
}

/** What SQLite says of a file of views that is damaged or cannot be read; other errors stay as they are. */
export function fileFailure(error: unknown, { name }: Pick<Database, 'name'>): unknown {
  const said = error instanceof Error ? error.message : String(error);
  if (isDamage(error)) return damaged(name, said, error);
  if (!IN_THE_WAY.test(errorCodeOf(error))) return error;
  return new ViewsUnavailableError(`${name} cannot be read now: ${said}`, { cause: error });
}

/** @param said in SQLite's words */
export function damaged(file: string, said: string, cause?: unknown): ViewsUnavailableError {
  const what = `${file} is damaged (${said})`;
  const instead =
    'stop the server, and let "fact-ledger rebuild" build the views anew from the log';
  return new ViewsUnavailableError(`${what}; ${instead}`, { cause });
}

/**
 * Reads every page. A page that holds something else than it should is found, not a text that was changed
 * within its page.
 *
 * @returns what SQLite finds first; null where it finds nothing.
 */
export function damageIn(db: Database): string | null {
  try {
    const found = db.pragma('quick_check(1)', { simple: true }) as string;
    return found === 'ok' ? null : found.replaceAll('\n', ' ');
  } catch (error) {
    if (!isDamage(error)) throw error;
    return error instanceof Error ? error.message : String(error);
  }
}
