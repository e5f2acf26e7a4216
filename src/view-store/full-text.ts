import { PostgresAdapter, sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';

import { fullTextQuery as postgresQuery } from './postgres/full-text.js';
import { fullTextQuery as sqliteQuery } from './sqlite/full-text.js';
import { searchName } from './table-names.js';

/**
 * Whether a row of a view has all the words that somebody typed in its full-text columns, in any order
 * and the last of them as a beginning; of Chinese, Japanese, Thai and the like any part of what stands
 * without a space. What is written in several ways is the same, on every database: see `folded` of src/text.
 * Never an error, whatever is typed; false where there is no word in it.
 *
 * @param view the name of the table as its definition has it.
 */
export function says<DB>(views: Kysely<DB>, view: string, typed: string): RawBuilder<SqlBool> {
  const row = sql.ref(`${view}.row_id`);
  const index = sql.ref(searchName(view));
  if (views.getExecutor().adapter instanceof PostgresAdapter) {
    const query = postgresQuery(typed);
    if (query === undefined) return NEVER;
    return sql`${row} in (select row_id from ${index} where words @@ ${query}::tsquery)`;
  }
  const query = sqliteQuery(typed);
  if (query === undefined) return NEVER;
  return sql`${row} in (select rowid from ${index} where ${index} match ${query})`;
}

const NEVER = sql<SqlBool>`1 = 0`;
