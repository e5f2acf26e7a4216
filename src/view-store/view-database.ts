import { statSync } from 'node:fs';

import type { Database } from 'better-sqlite3';
import { Kysely } from 'kysely';

import type { ProjectionState, ViewStore } from '../../projections/engine/view-store.js';
import { damaged, damageIn } from './sqlite/file-failure.js';
import { openForReading, openForWriting, viewFileError } from './sqlite/open-file.js';
import { readingDialect } from './sqlite/reading-dialect.js';
import { Registry } from './sqlite/registry.js';
import { snapshotOf } from './sqlite/snapshot.js';
import { SqliteViewStore } from './sqlite/sqlite-view-store.js';

export { isDamagedViewFile, ViewFileError } from './sqlite/open-file.js';

export interface SqliteViewsOptions {
  /** Path of `views.db`; made where it is not there. Its folder must be. */
  readonly file: string;
  /** True for a process that does not project: the file must be there, and the store's writes fail. */
  readonly readOnly?: boolean;
  /** Called where the file was laid out by another release and is therefore begun anew. */
  readonly onEmptied?: (reason: string) => void;
  /** The size in bytes up to which all of the file is checked at the opening; 32 MB where left out. */
  readonly checkedUpTo?: number;
}

/** Read in some hundredths of a second. In a larger file a damaged page shows when it is read. */
const CHECKED_UP_TO = 32 * 1024 * 1024;

/** The views: the engine writes through `store`, queries read through `db`, each by its own connection. */
export interface ViewDatabase<Tables> {
  readonly store: ViewStore;
  readonly db: Kysely<Tables>;
  /** What they show at this moment, for a reading of many statements, whatever is written meanwhile. */
  snapshot(): Promise<ViewSnapshot<Tables>>;
  close(): Promise<void>;
}

/** Rows and states of the same moment. To be closed: a database keeps what it shows until then. */
export interface ViewSnapshot<Tables> {
  readonly db: Kysely<Tables>;
  readonly states: readonly ProjectionState[];
  close(): Promise<void>;
}

/** @throws ViewFileError for a file that is not a database of views. */
export function openSqliteViews<Tables>(options: SqliteViewsOptions): ViewDatabase<Tables> {
  const { file, readOnly = false, onEmptied = () => {}, checkedUpTo = CHECKED_UP_TO } = options;
  const own = readOnly ? openForReading(file) : openForWriting(file, onEmptied);
  const store = storeOver(own, file);
  const reading = openForReading(file);
  const damage = statSync(file).size <= checkedUpTo ? damageIn(reading) : null;
  const dialect = readingDialect(reading, damage === null ? undefined : damaged(file, damage));
  const db = new Kysely<Tables>({ dialect });
  return {
    store,
    db,
    snapshot: () => snapshotOf(db, store),
    async close() {
      await db.destroy();
      // Kysely leaves it open where nothing was read. The last to close, which must be able to write,
      // brings what is in the WAL into the file.
      reading.close();
      await store.close();
    },
  };
}

/** Reads where the projections stand, which every start needs, so that a damaged file shows at once. */
function storeOver(db: Database, file: string): ViewStore {
  try {
    new Registry(db).states();
    return new SqliteViewStore(db);
  } catch (error) {
    db.close();
    throw viewFileError(error, file);
  }
}
