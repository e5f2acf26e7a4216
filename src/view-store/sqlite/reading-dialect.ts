import type { Database, Statement } from 'better-sqlite3';
import { SqliteDialect } from 'kysely';

/** Queries come from the code, so they are few; lists of filters make some more. */
const KEPT_STATEMENTS = 200;

/**
 * Kysely's own dialect prepares a statement each time that it is used. Here the last ones are kept;
 * SQLite prepares one again by itself when a view was switched to another table.
 */
export function readingDialect(db: Database): SqliteDialect {
  const kept = new Map<string, Statement>();
  return new SqliteDialect({
    database: {
      prepare(sql: string) {
        const known = kept.get(sql);
        if (known) kept.delete(sql);
        const statement = known ?? db.prepare(sql);
        kept.set(sql, statement);
        if (kept.size > KEPT_STATEMENTS) kept.delete(kept.keys().next().value!);
        return statement;
      },
      close: () => db.close(),
    },
  });
}
