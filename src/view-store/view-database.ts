import { Kysely } from 'kysely';

import type { ViewStore } from '../../projections/engine/view-store.js';
import { openForReading, openForWriting } from './sqlite/open-file.js';
import { readingDialect } from './sqlite/reading-dialect.js';
import { SqliteViewStore } from './sqlite/sqlite-view-store.js';

export { ViewFileError } from './sqlite/open-file.js';

export interface SqliteViewsOptions {
  /** Path of `views.db`; made where it is not there. Its folder must be. */
  readonly file: string;
  /** For a process that does not project: the file must be there, and the store's writes fail. */
  readonly readOnly?: boolean;
  /** Called where the file was laid out by another release and is therefore begun anew. */
  readonly onEmptied?: (reason: string) => void;
}

/** The views: the engine writes through `store`, queries read through `db`, each by its own connection. */
export interface ViewDatabase<Tables> {
  readonly store: ViewStore;
  readonly db: Kysely<Tables>;
  close(): Promise<void>;
}

/** @throws ViewFileError for a file that is not a database of views. */
export function openSqliteViews<Tables>(options: SqliteViewsOptions): ViewDatabase<Tables> {
  const { file, readOnly = false, onEmptied = () => {} } = options;
  const own = readOnly ? openForReading(file) : openForWriting(file, onEmptied);
  const store = new SqliteViewStore(own);
  const db = new Kysely<Tables>({ dialect: readingDialect(openForReading(file)) });
  return {
    store,
    db,
    async close() {
      await db.destroy();
      await store.close();
    },
  };
}
