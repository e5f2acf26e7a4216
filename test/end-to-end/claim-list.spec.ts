import { problemIn } from '../support/answers.js';
import { citedClaim, Desk, type DeskMember } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const TODAY = '2026-03-01T12:00:00.000Z';

let served: ServedLedger;
let desk: Desk;
let now = TODAY;
/** Recorded in this order, a day apart. */
let port: string, opinion: string, forecast: string, withdrawn: string;
beforeAll(async () => {
  served = await ServedLedger.start({ clock: () => new Date(now) });
  desk = await Desk.over(served);
  const [ana, boris] = desk.reviewers;
  const sourceId = await desk.source({ publisher: { name: 'The Gazette' } });
  const cited = await citedClaim(desk, { topics: ['Port', 'Talks'], language: 'en-GB' });
  port = cited.claimId;
  await desk.cite(port, sourceId);
  await nextDay();
  opinion = await desk.claim({ kind: 'opinion', topics: ['talks'], statedAt: '2025-10' });
  await nextDay();
  const resolves = { by: '2026-06', criterion: 'It is signed.' };
  forecast = await desk.claim({ kind: 'prediction', topics: [], resolves });
  await nextDay();
  withdrawn = await desk.claim({ topics: ['Port'] });
  await desk.write(desk.editor, `/v1/claims/${withdrawn}/withdrawal`, { reason: 'twice' });
  await nextDay();
  for (const reviewer of [ana, boris] satisfies DeskMember[]) {
    await desk.judge(reviewer, port, [cited.citationId]);
  }
});
afterAll(() => served.stop());

async function nextDay(): Promise<void> {
  now = new Date(Date.parse(now) + 86_400_000).toISOString();
}

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly next: string | null;
  readonly facets?: unknown;
}

const page = (query: string) => desk.read<Page>(`/v1/claims?${query}`);
const ids = async (query: string) => (await page(query)).items.map(({ id }) => id);

it.each<[string, () => string[]]>([
  ['status=settled,withdrawn', () => [withdrawn, port]],
  ['status=settled&status=withdrawn', () => [withdrawn, port]],
  ['kind=opinion,prediction', () => [forecast, opinion]],
  ['needs=veracity', () => [forecast]],
  ['needs=attribution,veracity', () => [forecast, opinion, port]],
  ['language=en', () => [port]],
  ['language=EN-gb', () => [port]],
  ['language=en-US', () => []],
  ['publisher=the%20gazette', () => [port]],
  ['topic=PORT&status=withdrawn,contested', () => [withdrawn]],
  ['recordedFrom=2026-03-02&recordedUntil=2026-03-03', () => [forecast, opinion]],
  ['recordedUntil=2026-02', () => []],
  ['recordedFrom=2026-03-03T14:00:00+02:00&recordedUntil=2026-03-03t12:00z', () => [forecast]],
  ['statedFrom=2025-10-20&statedUntil=2025-10-25', () => [opinion]],
  ['order=oldest', () => [port, opinion, forecast, withdrawn]],
  ['order=due&status=recorded', () => [forecast, opinion]],
  ['order=changed', () => [port, withdrawn, forecast, opinion]],
])('finds claims by %s', async (query, expected) => {
  expect(await ids(query)).toEqual(expected());
});

it('finds what a member has recorded', async () => {
  expect(await ids(`recordedBy=${desk.contributor.id}`)).toHaveLength(4);
  expect(await ids(`recordedBy=${desk.editor.id}`)).toEqual([]);
});

it('says of a claim when it changed and when it is due', async () => {
  expect((await page('order=due')).items).toMatchObject([
    { id: forecast, dueAt: '2026-07-01T00:00:00.000Z', changedAt: '2026-03-03T12:00:00.000Z' },
    { dueAt: null },
    { dueAt: null },
    { dueAt: null },
  ]);
});

it('counts beside the list, what it filters by among them as if it did not', async () => {
  const { items, facets } = await page('topic=port&facets=topic,status&facets=publisher');
  expect(items).toHaveLength(2);
  const exactly = (...values: [string, number][]) => ({
    values: values.map(([value, count]) => ({ value, count })),
    more: false,
    exact: true,
  });
  expect(facets).toEqual({
    status: exactly(['settled', 1], ['withdrawn', 1]),
    topic: exactly(['Port', 2], ['Talks', 2]),
    publisher: exactly(['The Gazette', 1]),
  });
});

it('counts beside the first page alone', async () => {
  const first = await page('facets=status&limit=3');
  expect(first).toHaveProperty('facets.status.values');
  const second = await page(`facets=status&limit=3&after=${first.next}`);
  expect(second).toMatchObject({ items: [{}], next: null });
  expect(second).not.toHaveProperty('facets');
});

it('gives lines and tables without counts', async () => {
  for (const format of ['ndjson', 'csv']) {
    const path = `/v1/claims?facets=status&order=oldest&format=${format}`;
    const { status, body } = await desk.auditor.get(path);
    const text = String(body);
    expect(status).toBe(200);
    expect(text).not.toContain('facets');
    expect(text.indexOf(port)).toBeLessThan(text.indexOf(withdrawn));
    // What a page could not be counted by is no fault of a form that counts nothing.
    const flagged = `/v1/claims?facets=status&flag=single-origin&format=${format}`;
    expect((await desk.auditor.get(flagged)).status).toBe(200);
  }
});

it.each([
  ['order=due&asOf=2026-03-02', '/order'],
  ['order=changed&format=ndjson', '/order'],
  ['order=changed&format=csv', '/order'],
  ['order=random', '/order'],
  ['status=settled,unknown', '/status'],
  ['status=', '/status'],
  ['needs=truth', '/needs'],
  ['facets=text', '/facets'],
  ['facets=status&flag=single-origin&asOf=2026-03-02', '/facets'],
  ['recordedFrom=yesterday', '/recordedFrom'],
  ['statedUntil=2025-02-30', '/statedUntil'],
  ['recordedBy=ana', '/recordedBy'],
  ['language=e', '/language'],
])('refuses %s', async (query, pointer) => {
  const answer = await desk.auditor.get(`/v1/claims?${query}`);
  expect(answer.status).toBe(422);
  expect(problemIn(answer).errors).toMatchObject([{ pointer }]);
});
