import { ROLES } from '../../events/envelope.js';
import { accepted, problemIn, refusalIn } from '../support/answers.js';
import type { ApiAnswer, ApiClient } from '../support/api-client.js';
import {
  ApiDescription,
  type OpenApiDocument,
  type Operation,
  type Parameter,
} from '../support/api-description.js';
import { citedClaim, Desk, type Written } from '../support/desk.js';
import { nodesOf, withValueAt } from '../support/json-nodes.js';
import { JSON_ROUTES, prepareJsonRoutes, send } from '../support/json-routes.js';
import { pathOf } from '../support/route-calls.js';
import { routesOf } from '../support/router-routes.js';
import { ServedLedger } from '../support/served-ledger.js';

const LINES = { Accept: 'application/x-ndjson' };
/** As a list gives it. */
const CURSOR = Buffer.from('["0000000000000001","x"]').toString('base64url');
const ID_OR_DIGEST = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$/;

let served: ServedLedger;
/** May call every route. */
let member: ApiClient;
let routes: readonly string[];
let operations: ReadonlyMap<string, Operation>;
beforeAll(async () => {
  served = await ServedLedger.start();
  member = await served.member(ROLES);
  routes = routesOf(served.server.app).filter((route) => route.includes(' /v1/'));
  const { body } = await served.anonymous.get('/openapi.json');
  operations = new ApiDescription(body as OpenApiDocument).operations();
});
afterAll(() => served.stop());

function ask(route: string, path: string, headers = {}): Promise<ApiAnswer> {
  const [method = ''] = route.split(' ');
  const body = method === 'GET' || method === 'DELETE' ? undefined : '{}';
  const type = body && { 'Content-Type': 'application/json' };
  return member.send(method, path, body, { ...type, ...headers });
}

function templateOf(route: string): string {
  return route.slice(route.indexOf(' ') + 1);
}

function queryOf(route: string): readonly Parameter[] {
  return (operations.get(route)?.parameters ?? []).filter(({ in: place }) => place === 'query');
}

function isList(route: string): boolean {
  return queryOf(route).some(({ name }) => name === 'after');
}

/** A path of the route whose ids are well formed and name nothing. */
function unknownPath(route: string): string {
  return pathOf(templateOf(route).replace(':position', '9999999999999999'));
}

it('finds nothing to read where the path names what is not there, in any form', async () => {
  const reads = routes.filter((route) => route.startsWith('GET ') && route.includes('/:'));
  expect(reads.length).toBeGreaterThan(15);
  expect(reads.filter(isList).length).toBeGreaterThan(4);
  for (const route of reads) {
    const path = unknownPath(route);
    const cursor = route.endsWith('/history') ? '7' : CURSOR;
    const asked = [path, ...(isList(route) ? [`${path}?limit=1`, `${path}?after=${cursor}`] : [])];
    const answers = await Promise.all(asked.map((each) => ask(route, each)));
    if (isList(route)) {
      answers.push(await ask(route, path, LINES), await ask(route, `${path}?format=csv`));
    }
    const statuses = answers.map(({ status }) => status);
    expect({ route, statuses }).toEqual({ route, statuses: answers.map(() => 404) });
    for (const answer of answers) expect(problemIn(answer).type).toBe('/problems/not-found');
  }
});

it('takes no malformed id in any path', async () => {
  const named = routes.filter((route) => route.includes('/:'));
  expect(named.length).toBeGreaterThan(30);
  for (const route of named) {
    const template = templateOf(route);
    for (const [parameter, name = ''] of template.matchAll(/:(\w+)/g)) {
      for (const malformed of ['abc', '0', '%00', '..%2f', 'x'.repeat(64), '-1', '%C3%A9']) {
        const path = pathOf(template.replace(parameter, malformed));
        const refusal = refusalIn(await ask(route, path));
        expect({ route, path, refusal }).toEqual({ route, path, refusal: `422 invalid /${name}` });
      }
    }
  }
});

it('takes no malformed id in any query', async () => {
  const asked: string[] = [];
  for (const route of routes) {
    for (const { name, schema } of queryOf(route)) {
      if (schema['format'] !== 'uuid') continue;
      for (const malformed of ['abc', '', '0', '%00']) {
        const answer = await ask(route, `${unknownPath(route)}?${name}=${malformed}`);
        expect({ route, name, refusal: refusalIn(answer) }).toEqual({
          route,
          name,
          refusal: `422 invalid /${name}`,
        });
        asked.push(name);
      }
    }
  }
  expect(new Set(asked)).toEqual(
    new Set(['claimId', 'citationId', 'sourceId', 'highlight', 'recordedBy', 'reviewer', 'member']),
  );
});

it('takes no malformed id in any body', async () => {
  const bodies = await prepareJsonRoutes(await Desk.over(served));
  const asked: string[] = [];
  for (const route of JSON_ROUTES) {
    const { body } = bodies[route];
    for (const { pointer, value } of nodesOf(body)) {
      if (typeof value !== 'string' || !ID_OR_DIGEST.test(value)) continue;
      const answer = await send(bodies[route], withValueAt(body, pointer, 'abc'));
      const { status, errors = [] } = problemIn(answer);
      expect({ route, pointer, status }).toEqual({ route, pointer, status: 422 });
      // Of an array, the whole is told.
      expect(pointer.startsWith(errors[0]?.pointer ?? 'none')).toBe(true);
      asked.push(pointer);
    }
  }
  expect(asked).toEqual(
    expect.arrayContaining(['/sourceId', '/snapshot', '/evidence/0', '/claimId']),
  );
});

it('takes no bad cursor and no bad limit in any list', async () => {
  const { claimId, sourceId } = await citedClaim(await Desk.over(served));
  const hook = await member.post('/v1/webhooks', { url: 'https://desk.example/' });
  const { id: webhookId, position } = accepted<Written>(hook);
  await member.get(`/v1/webhooks?atLeast=${position}`);
  const lists = routes.filter(isList);
  expect(lists.length).toBeGreaterThan(10);
  for (const route of lists) {
    for (const [name, value] of [
      ['after', 'garbage!'],
      ['after', ''],
      ['after', 'a'.repeat(501)],
      ['limit', '0'],
      ['limit', '501'],
      ['limit', 'many'],
      ['limit', ''],
    ]) {
      const path = templateOf(route)
        .replace('claims/:id', `claims/${claimId}`)
        .replace('sources/:id', `sources/${sourceId}`)
        .replace('webhooks/:id', `webhooks/${webhookId}`);
      const answer = await ask(route, `${path}?${name}=${value}`);
      expect({ route, name, value, refusal: refusalIn(answer) }).toEqual({
        route,
        name,
        value,
        refusal: `422 invalid /${name}`,
      });
    }
  }
});
