import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';

import type { ViewDatabase, ViewSnapshot } from '../view-database.js';
import { Connections } from './connections.js';
import { layOut, mustBeLaidOut, startOver } from './layout.js';
import { placeOf } from './place.js';
import { PostgresViewStore } from './postgres-view-store.js';
import { Registry } from './registry.js';

export interface PostgresViewsOptions {
  /** `postgres://user:password@host:port/database?schema=…`; see `placeOf`. */
  readonly url: string;
  /** True for a process that does not project: the views must be there, and the store's writes fail. */
  readonly readOnly?: boolean;
  /** Called where the schema was laid out by another release and is therefore begun anew. */
  readonly onEmptied?: (reason: string) => void;
}

/** The projector, a rebuild beside it, and who asks how far they are. */
const WRITING = { most: 4, statementMs: 60_000 };
const READING = { most: 10, statementMs: 10_000 };

/**
 * Opens the views in a schema of a PostgreSQL database, and makes the schema where it is not there.
 *
 * @throws DatabaseUrlError; ViewSchemaError for a schema that is not one of views; ViewsUnavailableError
 *   where the database cannot be reached.
 */
export async function openPostgresViews<Tables>(
  options: PostgresViewsOptions,
): Promise<ViewDatabase<Tables>> {
  const { url, readOnly = false, onEmptied = () => {} } = options;
  const place = placeOf(url);
  const writing = new Connections(place, { ...WRITING, readOnly });
  const store = new PostgresViewStore(writing, place);
  try {
    await writing.transaction((session) =>
      readOnly ? mustBeLaidOut(session, place) : layOut(session, place, onEmptied),
    );
    if (!readOnly) await store.dropLeftovers();
  } catch (error) {
    await writing.end();
    throw error;
  }
  const reading = new Connections(place, { ...READING, readOnly: true });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: reading }) });
  return {
    store,
    db,
    snapshot: () => snapshotOf(db),
    async close() {
      await db.destroy();
      // Kysely leaves it open where nothing was read.
      await reading.end();
      await store.close();
    },
  };
}

/** Drops whatever views there are and forgets where they stood. Nobody should be projecting. */
export async function emptyPostgresViews(url: string): Promise<void> {
  const place = placeOf(url);
  const writing = new Connections(place, { ...WRITING, readOnly: false });
  try {
    await writing.transaction(async (session) => {
      await layOut(session, place, () => {});
      await startOver(session, place);
    });
  } finally {
    await writing.end();
  }
}

/** Everything as it was at one moment. https://www.postgresql.org/docs/current/transaction-iso.html#XACT-REPEATABLE-READ */
async function snapshotOf<Tables>(db: Kysely<Tables>): Promise<ViewSnapshot<Tables>> {
  const snapshot = await db.startTransaction().setIsolationLevel('repeatable read').execute();
  try {
    // Who compares with it may have a whole log to read meanwhile. It holds no row that others want.
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(snapshot);
    const registry = new Registry({
      query: <R>(text: string, parameters: readonly unknown[] = []) =>
        snapshot.executeQuery<R>(CompiledQuery.raw(text, [...parameters])),
    });
    const states = (await registry.states()).map(({ state }) => state);
    return {
      db: snapshot,
      states,
      async close() {
        await snapshot.rollback().execute();
      },
    };
  } catch (error) {
    await snapshot.rollback().execute();
    throw error;
  }
}
