import { isDeepStrictEqual } from 'node:util';

import { sql, type Kysely } from 'kysely';

import type { ViewStore } from '../../../projections/engine/view-store.js';
import type { ViewSnapshot } from '../view-database.js';

/** A server commits some hundred times a second, and a try takes less than a millisecond. */
const TRIES = 200;

/**
 * Rows and states of the same moment: the states are read before and after, by another connection.
 *
 * @throws Error where they change too fast for that.
 */
export async function snapshotOf<Tables>(
  db: Kysely<Tables>,
  store: ViewStore,
): Promise<ViewSnapshot<Tables>> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const states = await store.states();
    const snapshot = await db.startTransaction().execute();
    const close = async () => void (await snapshot.rollback().execute());
    // SQLite begins a transaction that reads at the first read. https://sqlite.org/lang_transaction.html
    await sql`select 1 from sqlite_schema limit 1`.execute(snapshot);
    if (isDeepStrictEqual(await store.states(), states)) return { db: snapshot, states, close };
    await close();
  }
  throw new Error('the live views change too fast to be compared with');
}
