import { problemIn, refusalIn } from '../support/answers.js';
import { Desk, citedClaim } from '../support/desk.js';
import { callRoute } from '../support/route-calls.js';
import { routesOf } from '../support/router-routes.js';
import { ServedLedger } from '../support/served-ledger.js';
import { ROLES } from '../../events/envelope.js';

const NOTHING_OF_OURS = 'image/png, video/*;q=0.5';

/** Give whatever they have: a probe must not fail for a header, and a library serves the description. */
const LENIENT = /^GET \/(health\/|docs|openapi\.json)/;
/** The type is that of the record, which is looked for first. */
const AS_CAPTURED = 'GET /v1/snapshots/:sha256';

let served: ServedLedger;
let desk: Desk;
let key: string;
let sha256: string;
let claimId: string;
beforeAll(async () => {
  served = await ServedLedger.start({ settings: { trustProxy: true } });
  key = (await served.member(ROLES)).key!;
  desk = await Desk.over(served);
  const cited = await citedClaim(desk);
  claimId = cited.claimId;
  ({ sha256 } = await desk.snapshot(cited.sourceId, 'Talks have started.', 'text/plain'));
});
afterAll(() => served.stop());

function get(path: string, accept: string) {
  return desk.auditor.get(path, { Accept: accept });
}

async function typeOf(path: string, accept: string): Promise<string | null> {
  return (await get(path, accept)).headers.get('content-type');
}

it('is looked at by every route, and nothing is recorded for who accepts nothing', async () => {
  const before = await served.ledger.store.head();
  const routes = routesOf(served.server.app).filter(
    (route) => !LENIENT.test(route) && route !== AS_CAPTURED,
  );
  expect(routes.length).toBeGreaterThan(50);
  for (const route of routes) {
    const call = { route, authorization: `Bearer ${key}`, accept: NOTHING_OF_OURS };
    const answer = await callRoute(served.url, call);
    expect({ route, refusal: refusalIn(answer) }).toEqual({
      route,
      refusal: '406 not-acceptable',
    });
    expect(problemIn(answer).detail).toMatch(/^The Accept header takes nothing of .*: \w+\/\w+/);
  }
  expect(await served.ledger.store.head()).toBe(before);
});

it('comes after the key', async () => {
  const answer = await served.anonymous.get('/v1/events', { Accept: NOTHING_OF_OURS });
  expect(refusalIn(answer)).toBe('401 unauthenticated');
});

it('chooses between the forms of a list', async () => {
  const json = 'application/json; charset=utf-8';
  const lines = 'application/x-ndjson';
  const table = 'text/csv; charset=utf-8; header=present';
  const claim = `/v1/claims/${claimId}`;
  for (const path of ['/v1/claims', '/v1/events', `${claim}/verdicts`, `${claim}/history`]) {
    expect(await typeOf(path, '*/*')).toBe(json);
    expect(await typeOf(path, 'application/*')).toBe(json);
    expect(await typeOf(path, 'application/json, application/x-ndjson')).toBe(json);
    expect(await typeOf(path, 'application/x-ndjson')).toBe(lines);
    expect(await typeOf(path, 'application/x-ndjson, */*;q=0.1')).toBe(lines);
    expect(await typeOf(path, 'application/json;q=0.5, application/x-ndjson')).toBe(lines);
    expect(await typeOf(path, 'application/x-ndjson;q=0.5, application/json')).toBe(json);
    expect(await typeOf(path, 'application/json;q=0, */*')).toBe(lines);
    expect(await typeOf(path, 'text/csv')).toBe(table);
    expect(await typeOf(path, 'text/*, application/x-ndjson;q=0.9')).toBe(table);
    expect(await typeOf(path, 'text/html, application/xhtml+xml, */*;q=0.8')).toBe(json);
    expect((await get(path, 'application/json;q=0')).status).toBe(406);
    expect((await get(path, 'text/html')).status).toBe(406);
  }
});

it('chooses between the forms of a graph', async () => {
  const path = `/v1/claims/${claimId}/provenance`;
  expect(await typeOf(path, 'text/*')).toMatch(/^text\/vnd\.graphviz/);
  expect(await typeOf(path, 'application/json, text/vnd.graphviz;q=0.1')).toMatch(/json/);
  expect((await get(path, 'text/html')).status).toBe(406);
});

it('is held against the type of what was captured', async () => {
  const bytes = `/v1/snapshots/${sha256}`;
  expect((await get(bytes, 'text/*')).body).toBe('Talks have started.');
  expect(refusalIn(await get(bytes, 'application/pdf'))).toBe('406 not-acceptable');
  expect((await get(`${bytes}/text`, 'text/plain')).status).toBe(200);
  expect(refusalIn(await get(`${bytes}/text`, 'text/html'))).toBe('406 not-acceptable');
});
