import type { Kysely } from 'kysely';

import { ledgerCatalog } from '../../events/ledger-catalog.js';
import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import { applyBatch } from '../../projections/engine/apply-batch.js';
import { Derivation } from '../../projections/engine/derivation.js';
import { isDerived } from '../../projections/engine/derived-view.js';
import { runningProjection } from '../../projections/engine/running-projection.js';
import { tablesOf, type ProjectionState } from '../../projections/engine/view-store.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { derivedViews } from '../../src/ledger-views.js';
import { openPostgresViews } from '../../src/view-store/postgres/postgres-views.js';
import type { ViewDatabase as OpenViews } from '../../src/view-store/view-database.js';
import { describeOnPostgres } from './postgres.js';
import { schemaOf, type PostgresServer } from './postgres-server.js';
import { ViewDatabase } from './view-database.js';

/** The views of some events, for queries. */
export interface QueriedViews {
  readonly views: Kysely<ViewTables>;
  /** What was recorded after them. */
  add(events: readonly RecordedLedgerEvent[]): Promise<void>;
  close(): Promise<void>;
}

export type ViewsOf = (events?: readonly RecordedLedgerEvent[]) => Promise<QueriedViews>;

/** The same specs of queries on every kind of database, where one is there. */
export function onEveryDatabase(suite: (viewsOf: ViewsOf, database: Database) => void): void {
  describe('on SQLite', () => suite(ViewDatabase.of, 'SQLite'));
  describeOnPostgres('on PostgreSQL', (server) => {
    const schemas = new UsedSchemas(server);
    afterAll(() => schemas.close());
    suite((events = []) => schemas.holding(events), 'PostgreSQL');
  });
}

export type Database = 'SQLite' | 'PostgreSQL';

interface UsedSchema {
  readonly url: string;
  readonly open: OpenViews<ViewTables>;
  readonly states: readonly ProjectionState[];
}

/** Making a schema takes much longer than emptying one. */
class UsedSchemas {
  private readonly made: UsedSchema[] = [];
  private readonly free: UsedSchema[] = [];

  constructor(private readonly server: PostgresServer) {}

  async holding(events: readonly RecordedLedgerEvent[]): Promise<QueriedViews> {
    const schema = this.free.pop() ?? (await this.make());
    const { open, states } = schema;
    const members = ledgerProjections
      .map((projection, n) => runningProjection(projection, states[n]!))
      .filter(({ projection }) => !isDerived(projection));
    const derivation = new Derivation(open.store, derivedViews(open.db));
    const parts = { store: open.store, catalog: ledgerCatalog };
    const add = async (more: readonly RecordedLedgerEvent[]) => {
      await applyBatch(parts, members, more, true);
      const failed = members.find(({ failure }) => failure);
      if (failed) throw new Error(`not projected: ${failed.failure?.reason}`);
      while (await derivation.step());
    };
    await add(events);
    return { views: open.db, add, close: () => this.empty(schema) };
  }

  async close(): Promise<void> {
    for (const { open } of this.made) await open.close();
  }

  private async make(): Promise<UsedSchema> {
    const url = this.server.newUrl();
    const open = await openPostgresViews<ViewTables>({ url });
    const states: ProjectionState[] = [];
    for (const projection of ledgerProjections) {
      states.push(await open.store.begin(projection, 'view'));
    }
    const schema = { url, open, states };
    this.made.push(schema);
    return schema;
  }

  private async empty(schema: UsedSchema): Promise<void> {
    const name = schemaOf(schema.url);
    const tables = ledgerProjections.flatMap(tablesOf).map((table) => `${name}.${table.name}_g1`);
    await this.server.query(`truncate ${tables.join(', ')}`);
    await this.server.query(`update ${name}.projections set position = null, cursor = null`);
    this.free.push(schema);
  }
}
