import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { jest } from '@jest/globals';

import { EventStoreError } from '../../src/event-store/event-store.js';
import { SNAPSHOTS_FOLDER } from '../../src/ledger.js';
import { QueueFullError } from '../../src/runtime/semaphore.js';
import { SnapshotTexts } from '../../src/snapshots/snapshot-texts.js';
import { TextExtraction } from '../../src/snapshots/text-extraction.js';
import { accepted, refusalIn } from '../support/answers.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { ServedLedger } from '../support/served-ledger.js';

const PAGE = '<p>Talks <b>began</b>.</p>';
const OTHER = '<p>Talks <b>ended</b>.</p>';

let served: ServedLedger;
let desk: Desk;
let sourceId: string;
beforeEach(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
  sourceId = await desk.source();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await served.stop();
});

const files = () =>
  readdirSync(join(served.dataDir, SNAPSHOTS_FOLDER), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

/** What came in goes when the answer is on its way. */
const leaves = (expected: readonly string[]) =>
  eventually(() => isDeepStrictEqual(files().sort(), [...expected].sort()));

const capture = (id = sourceId, page = PAGE) =>
  desk.contributor.send('POST', `/v1/sources/${id}/snapshots`, page, {
    'Content-Type': 'text/html',
  });

const withdraw = (id = sourceId) =>
  desk.editor.post(`/v1/sources/${id}/withdrawal`, { reason: 'It is a copy.' });

/** Does something when all of a capture is on disk, and before its event is appended. */
function beforeAppend(happens: () => Promise<unknown>): void {
  const texts = served.server.app.get(SnapshotTexts);
  const capturing = texts.capture.bind(texts);
  jest.spyOn(texts, 'capture').mockImplementationOnce(async (...given) => {
    const data = await capturing(...given);
    expect(files().length).toBeGreaterThan(0);
    await happens();
    return data;
  });
}

function appendFails(error: EventStoreError): void {
  const { store } = served.ledger;
  jest.spyOn(store, 'append').mockRejectedValueOnce(error);
}

describe('a refused capture', () => {
  it('leaves no file where its source was withdrawn meanwhile', async () => {
    beforeAppend(() => withdraw());
    expect(refusalIn(await capture())).toBe('409 rule-refused source-withdrawn');
    await leaves([]);
  });

  it('leaves no file where no thread takes its text out', async () => {
    jest
      .spyOn(TextExtraction.prototype, 'extract')
      .mockRejectedValueOnce(new QueueFullError('Too much waits already.'));
    expect(refusalIn(await capture())).toBe('503 busy');
    await leaves([]);
  });

  it('leaves no file where its event is too large', async () => {
    beforeAppend(async () => appendFails(new EventStoreError('event-too-large', 'It is 2 MiB.')));
    expect(refusalIn(await capture())).toBe('413 too-large');
    await leaves([]);
  });

  it('leaves the file that was there before', async () => {
    accepted(await capture(await desk.source()));
    await eventually(() => files().length === 2);
    const before = files();
    beforeAppend(() => withdraw());
    expect(refusalIn(await capture())).toBe('409 rule-refused source-withdrawn');
    await leaves(before);
  });

  it('leaves the file that another capture of the same bytes was told of meanwhile', async () => {
    const other = await desk.source();
    beforeAppend(async () => {
      accepted(await capture(other));
      await withdraw();
    });
    expect(refusalIn(await capture())).toBe('409 rule-refused source-withdrawn');
    await eventually(() => files().length === 2);
    const { snapshots } = await desk.read<{ snapshots: { sha256: string }[] }>(
      `/v1/sources/${other}`,
    );
    const shown = await served.anonymous.get(`/v1/snapshots/${snapshots[0]!.sha256}/text`);
    expect(accepted(shown)).toBe('Talks began.');
  });
});

it('a capture that may be recorded keeps its files', async () => {
  beforeAppend(async () => appendFails(new EventStoreError('unavailable', 'No answer came.')));
  expect((await capture()).status).toBe(503);
  await eventually(() => files().length === 2);
});

it('a text taken anew that is refused leaves no file', async () => {
  accepted(await capture());
  const before = files();
  const texts = served.server.app.get(SnapshotTexts);
  const taking = texts.takeAnew.bind(texts);
  jest.spyOn(TextExtraction.prototype, 'extract').mockImplementationOnce(async () => ({
    text: 'Talks began',
    extracted: {
      extractor: { name: 'html', version: '99' },
      characters: 11,
      sha256: '0'.repeat(64),
    },
    sketch: undefined,
  }));
  jest.spyOn(texts, 'takeAnew').mockImplementationOnce(async (...given) => {
    const taken = await taking(...given);
    expect(files()).toHaveLength(3);
    await withdraw();
    return taken;
  });
  const answer = await desk.editor.post(`/v1/sources/${sourceId}/captures/1/texts`, {});
  expect(refusalIn(answer)).toBe('409 rule-refused source-withdrawn');
  await leaves(before);
});

it('captures that race with a withdrawal leave what is recorded', async () => {
  const sources = await Promise.all(Array.from({ length: 8 }, () => desk.source()));
  const answers = await Promise.all(
    sources.flatMap((id, n) => [
      capture(id, n % 2 === 0 ? PAGE : OTHER),
      ...(n % 4 < 2 ? [withdraw(id)] : []),
    ]),
  );
  expect(answers.map(({ status }) => status)).toContain(201);
  const recorded = new Set<string>();
  for await (const { data } of served.ledger.store.readAll({
    filter: { types: ['SnapshotCaptured'] },
  })) {
    const { sha256, text } = data as { sha256: string; text: { sha256: string } };
    recorded.add(sha256).add(text.sha256);
  }
  await leaves([...recorded]);
});
