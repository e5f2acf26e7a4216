import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { SNAPSHOTS_FOLDER } from '../../src/ledger.js';
import type { ApiAnswer } from '../support/api-client.js';
import { problemIn, refusalIn } from '../support/answers.js';
import { Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const PAGE = '<p>Talks have started.</p>';

let served: ServedLedger;
let desk: Desk;
let sourceId: string;
let sha256: string;
let file: string;
beforeEach(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
  sourceId = await desk.source();
  ({ sha256 } = await desk.snapshot(sourceId, PAGE, 'text/html'));
  file = join(served.dataDir, SNAPSHOTS_FOLDER, sha256.slice(0, 2), sha256);
});
afterEach(() => served.stop());

function get(): Promise<ApiAnswer> {
  return served.anonymous.get(`/v1/snapshots/${sha256}?atLeast=${desk.position}`);
}

it.each([
  ['was damaged', () => writeFile(file, PAGE.replace('started', 'stopped')), 'holds other bytes'],
  ['is gone', () => rm(file), 'is not in the store'],
])('says so of a snapshot that %s, and until when', async (_, damage, told) => {
  await damage();
  const answer = await get();
  expect(refusalIn(answer)).toBe('503 snapshots-unavailable');
  const detail = `The snapshot ${sha256} ${told}; it has to come back from a backup.`;
  expect(problemIn(answer).detail).toBe(detail);
  expect(answer.headers.get('retry-after')).toBeNull();
  await writeFile(file, PAGE);
  expect(await get()).toMatchObject({ status: 200, body: PAGE });
});

it('says that a snapshot cannot be read now, and not where it lies', async () => {
  await rm(file);
  await mkdir(file);
  const answer = await get();
  expect(refusalIn(answer)).toBe('503 snapshots-unavailable');
  expect(problemIn(answer).detail).not.toContain(served.dataDir);
  expect(answer.headers.get('retry-after')).toBe('30');
});

it('keeps a snapshot that was damaged anew, when another source shows it', async () => {
  await writeFile(file, 'x');
  await desk.snapshot(await desk.source(), PAGE, 'text/html');
  expect(await get()).toMatchObject({ status: 200, body: PAGE });
});

it('refuses a capture that cannot be kept, with nothing recorded', async () => {
  await rm(join(served.dataDir, SNAPSHOTS_FOLDER), { recursive: true });
  await writeFile(join(served.dataDir, SNAPSHOTS_FOLDER), '');
  const head = await served.ledger.store.head();
  const path = `/v1/sources/${sourceId}/snapshots`;
  const answer = await desk.contributor.postBytes(path, 'Talks.', 'text/plain');
  expect(refusalIn(answer)).toBe('503 snapshots-unavailable');
  expect(await served.ledger.store.head()).toBe(head);
});
