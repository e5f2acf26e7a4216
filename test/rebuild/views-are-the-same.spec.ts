import { Projector } from '../../projections/engine/projector.js';
import { rebuild } from '../../projections/engine/rebuild.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { ViewTables } from '../../projections/view-tables.js';
import type { EventStore } from '../../src/event-store/event-store.js';
import { engineOver } from '../../src/ledger-views.js';
import { openPostgresViews } from '../../src/view-store/postgres/postgres-views.js';
import { openSqliteViews, type ViewDatabase } from '../../src/view-store/view-database.js';
import { generatedLedger } from '../support/generated-ledger.js';
import { describeOnPostgres } from '../support/postgres.js';
import { everyRow } from '../support/every-row.js';
import { sqliteStoreInFolder } from '../support/sqlite-store-in-folder.js';
import { TemporaryFolders } from '../support/temporary-folders.js';

const EVENTS = 3_000;

describeOnPostgres('the views in SQLite and in PostgreSQL', (server) => {
  const stores = sqliteStoreInFolder();
  const folders = new TemporaryFolders();
  let store: EventStore;
  let sqlite: Views;
  let postgres: Views;
  let url: string;

  beforeAll(async () => {
    store = (await stores.open()).store;
    for (const { stream, events, ...options } of generatedLedger(EVENTS)) {
      await store.append(stream, events, options);
    }
    url = server.newUrl();
    sqlite = openSqliteViews({ file: `${await folders.make()}/views.db` });
    postgres = await openPostgresViews({ url });
  }, 120_000);
  afterAll(async () => {
    await sqlite.close();
    await postgres.close();
    await stores.destroy();
    await folders.remove();
  });

  type Views = ViewDatabase<ViewTables>;

  async function followed(views: Views): Promise<void> {
    const projector = new Projector(engineOver(store, views), ledgerProjections);
    await projector.start();
    expect(await projector.waitFor((await store.head())!, 60_000)).toBe(true);
    await projector.stop();
  }

  it('have the same rows, byte for byte and number for number', async () => {
    await followed(sqlite);
    await followed(postgres);
    const rows = await everyRow(postgres.db);
    expect(rows.length).toBeGreaterThan(EVENTS);
    expect(rows).toEqual(await everyRow(sqlite.db));
  }, 120_000);

  it('have them again when they are built anew', async () => {
    const before = await everyRow(postgres.db);
    const states = await rebuild(engineOver(store, postgres), ledgerProjections);
    expect(states.every(({ active, generation }) => active && generation === 2)).toBe(true);
    expect(await everyRow(postgres.db)).toEqual(before);
    const left = await server.query(
      `select relname from pg_class where relname like '%\\_g1' and relnamespace = $1::regnamespace`,
      new URL(url).searchParams.get('schema'),
    );
    expect(left).toEqual([]);
  }, 120_000);
});
