import type { Kysely } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';

import type { ViewTables } from '../../../projections/view-tables.js';
import { eventually } from '../../../test/support/eventually.js';
import type { CommandRunner } from '../../deciding/command-runner.js';
import { ALWAYS_HELD } from '../../following/lease.js';
import { ConsequencesProcess } from './consequences-process.js';

const HEAD = '0000000000000009';

/** Views without a row, which tell that they were read. */
function emptyViews(onRead: () => void): Kysely<ViewTables> {
  const query: unknown = new Proxy(
    {},
    {
      get: (_, name) =>
        name === 'execute'
          ? async () => {
              onRead();
              return [];
            }
          : () => query,
    },
  );
  return query as Kysely<ViewTables>;
}

it('reads nothing of views that do not show the log as it was at the start', async () => {
  let isShown = () => {};
  const shown = new Promise<void>((resolve) => (isShown = resolve));
  const asked: string[] = [];
  let reads = 0;
  const process = new ConsequencesProcess({
    runner: { load: async () => ({ policy: undefined, applied: 0 }) } as unknown as CommandRunner,
    store: {
      head: async () => HEAD,

      async *subscribe({ signal }) {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    },
    views: emptyViews(() => (reads += 1)),
    progress: {
      unfit: null,
      async waitFor(position) {
        asked.push(position);
        await shown;
        return true;
      },
    },
    leases: ALWAYS_HELD,
  });
  process.start();
  try {
    await eventually(() => asked.length > 0);
    await sleep(20);
    expect({ asked, reads }).toEqual({ asked: [HEAD], reads: 0 });
    isShown();
    await eventually(() => reads > 0);
  } finally {
    isShown();
    await process.stop();
  }
});
