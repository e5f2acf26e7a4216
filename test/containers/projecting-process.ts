import { Projector } from '../../projections/engine/projector.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { engineOver } from '../../src/ledger-views.js';
import { PostgresLeases } from '../../src/view-store/postgres/postgres-leases.js';
import { openPostgresViews } from '../../src/view-store/postgres/postgres-views.js';

/*
 * One of several processes that project the same events into the same database, as `serve --role
 * projector` does. A program of its own, because a file of events has one server alone, while others may
 * read it. Says on its output, a line of JSON each, what it does and what it commits, until SIGTERM.
 */
const [file = '', url = '', name = ''] = process.argv.slice(2);

const LOOK_EVERY_MS = 20;

function say(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

const feed = openSqliteEventStore({ file, readOnly: true, pollIntervalMs: 50 });
const views = await openPostgresViews<ViewTables>({ url });
const leases = new PostgresLeases({ url, applicationName: name });
const projector = new Projector(engineOver(feed, views, leases), ledgerProjections, {
  onBatch: ({ committed }) => say({ committed }),
});
await projector.start();

let said = '';
const looking = setInterval(() => {
  const tasks = new Set(projector.status().map(({ thisProcess }) => thisProcess));
  const task = tasks.size === 1 ? [...tasks][0]! : 'some';
  if (task !== said) say({ task });
  said = task;
}, LOOK_EVERY_MS);

process.once('SIGTERM', () => {
  void (async () => {
    clearInterval(looking);
    await projector.stop();
    await leases.close();
    await views.close();
    await feed.close();
  })();
});
