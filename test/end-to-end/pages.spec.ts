import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

import { generateLedger } from '../support/generated-ledger.js';
import { accepted } from '../support/answers.js';
import { csvRows } from '../support/csv-rows.js';
import { Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const EVENTS = 4_000;
const LINES = { Accept: 'application/x-ndjson' };

let served: ServedLedger;
let desk: Desk;
const log: string[] = [];
beforeAll(async () => {
  served = await ServedLedger.start({ logTo: { write: (line) => log.push(line) } });
  desk = await Desk.over(served);
  const { store } = served.ledger;
  const appended: Promise<unknown>[] = [];
  for (const { stream, events, ...options } of generateLedger({ events: EVENTS, seed: 7 })) {
    // The ledger has a policy of its own already.
    if (!stream.startsWith('policy-')) appended.push(store.append(stream, events, options));
  }
  await Promise.all(appended);
  await desk.source();
  // So many events are more than a single read waits for.
  expect(await served.ledger.progress.waitFor((await store.head())!, 60_000)).toBe(true);
}, 90_000);
afterAll(() => served.stop());

type Item = Readonly<Record<string, unknown>>;
interface Page {
  readonly items: readonly Item[];
  readonly next: string | null;
}

const LISTS = [
  '/v1/claims',
  '/v1/claims?status=under-review',
  '/v1/sources',
  '/v1/citations',
  '/v1/verdicts',
  '/v1/citations?stance=makes',
  '/v1/events',
  '/v1/conflicts',
  '/v1/notes',
  '/v1/members',
  '/v1/stats/activity',
  '/v1/stats/sources',
  '/v1/stats/sources?by=publisher',
  '/v1/stats/reviewers',
  '/v1/policy/versions',
];

/** All items, page after page. @param between what happens before the next page is asked for */
async function inPages(
  list: string,
  limit: number,
  between?: () => Promise<unknown>,
): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | null = null;
  do {
    const place: string = after === null ? '' : `&after=${after}`;
    const path: string = `${list}${list.includes('?') ? '&' : '?'}limit=${limit}${place}`;
    const page: Page = accepted(await readerOf(list).get(path));
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    after = page.next;
    if (after !== null) await between?.();
  } while (after !== null);
  return items;
}

async function inLines(path: string): Promise<Item[]> {
  const answer = await readerOf(path).get(path, LINES);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^application\/x-ndjson/);
  const text = answer.body as string;
  if (text === '') return [];
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Item);
}

function readerOf(path: string) {
  if (path.startsWith('/v1/notes')) return desk.editor;
  return path.startsWith('/v1/members') ? served.admin : desk.auditor;
}

function without(items: readonly Item[], strange: readonly unknown[]): Item[] {
  return items.filter(({ id }) => !strange.includes(id));
}

/** What the cell of a column says: its name is the way to the value, with dots. */
function textAt(item: Item, column: string): string {
  let value: unknown = item;
  for (const name of column.split('.')) value = (value as Item | null)?.[name];
  return typeof value === 'number' ? String(value) : ((value ?? '') as string);
}

it('has lists longer than a page', async () => {
  const counts = await Promise.all(LISTS.slice(0, 7).map(async (list) => inLines(list)));
  expect(Math.min(...counts.map((items) => items.length))).toBeGreaterThan(137);
  expect(counts.filter((items) => items.length > 1000)).not.toHaveLength(0);
});

it.each(LISTS)('%s is the same in pages of any size and in lines', async (list) => {
  const lines = await inLines(list);
  expect(lines.length).toBeGreaterThan(0);
  expect(await inPages(list, 500)).toEqual(lines);
  expect(await inPages(list, 137)).toEqual(lines);
});

it.each(LISTS)('%s is the same in lines and in a table', async (list) => {
  const lines = await inLines(list);
  const { body } = await readerOf(list).get(list, { Accept: 'text/csv' });
  const { columns, rows } = csvRows(body as string);
  const [first = ''] = columns;
  expect(rows.map((row) => row[first])).toEqual(lines.map((line) => textAt(line, first)));
});

it.each(LISTS)('%s has 50 items on a page where nobody says how many', async (list) => {
  const page = accepted<Page>(await readerOf(list).get(list));
  const all = await inLines(list);
  expect(page.items).toEqual(all.slice(0, 50));
  expect(page.next === null).toBe(all.length <= 50);
});

it('goes on in lines behind a cursor', async () => {
  const first = accepted<Page>(await readerOf('/v1/claims').get('/v1/claims?limit=10'));
  const rest = await inLines(`/v1/claims?after=${first.next}`);
  expect([...first.items, ...rest]).toEqual(await inLines('/v1/claims'));
});

it('loses and doubles nothing while claims come in between the pages', async () => {
  const before = await inLines('/v1/claims');
  const added: string[] = [];
  const paged = await inPages('/v1/claims', 100, async () => {
    added.push(await desk.claim());
    await desk.claimNow(added.at(-1)!);
  });
  expect(added.length).toBeGreaterThan(2);
  expect(paged).toEqual(before);
  const afterwards = await inLines('/v1/claims');
  expect(afterwards.slice(0, added.length).map(({ id }) => id)).toEqual(added.toReversed());
  expect(without(afterwards, added)).toEqual(before);
});

it('loses and doubles nothing of the log while it grows', async () => {
  const before = await inLines('/v1/events');
  const paged = await inPages('/v1/events', 500, () => desk.claim());
  expect(paged.slice(0, before.length)).toEqual(before);
  expect(new Set(paged.map(({ position }) => position)).size).toBe(paged.length);
});

it('shows one moment in lines, however long they take to read', async () => {
  const before = await inLines('/v1/claims');
  const response = await open('/v1/claims');
  response.pause();
  for (let i = 0; i < 5; i += 1) await desk.claim();
  let text = '';
  for await (const piece of response) text += String(piece);
  expect(text.trimEnd().split('\n')).toHaveLength(before.length);
});

it('stays well when a client leaves in the middle of the lines', async () => {
  for (let i = 0; i < 5; i += 1) {
    const response = await open('/v1/events');
    await once(response, 'readable');
    response.destroy();
  }
  expect((await served.anonymous.get('/health/ready')).status).toBe(200);
  expect((await inLines('/v1/events')).length).toBeGreaterThan(EVENTS / 2);
  expect(await desk.claimNow(await desk.claim())).toMatchObject({ status: 'recorded' });
  expect(log.length).toBeGreaterThan(100);
  expect(log.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
});

/** A request for lines, answered and not read yet. */
async function open(path: string): Promise<IncomingMessage> {
  const headers = { ...LINES, Authorization: `Bearer ${desk.auditor.key}` };
  const [response] = (await once(get(`${served.url}${path}`, { headers }), 'response')) as [
    IncomingMessage,
  ];
  expect(response.statusCode).toBe(200);
  return response;
}
