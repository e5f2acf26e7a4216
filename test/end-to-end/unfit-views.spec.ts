import { jest } from '@jest/globals';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { rebuild } from '../../projections/engine/rebuild.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import { projectingInThread, type Projecting } from '../../src/ledger.js';
import { EVENTS_FILE, openLog } from '../../src/ledger-log.js';
import { engineOver, leasesOf, openViews } from '../../src/ledger-views.js';
import type { Settings } from '../../src/settings/settings.js';
import { accepted, refusalIn } from '../support/answers.js';
import { startProtocolServer } from '../support/event-store-protocol/protocol-server.js';
import { describeOnPostgres } from '../support/postgres.js';
import { projectingHere } from '../support/projecting-here.js';
import { eventually } from '../support/eventually.js';
import { ServedLedger } from '../support/served-ledger.js';
import { TemporaryFolders } from '../support/temporary-folders.js';

// A ledger is started several times, and each looks at its views again in five seconds at the latest.
jest.setTimeout(60_000);

interface Place {
  readonly dataDir: string;
  /** Which log, and which views; the data folder's where they are left out. */
  settings: Partial<Settings>;
}

interface Written {
  readonly id: string;
  readonly position: string;
}

const folders = new TemporaryFolders();
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(() => folders.remove());

async function serve(place: Place, warnings: string[] = [], projecting?: Projecting) {
  const options = {
    settings: place.settings,
    onWarning: (message: string) => void warnings.push(message),
    projecting: projecting ?? projectingHere,
  };
  const served = await ServedLedger.start(options, place.dataDir);
  let closed: Promise<void> | undefined;
  const stop = () => (closed ??= served.server.close());
  cleanUps.push(stop);
  return { served, stop };
}

async function claim(served: ServedLedger, text: string): Promise<Written> {
  const author = await served.member(['contributor'], `Author of ${text}`);
  const body = { text, kind: 'fact', claimant: { kind: 'own-voice' } };
  return accepted<Written>(await author.post('/v1/claims', body));
}

/** The ledger with two claims whose views are then met by another log. */
async function recorded(place: Place): Promise<void> {
  const { served, stop } = await serve(place);
  await claim(served, 'The bridge is open');
  const { position } = await claim(served, 'The bridge is closed');
  accepted(await served.anonymous.get(`/v1/claims?atLeast=${position}`));
  await stop();
}

async function removeLog({ dataDir }: Place): Promise<void> {
  for (const end of ['', '-wal', '-shm']) {
    await rm(join(dataDir, `${EVENTS_FILE}${end}`), { force: true });
  }
}

/** Rebuilds the views as `fact-ledger rebuild` does, while the server goes on. */
async function rebuildViews({ ledger }: ServedLedger): Promise<void> {
  const log = await openLog(ledger.settings, { readOnly: true });
  const views = await openViews(ledger.settings);
  const leases = await leasesOf(ledger.settings);
  const states = await rebuild(engineOver(log, views, leases), ledgerProjections);
  expect(states.every(({ active }) => active)).toBe(true);
  await leases.close();
  await views.close();
  await log.close();
}

async function untilReady(served: ServedLedger): Promise<void> {
  for (let n = 0; ; n += 1) {
    const { status, body } = await served.anonymous.get('/health/ready');
    if (status === 200) return;
    if (n > 200) throw new Error(JSON.stringify(body));
    await sleep(100);
  }
}

const UNFIT =
  /^The views do not fit the log: those of [a-z-]+ (are|show) .*"fact-ledger rebuild" builds them anew from it\.$/;

/** The views must not be shown over this log, and must be of it when they were built anew. */
async function mustNotBeShown(place: Place, projecting?: Projecting): Promise<void> {
  const warnings: string[] = [];
  const { served, stop } = await serve(place, warnings, projecting);
  const ready = await served.anonymous.get('/health/ready');
  expect(ready.status).toBe(503);
  expect(ready.body).toMatchObject({ reasons: [expect.stringMatching(UNFIT)] });
  const reads = ['/v1/claims', '/v1/claims?q=bridge', '/v1/stats/overview'];
  for (const path of reads) {
    expect(refusalIn(await served.anonymous.get(path))).toBe('503 views-unavailable');
  }
  const { id, position } = await claim(served, 'The tunnel is open');
  const own = `/v1/claims/${id}?atLeast=${position}`;
  expect(refusalIn(await served.anonymous.get(own))).toBe('503 views-unavailable');
  const told = () => warnings.filter((each) => each.includes('do not fit'));
  await eventually(() => told().length > 0);
  expect(told()).toHaveLength(1);
  await rebuildViews(served);
  await untilReady(served);
  expect((await served.anonymous.get(own)).body).toMatchObject({ id });
  const { body } = await served.anonymous.get('/v1/claims?limit=100');
  const { items } = body as { items: { text: string }[] };
  expect(items.map(({ text }) => text)).not.toContain('The bridge is closed');
  await stop();
  const again = await serve(place, [], projecting);
  expect((await again.served.anonymous.get(own)).body).toMatchObject({ id });
}

const threads = [
  { projector: 'in a thread', projecting: projectingInThread },
  { projector: 'in the thread of the server', projecting: projectingHere },
];

/** @param viewsAt the setting of a place for views that no other test has */
function unfitViews(viewsAt: () => Partial<Settings>): void {
  const newPlace = async (): Promise<Place> => ({
    dataDir: await folders.make(),
    settings: viewsAt(),
  });

  it.each(threads)(
    'of another ledger in SQLite are not shown, projected $projector',
    async ({ projecting }) => {
      const place = await newPlace();
      await recorded(place);
      await removeLog(place);
      await mustNotBeShown(place, projecting);
    },
  );

  it('that are ahead of an older copy of the log are not shown', async () => {
    const place = await newPlace();
    const { served, stop } = await serve(place);
    await claim(served, 'The bridge is open');
    await stop();
    const file = join(place.dataDir, EVENTS_FILE);
    await copyFile(file, `${file}.kept`);
    await recorded(place);
    await removeLog(place);
    await copyFile(`${file}.kept`, file);
    await mustNotBeShown(place);
  });

  it('of another ledger on a server are not shown', async () => {
    const servers = [await startProtocolServer(), await startProtocolServer()];
    for (const server of servers) cleanUps.push(() => server.stop());
    const place = await newPlace();
    const on = (n: number) => ({ ...viewsOf(place), eventStoreUrl: servers[n]!.url });
    place.settings = on(0);
    await recorded(place);
    place.settings = on(1);
    await mustNotBeShown(place);
  });
}

function viewsOf({ settings }: Place): Partial<Settings> {
  const { readModelUrl } = settings;
  return readModelUrl === undefined ? {} : { readModelUrl };
}

describe('views in SQLite', () => unfitViews(() => ({})));
describeOnPostgres('views in PostgreSQL', (server) =>
  unfitViews(() => ({ readModelUrl: server.newUrl() })),
);
