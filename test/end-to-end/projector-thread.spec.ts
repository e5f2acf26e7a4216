import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ledgerProjections } from '../../projections/ledger-projections.js';
import { projectingInThread, type Projecting } from '../../src/ledger.js';
import { openViews } from '../../src/ledger-views.js';
import { CommitSignal } from '../../src/event-store/sqlite/commit-signal.js';
import { ProjectorThread } from '../../src/projector-thread.js';
import type { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { ServedLedger } from '../support/served-ledger.js';

const SOURCE = {
  type: 'interview',
  title: 'Port calls',
  publisher: { name: 'Harbour Office' },
  language: 'en',
};

const NAMES = ledgerProjections.map(({ name }) => name);

/** How often the log and the views are looked at where nobody tells of anything. */
const POLL_MS = 250;

let served: ServedLedger;
let contributor: ApiClient;
async function begin(projecting: Projecting): Promise<void> {
  served = await ServedLedger.start({ projecting });
  contributor = await served.member(['contributor']);
}
afterEach(() => served.stop());

async function recorded(): Promise<{ readonly id: string; readonly position: string }> {
  const { status, body } = await contributor.post('/v1/sources', SOURCE);
  expect(status).toBe(201);
  return body as { id: string; position: string };
}

it('is woken by a commit, and wakes those who wait for what it shows', async () => {
  await begin(projectingInThread);
  let quickest = Infinity;
  for (let n = 0; n < 10; n += 1) {
    const { id, position } = await recorded();
    const begun = performance.now();
    const shown = await contributor.get(`/v1/sources/${id}?atLeast=${position}`);
    quickest = Math.min(quickest, performance.now() - begun);
    expect(shown.status).toBe(200);
    expect(shown.headers.get('Ledger-Position')! >= position).toBe(true);
  }
  expect(quickest).toBeLessThan(POLL_MS / 2);
});

it('tells what it does as a projector tells it that has no thread', async () => {
  await begin(projectingInThread);
  const { position } = await recorded();
  expect(await served.ledger.progress.waitFor(position, 10_000)).toBe(true);
  // What the thread tells comes a moment after what the database shows.
  await eventually(async () =>
    served.ledger.progress
      .status()
      .every((status) => status.caughtUp && status.position === position),
  );
  expect(served.ledger.progress.status()).toMatchObject(
    NAMES.map((name) => ({
      name,
      thisProcess: 'projects',
      failure: null,
      lagSeconds: 0,
      rebuilding: null,
    })),
  );
  const metrics = (await served.anonymous.get('/metrics')).body;
  expect(metrics).toContain('fact_ledger_projection_lease_held{projection="claim-status"} 1');
  expect(metrics).toMatch(/fact_ledger_projected_events_total\{projection="sources"\} [1-9]/);
  expect(metrics).toMatch(/fact_ledger_projection_batch_duration_seconds_count [1-9]/);
});

it('has written down where it is when it has stopped', async () => {
  await begin(projectingInThread);
  const { position } = await recorded();
  await served.ledger.progress.waitFor(position, 10_000);
  await served.server.close();
  const views = await openViews(served.ledger.settings, { readOnly: true });
  const states = await views.store.states();
  await views.close();
  expect(states.map((state) => state.position)).toEqual(NAMES.map(() => position));
});

it('is begun anew where it ends by itself, says so, and keeps nobody from writing', async () => {
  const filename = fileURLToPath(new URL('../support/thread-that-ends.mjs', import.meta.url));
  await begin((parts, options) => new ProjectorThread(parts, options, { filename }));
  const begun = async () => (await readFile(join(served.dataDir, 'begun'), 'utf8')).length;
  const before = await begun();
  await recorded();
  await eventually(async () => (await begun()) > before);
  await recorded();
  const { body } = await served.anonymous.get('/health/ready');
  const { reasons } = body as { reasons: string[] };
  expect(reasons).toContain(
    "The projections cannot go on: the projector's thread has ended: RangeError: the projector cannot go on.",
  );
  expect(served.ledger.progress.status().map(({ thisProcess }) => thisProcess)).toEqual(
    NAMES.map(() => 'stands-by'),
  );
});

it('hands on what its start fails with', async () => {
  await begin(projectingInThread);
  const { ledger } = served;
  const place = { ...ledger.settings, readModelUrl: 'postgres://127.0.0.1:1/nowhere' };
  const parts = { place, committed: new CommitSignal(), views: ledger.views.store };
  const thread = new ProjectorThread(parts);
  await expect(thread.start()).rejects.toThrow(/ECONNREFUSED|cannot be reached/);
});
