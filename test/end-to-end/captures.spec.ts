import { PageRefusedError, type FetchedPage, type Pages } from '../../src/fetching/pages.js';
import { accepted, refusalIn } from '../support/answers.js';
import { Desk, type SnapshotWritten } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const PAGE: Omit<FetchedPage, 'url'> = {
  bytes: Buffer.from('<p>Talks \x93have\x94 begun.', 'latin1'),
  mediaType: 'text/html; charset=windows-1252',
};

let asked: string[];
let page: Omit<FetchedPage, 'url'>;
const pages: Pages = {
  fetch: async (url) => {
    asked.push(url);
    if (url.includes('refused')) throw new PageRefusedError('capture-too-slow', 'It did not come.');
    return { ...page, url: `${url}/2025` };
  },
};
let served: ServedLedger;
let desk: Desk;
beforeAll(async () => {
  served = await ServedLedger.start({ pages });
  desk = await Desk.over(served);
});
beforeEach(() => {
  asked = [];
  page = PAGE;
});
afterAll(() => served.stop());

const URL = 'https://desk.example/talks';
const capture = (sourceId: string, body: object, headers = {}) =>
  desk.write<SnapshotWritten>(desk.contributor, `/v1/sources/${sourceId}/captures`, body, headers);
const refused = async (sourceId: string, body: object = {}) =>
  refusalIn(await desk.contributor.post(`/v1/sources/${sourceId}/captures`, body));

it('captures what the URL of the source gives, ready to be cited', async () => {
  const sourceId = await desk.source({ url: URL });
  const written = await capture(sourceId, {});
  expect(written).toMatchObject({
    id: sourceId,
    revision: 1,
    bytes: PAGE.bytes.length,
    mediaType: PAGE.mediaType,
    characters: 19,
    reason: null,
  });
  expect(asked).toEqual([URL]);
  const quote = { exact: 'Talks "have" begun' };
  expect(await desk.cite(await desk.claim(), sourceId, { quote })).toMatchObject({
    anchor: 'anchored',
    passage: { exact: 'Talks “have” begun' },
  });
  const { snapshots } = await desk.read<{ snapshots: object[] }>(`/v1/sources/${sourceId}`);
  expect(snapshots).toMatchObject([
    { sha256: written.sha256, fetched: { url: URL, finalUrl: `${URL}/2025` } },
  ]);
});

it('captures another URL where one is named, and the same bytes once', async () => {
  const sourceId = await desk.source({ url: URL });
  const other = 'https://archive.example/talks';
  const first = await capture(sourceId, { url: other });
  const second = await capture(sourceId, {});
  expect(asked).toEqual([other, URL]);
  expect(second).toEqual(first);
});

it('answers the same key without fetching again', async () => {
  const sourceId = await desk.source({ url: URL });
  const key = { 'Idempotency-Key': 'capture-once' };
  const first = await capture(sourceId, {}, key);
  page = { bytes: Buffer.from('other'), mediaType: 'text/plain' };
  expect(await capture(sourceId, {}, key)).toEqual(first);
  expect(asked).toHaveLength(1);
  const path = `/v1/sources/${sourceId}/captures`;
  expect(refusalIn(await desk.contributor.post(path, { url: URL }, key))).toBe(
    '422 idempotency-key-reused',
  );
});

it('refuses by a rule, and records nothing', async () => {
  const withUrl = await desk.source({ url: URL });
  expect(await refused(withUrl, { url: 'https://refused.example/' })).toBe(
    '409 rule-refused capture-too-slow',
  );
  expect(asked).toHaveLength(1);
  expect(await refused(await desk.source())).toBe('409 rule-refused capture-url-missing');
  expect(await refused('01900000-0000-7000-8000-000000000000')).toBe(
    '404 not-found source-unknown',
  );
  expect(await refused(withUrl, { url: 'ftp://desk.example/' })).toBe('422 invalid /url');
  await desk.write(desk.editor, `/v1/sources/${withUrl}/withdrawal`, { reason: 'Wrong.' });
  expect(await refused(withUrl)).toBe('409 rule-refused source-withdrawn');
  expect(asked).toHaveLength(1);
});

it('is off unless it is switched on', async () => {
  const off = await ServedLedger.start({ pages, settings: { captureUrls: false } });
  try {
    const contributor = await off.member(['contributor']);
    const source = { type: 'article', title: 'Talks', url: URL };
    const { id } = accepted<{ id: string }>(await contributor.post('/v1/sources', source));
    const answer = await contributor.post(`/v1/sources/${id}/captures`, {});
    expect(refusalIn(answer)).toBe('409 rule-refused captures-off');
    expect((answer.body as { detail: string }).detail).toContain('FACT_LEDGER_CAPTURE_URLS');
    expect(asked).toEqual([]);
  } finally {
    await off.stop();
  }
});
