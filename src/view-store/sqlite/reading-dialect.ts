import type { Database, Statement } from 'better-sqlite3';
import { SqliteDialect, type SqliteStatement } from 'kysely';

import type { ViewsUnavailableError } from '../views-unavailable.js';
import { fileFailure, isDamage } from './file-failure.js';

/** Queries come from the code, so they are few; lists of filters make some more. */
const KEPT_STATEMENTS = 200;

/**
 * Kysely's own dialect prepares a statement each time that it is used. Here the last ones are kept;
 * SQLite prepares one again by itself when a view was switched to another table.
 *
 * A file in which a query meets a damaged page is not read any further: what else it holds is in doubt,
 * and whoever asks for readiness must be told as well.
 *
 * @param damage what was found in the file before.
 */
export function readingDialect(db: Database, damage?: ViewsUnavailableError): SqliteDialect {
  const kept = new Map<string, Statement>();
  let found: unknown = damage;
  const guarded = <Result>(read: () => Result): Result => {
    if (found) throw found as Error;
    try {
      return read();
    } catch (error) {
      const failure = fileFailure(error, db);
      if (isDamage(error)) found = failure;
      throw failure;
    }
  };
  const prepared = (sql: string): Statement => {
    const known = kept.get(sql);
    if (known) kept.delete(sql);
    const statement = known ?? db.prepare(sql);
    kept.set(sql, statement);
    if (kept.size > KEPT_STATEMENTS) kept.delete(kept.keys().next().value!);
    return statement;
  };
  return new SqliteDialect({
    database: {
      prepare(sql: string): SqliteStatement {
        const statement = guarded(() => prepared(sql));
        return {
          reader: statement.reader,
          all: (parameters) => guarded(() => statement.all(...parameters)),
          run: (parameters) => guarded(() => statement.run(...parameters)),
          iterate: (parameters) => statement.iterate(...parameters),
        };
      },
      close: () => db.close(),
    },
  });
}
