import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { accepted } from '../support/answers.js';
import { ApiClient } from '../support/api-client.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { newEvent } from '../support/sample-events.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { temporaryRoot } from '../support/temporary-root.js';

const ANSWERS_WITHIN_MS = 2_000;
const STOPS_WITHIN_MS = 10_000;

let dataDir: string;
let server: SpawnedServer;
beforeEach(async () => {
  dataDir = await mkdtemp(join(temporaryRoot(), 'fact-ledger-halted-'));
  server = await SpawnedServer.start(dataDir);
}, 90_000);
afterEach(async () => {
  await server.end('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

/** Records an event that only a newer release knows, before the process was put back to this one. */
async function recordWhatANewerReleaseWrites(): Promise<void> {
  const store = openSqliteEventStore({ file: join(dataDir, 'events.db') });
  const event = newEvent('ClaimTranslated', { into: 'fr' });
  const { commandId, commandDigest } = event.metadata;
  const stream = 'claim-01990000-0000-7000-8000-000000000001';
  await store.append(stream, [event], { expected: 'no-stream', commandId, commandDigest });
  await store.close();
}

async function isHalted(): Promise<boolean> {
  const { body } = await server.anonymous.get('/health/ready');
  return JSON.stringify(body).includes('is halted');
}

/** While what it follows the views for can be answered at once, again and again. */
async function expectAlive(): Promise<void> {
  for (let n = 0; n < 10; n += 1) {
    const begun = performance.now();
    expect((await server.anonymous.get('/health/live')).status).toBe(200);
    expect(performance.now() - begun).toBeLessThan(ANSWERS_WITHIN_MS);
    await sleep(100);
  }
}

async function endsBySignal(): Promise<void> {
  const begun = performance.now();
  expect(await server.end('SIGTERM')).toBe(0);
  expect(performance.now() - begun).toBeLessThan(STOPS_WITHIN_MS);
}

it('a server whose views are halted lives, takes captures of cited sources, ends and starts', async () => {
  const desk = await Desk.over(server);
  const sourceId = await desk.source();
  await desk.snapshot(sourceId, 'Talks have started.');
  await desk.cite(await desk.claim(), sourceId, { quote: { exact: 'Talks have started' } });
  await endsBySignal();
  await recordWhatANewerReleaseWrites();

  // It is asked to look for the quote again, and again at the next start, in views that stand still.
  for (const text of ['Late: talks have started.', 'Later: talks have started.']) {
    server = await SpawnedServer.start(dataDir);
    await eventually(isHalted);
    const path = `/v1/sources/${sourceId}/snapshots`;
    const { key } = desk.contributor;
    const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
    accepted(await new ApiClient(server.url, key).send('POST', path, text, headers));
    await expectAlive();
    await endsBySignal();
  }
}, 180_000);
