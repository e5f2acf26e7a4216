import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { VIEWS_FILE } from '../../src/ledger-views.js';
import { integrityOf, shownBy } from '../crash/recorded-log.js';
import { schemaOf, type PostgresServer } from '../support/postgres-server.js';

/** Where the views of the ledger of a trial are. */
export interface TrialViews {
  readonly engine: 'SQLite' | 'PostgreSQL';
  /** Settings of a server that keeps its views there. */
  readonly env: Readonly<Record<string, string>>;
  /** The position of the view that is furthest behind; 0 where one has not begun. */
  shown(dataDir: string): Promise<number>;
  /** Takes them away, as may be done at any time while no server runs. */
  drop(dataDir: string): Promise<void>;
  /** A place for those of another ledger. */
  another(): TrialViews;
  /** What the engine finds wrong with its file; `ok` where that is nothing, or where there is no file. */
  integrity(dataDir: string): string;
}

/** Views in the data folder. */
export const SQLITE_VIEWS: TrialViews = {
  engine: 'SQLite',
  env: {},
  shown: async (dataDir) => shownBy(dataDir),
  async drop(dataDir) {
    for (const beside of ['', '-wal', '-shm']) {
      await rm(join(dataDir, VIEWS_FILE + beside), { force: true });
    }
  },
  another: () => SQLITE_VIEWS,
  integrity: (dataDir) => integrityOf(dataDir, VIEWS_FILE),
};

/** Returns views in a schema of their own. */
export function postgresViews(server: PostgresServer): TrialViews {
  const url = server.newUrl();
  const schema = schemaOf(url);
  return {
    engine: 'PostgreSQL',
    env: { READ_MODEL_URL: url },
    async shown() {
      const views = await server.query<{ position: string | null }>(
        `select position from ${schema}.projections where active = 1`,
      );
      return Math.min(...views.map(({ position }) => Number(position ?? 0)));
    },
    async drop() {
      await server.query(`drop schema ${schema} cascade`);
    },
    another: () => postgresViews(server),
    integrity: () => 'ok',
  };
}
