import { ViewWatch } from '../../projections/engine/view-watch.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { ViewTables } from '../../projections/view-tables.js';
import type { Ledger } from '../../src/ledger.js';
import { makeLogger } from '../../src/operations/logging.js';
import { Metrics } from '../../src/operations/metrics.js';
import { createServer, type Server } from '../../src/server.js';
import type { ViewDatabase } from '../../src/view-store/view-database.js';

/**
 * A server with the role `api` over a ledger that another server of this process projects: their event
 * store belongs to one process, so that a second one could not have it.
 *
 * @param views its own way to the views; those of the ledger where left out.
 */
export async function startApi(
  ledger: Ledger,
  views?: ViewDatabase<ViewTables>,
): Promise<{ readonly server: Server; readonly url: string }> {
  const progress = new ViewWatch((views ?? ledger.views).store, ledgerProjections);
  const server = await createServer(
    {
      ...ledger,
      ...(views && { views }),
      role: 'api',
      progress,
      async close() {
        await progress.stop();
        await views?.close();
      },
    },
    { logger: makeLogger('silent'), metrics: new Metrics() },
  );
  return { server, url: await server.listen() };
}
