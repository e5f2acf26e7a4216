import { ROLES, type Role } from '../../events/envelope.js';
import { ROUTE_ACCESS } from '../support/route-access.js';
import { problemIn, refusalIn } from '../support/answers.js';
import type { ApiAnswer, ApiClient } from '../support/api-client.js';
import { callRoute } from '../support/route-calls.js';
import { routesOf } from '../support/router-routes.js';
import { ServedLedger } from '../support/served-ledger.js';

const UNKNOWN_KEY = `fl_${'x'.repeat(43)}`;

let served: ServedLedger;
let keys: ReadonlyMap<Role, string>;
let revoked: string;
let suspended: string;
beforeAll(async () => {
  // Every caller of these tests has an address of its own, so that failures do not add up.
  served = await ServedLedger.start({ settings: { trustProxy: true } });
  keys = await keysOf(served);
  const leaving = await served.member([...ROLES], 'Farah');
  revoked = leaving.key!;
  const me = (await leaving.get('/v1/members/me')).body as { keys: { id: string }[] };
  await served.admin.delete(`/v1/members/${leaving.id}/keys/${me.keys[0]!.id}`);
  const resting = await served.member([...ROLES], 'Goran');
  suspended = resting.key!;
  await served.admin.post(`/v1/members/${resting.id}/suspension`, { reason: 'On leave.' });
});
afterAll(() => served.stop());

async function keysOf(ledger: ServedLedger): Promise<ReadonlyMap<Role, string>> {
  const issued = new Map<Role, string>();
  for (const role of ROLES) issued.set(role, (await ledger.member([role])).key!);
  return issued;
}

function call(
  route: string,
  authorization?: string,
  url = served.url,
  method?: string,
): Promise<ApiAnswer> {
  return callRoute(url, { route, authorization, method });
}

const ROUTES = Object.entries(ROUTE_ACCESS);
const needingRoles = ROUTES.filter(([, access]) => typeof access !== 'string');
const reads = ROUTES.filter(([, access]) => access === 'read');
const published = ROUTES.filter(([, access]) => access === 'published');
const open = ROUTES.filter(([, access]) => access === 'public');

it('has every route of the router in the table, and every route of the table in the router', () => {
  const routes = routesOf(served.server.app);
  expect(routes.length).toBeGreaterThan(40);
  const covered = (route: string) =>
    route in ROUTE_ACCESS ||
    ROUTES.some(([known]) => known.endsWith('/*') && route.startsWith(known.slice(0, -1)));
  expect(routes.filter((route) => !covered(route))).toEqual([]);
  expect(ROUTES.map(([route]) => route).filter((route) => !routes.includes(route))).toEqual([]);
});

it('describes no route under /v1 that is not in the table', async () => {
  const { paths } = (await served.anonymous.get('/openapi.json')).body as {
    paths: Record<string, Record<string, unknown>>;
  };
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    ),
  );
  expect(described.length).toBeGreaterThan(40);
  expect(described.filter((route) => !(route in ROUTE_ACCESS))).toEqual([]);
});

it.each(needingRoles)('%s is for %p alone', async (route, access) => {
  const anonymous = await call(route);
  expect(refusalIn(anonymous)).toBe('401 unauthenticated');
  expect(anonymous.headers.get('www-authenticate')).toBe('Bearer');
  for (const [role, key] of keys) {
    const answer = await call(route, `Bearer ${key}`);
    if (access.includes(role)) {
      expect([401, 403, 500]).not.toContain(answer.status);
    } else {
      expect(refusalIn(answer)).toBe('403 forbidden');
      expect(problemIn(answer).detail).toBe(`This needs the role ${[...access].join(' or ')}.`);
    }
  }
});

it.each([...needingRoles, ...reads, ...published])(
  '%s takes no key that is not good',
  async (route) => {
    for (const authorization of [
      `Bearer ${UNKNOWN_KEY}`,
      `Bearer ${revoked}`,
      'Bearer',
      'Bearer a b',
      `Bearer ${'y'.repeat(600)}`,
      `Basic ${Buffer.from('admin:admin').toString('base64')}`,
      keys.get('admin')!,
    ]) {
      expect(refusalIn(await call(route, authorization))).toBe('401 unauthenticated');
    }
    expect(refusalIn(await call(route, `Bearer ${suspended}`))).toBe('403 forbidden');
  },
);

it.each([...reads, ...published])('%s is for anybody', async (route) => {
  expect([200, 404]).toContain((await call(route)).status);
  expect([200, 404]).toContain((await call(route, undefined, served.url, 'HEAD')).status);
  for (const key of keys.values()) {
    expect([200, 404]).toContain((await call(route, `bearer  ${key}`)).status);
  }
});

it.each(open)('%s asks nobody who they are', async (route) => {
  for (const authorization of [undefined, `Bearer ${UNKNOWN_KEY}`, `Bearer ${suspended}`, '?']) {
    expect((await call(route, authorization)).status).toBe(200);
  }
});

it('gives each role the writes that the design names', () => {
  const allowed = new Map<string, string[]>();
  for (const [route, access] of needingRoles) {
    for (const role of typeof access === 'string' ? [] : access) {
      if (route.startsWith('GET')) continue;
      allowed.set(role, [...(allowed.get(role) ?? []), route.replace(' /v1', '')]);
    }
  }
  const ways = [
    'POST/sources/:id/derivations',
    'POST/sources/:id/derivations/:did/retraction',
    'POST/sources/:id/suggestions/:from/acceptance',
    'POST/sources/:id/suggestions/:from/dismissal',
  ];
  const identifications = [
    'POST/agents/identifications',
    'POST/agents/identifications/:id/retraction',
  ];
  // The policy says which of them may.
  const publishing = [
    'POST/claims/:id/findings/:fid/publications',
    'POST/claims/:id/publications/:pid/corrections',
    'POST/claims/:id/publications/:pid/retraction',
  ];
  const discussion = [
    'POST/claims/:id/notes',
    'POST/notes/:id/answers',
    'POST/notes/:id/resolution',
  ];
  expect(Object.fromEntries(allowed)).toEqual({
    contributor: [
      'POST/sources',
      'POST/sources/:id/amendments',
      'POST/sources/:id/snapshots',
      'POST/sources/:id/captures',
      ...ways,
      'POST/claims',
      'POST/claims/:id/relations',
      'POST/claims/:id/relations/:rid/retraction',
      'POST/claims/:id/citations',
      'POST/claims/:id/citations/:cid/retraction',
      ...identifications,
      ...publishing,
      ...discussion,
    ],
    editor: [
      'POST/sources',
      'POST/sources/:id/amendments',
      'POST/sources/:id/snapshots',
      'POST/sources/:id/captures',
      'POST/sources/:id/captures/:capture/texts',
      'POST/sources/:id/withdrawal',
      ...ways,
      'POST/claims',
      'POST/claims/:id/withdrawal',
      'POST/claims/:id/relations',
      'POST/claims/:id/relations/:rid/retraction',
      'POST/claims/:id/citations',
      'POST/claims/:id/citations/:cid/retraction',
      ...identifications,
      'POST/claims/:id/conflicts/:conflictId/retraction',
      ...publishing,
      ...discussion,
      'PUT/policy',
    ],
    reviewer: [
      'POST/claims/:id/verdicts',
      'POST/claims/:id/verdicts/:vid/withdrawal',
      'POST/claims/:id/conflicts',
      'POST/claims/:id/conflicts/:conflictId/retraction',
      ...publishing,
      ...discussion,
    ],
    admin: [
      'POST/sources/:id/captures/:capture/texts',
      ...publishing,
      'POST/members',
      'POST/members/:id/roles',
      'POST/members/:id/suspension',
      'POST/members/:id/reinstatement',
      'POST/members/:id/keys',
      'DELETE/members/:id/keys/:keyId',
      'POST/webhooks',
      'POST/webhooks/:id/amendments',
      'POST/webhooks/:id/disabling',
      'POST/webhooks/:id/enabling',
      'POST/webhooks/:id/secret',
      'POST/webhooks/:id/removal',
      'POST/webhooks/:id/test',
      'POST/webhooks/:id/deliveries/:did/redelivery',
    ],
  });
});

describe('where reads are not public', () => {
  let closed: ServedLedger;
  let roleless: ApiClient;
  beforeAll(async () => {
    closed = await ServedLedger.start({ settings: { publicReads: false } });
    roleless = await closed.member([], 'Hana');
  });
  afterAll(() => closed.stop());

  it.each(reads)('%s is for members', async (route) => {
    expect(refusalIn(await call(route, undefined, closed.url))).toBe('401 unauthenticated');
    const head = await call(route, undefined, closed.url, 'HEAD');
    expect(head.status).toBe(401);
    const { status } = await call(route, `Bearer ${roleless.key}`, closed.url);
    expect([200, 404]).toContain(status);
  });

  it.each(published)('%s is for anybody all the same', async (route) => {
    expect([200, 404]).toContain((await call(route, undefined, closed.url)).status);
    const { status } = await call(route, `Bearer ${roleless.key}`, closed.url);
    expect([200, 404]).toContain(status);
  });

  it.each(open)('%s is still for anybody', async (route) => {
    expect((await call(route, undefined, closed.url)).status).toBe(200);
  });

  it('lets no shared cache keep a snapshot', async () => {
    const contributor = await closed.member(['contributor']);
    const made = await contributor.post('/v1/sources', { type: 'post', title: 'A post' });
    const { id } = made.body as { id: string };
    const path = `/v1/sources/${id}/snapshots`;
    const captured = await contributor.postBytes(path, 'Talks.', 'text/plain');
    const { sha256, position } = captured.body as { sha256: string; position: string };
    const read = await roleless.get(`/v1/snapshots/${sha256}?atLeast=${position}`);
    expect(read.headers.get('cache-control')).toMatch(/^private,/);
  });
});
