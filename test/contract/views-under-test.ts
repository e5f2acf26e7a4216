import { sql, type RawBuilder } from 'kysely';

import { openPostgresViews } from '../../src/view-store/postgres/postgres-views.js';
import type { ViewDatabase } from '../../src/view-store/view-database.js';
import type { PostgresServer } from '../support/postgres-server.js';
import { TemporaryViews } from '../support/temporary-views.js';

type Tables = Record<string, Record<string, unknown>>;
export type OpenViews = ViewDatabase<Tables>;

export interface OpenOptions {
  readonly readOnly?: boolean;
  readonly onEmptied?: (reason: string) => void;
}

/** One database of views, which several may have open. */
export interface ViewsUnderTest {
  open(options?: OpenOptions): Promise<OpenViews>;
  close(views: OpenViews): Promise<void>;
  /** What a connection of its own reads. */
  rows<Row>(query: RawBuilder<Row>): Promise<Row[]>;
  /** The tables and views of the database whose names begin so, in order. */
  names(beginning: string): Promise<string[]>;
  /** What the database says of the indexes of a table, in the order of their names. */
  indexes(table: string): Promise<string[]>;
  /** Closes what is open and takes the database away. */
  remove(): Promise<void>;
}

export function sqliteViews(): ViewsUnderTest {
  const views = new TemporaryViews();
  return {
    open: async (options) => views.open(options),
    close: (open) => views.close(open),
    async rows(query) {
      const open = views.open({ readOnly: true });
      try {
        return (await query.execute(open.db)).rows;
      } finally {
        await views.close(open);
      }
    },
    async names(beginning) {
      const found = views.read<{ name: string }>(
        "select name from sqlite_master where type in ('table', 'view') and name like ? order by 1",
        `${beginning}%`,
      );
      return found.map(({ name }) => name);
    },
    async indexes(table) {
      const found = views.read<{ sql: string }>(
        "select sql from sqlite_master where type = 'index' and tbl_name = ? and sql is not null order by name",
        table,
      );
      return found.map(({ sql: definition }) => definition);
    },
    remove: () => views.remove(),
  };
}

/** @param server must have been started when one is opened. */
export function postgresViews(server: PostgresServer): ViewsUnderTest {
  let url: string | undefined;
  const opened = new Set<OpenViews>();
  const open = async (options: OpenOptions = {}) => {
    url ??= server.newUrl();
    const views = await openPostgresViews<Tables>({ url, ...options });
    opened.add(views);
    return views;
  };
  const close = async (views: OpenViews) => {
    opened.delete(views);
    await views.close();
  };
  const rows = async <Row>(query: RawBuilder<Row>) => {
    const views = await open({ readOnly: true });
    try {
      return (await query.execute(views.db)).rows;
    } finally {
      await close(views);
    }
  };
  return {
    open,
    close,
    rows,
    async names(beginning) {
      const found = await rows(sql<{ name: string }>`
        select relname as name from pg_class where relnamespace = current_schema()::regnamespace
        and relkind in ('r', 'v') and relname like ${`${beginning}%`} order by 1`);
      return found.map(({ name }) => name);
    },
    async indexes(table) {
      const found = await rows(sql<{ indexdef: string }>`
        select indexdef from pg_indexes where schemaname = current_schema()
        and tablename = ${table} order by indexname`);
      return found.map(({ indexdef }) => indexdef);
    },
    async remove() {
      for (const views of opened) await close(views);
    },
  };
}
