import { ROLES } from '../../events/envelope.js';
import type { ApiAnswer } from '../support/api-client.js';
import { problemIn, refusalIn } from '../support/answers.js';
import { rawAnswer } from '../support/raw-answer.js';
import { pathOf } from '../support/route-calls.js';
import { routesOf } from '../support/router-routes.js';
import { ServedLedger } from '../support/served-ledger.js';

const OURS = 'https://desk.example';
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];

let served: ServedLedger;
/** The methods of each path, as the router prints them. */
let methodsOf: ReadonlyMap<string, readonly string[]>;
beforeAll(async () => {
  served = await ServedLedger.start();
  const found = new Map<string, string[]>();
  for (const route of routesOf(served.server.app)) {
    const [method = '', path = ''] = route.split(' ');
    found.set(path, [...(found.get(path) ?? []), method, ...(method === 'GET' ? ['HEAD'] : [])]);
  }
  methodsOf = found;
});
afterAll(() => served.stop());

it('are refused with 405 and the methods that the path takes, on every path', async () => {
  expect(methodsOf.size).toBeGreaterThan(40);
  for (const [path, methods] of methodsOf) {
    const allow = [...methods, 'OPTIONS'].sort().join(', ');
    for (const method of METHODS.filter((name) => !allow.split(', ').includes(name))) {
      const { status, headers, body } = await rawAnswer(served.url, `${method} ${pathOf(path)}`);
      expect({ method, path, status, allow: headers.get('allow') }).toEqual({
        method,
        path,
        status: 405,
        allow,
      });
      if (method !== 'HEAD') expect(body).toContain('"type":"/problems/method-not-allowed"');
    }
  }
});

it('are told to whoever asks with OPTIONS, on every path', async () => {
  for (const [path, methods] of methodsOf) {
    const { status, headers, body } = await served.anonymous.send(
      'OPTIONS',
      pathOf(path),
      undefined,
    );
    const allow = [...methods, 'OPTIONS'].sort().join(', ');
    expect({ path, status, allow: headers.get('allow') }).toEqual({ path, status: 204, allow });
    expect(body).toBe('');
  }
});

it('have HEAD among them where a path takes GET, with the answer of GET but for its body', async () => {
  const everybody = await served.member(ROLES);
  const paths = [...methodsOf].flatMap(([path, methods]) =>
    methods.includes('GET') ? [path] : [],
  );
  for (const path of paths) {
    const got = await everybody.send('GET', pathOf(path), undefined);
    const head = await everybody.send('HEAD', pathOf(path), undefined);
    const told = ({ status, headers }: ApiAnswer) => [path, status, headers.get('content-type')];
    expect(told(head)).toEqual(told(got));
    expect(head.body).toBe('');
  }
});

it('are refused before anything else is looked at: key, id, body', async () => {
  const stranger = served.clientWith('no-key');
  const answer = await stranger.send('PATCH', '/v1/claims/abc?limit=x', '{', {
    'Content-Type': 'text/plain',
  });
  expect(refusalIn(answer)).toBe('405 method-not-allowed');
  expect(problemIn(answer).detail).toBe(
    'This path does not take PATCH; it takes GET, HEAD, OPTIONS.',
  );
});

it.each(['PATCH', 'OPTIONS', 'GET'])(
  'leave a path without a route unknown to %s',
  async (method) => {
    const answer = await served.anonymous.send(method, '/v1/nothing', undefined);
    expect(refusalIn(answer)).toBe('404 not-found');
    expect(answer.headers.get('allow')).toBeNull();
  },
);

it('are found by the path as the router reads it', async () => {
  const send = (path: string) => served.anonymous.send('DELETE', path, undefined);
  expect(refusalIn(await send('/v1/cl%61ims'))).toBe('405 method-not-allowed');
  expect(refusalIn(await send('/v1/claims?after=x'))).toBe('405 method-not-allowed');
  expect(refusalIn(await send('/V1/claims'))).toBe('404 not-found');
});

it('are answered as well where pages of other origins are let in', async () => {
  const shared = await ServedLedger.start({ settings: { corsOrigins: [OURS] } });
  try {
    const ask = (method: string, path: string, headers = {}) =>
      shared.anonymous.send(method, path, undefined, { Origin: OURS, ...headers });
    const refused = await ask('PUT', '/v1/claims');
    expect(refusalIn(refused)).toBe('405 method-not-allowed');
    expect(refused.headers.get('access-control-allow-origin')).toBe(OURS);
    expect(refused.headers.get('access-control-expose-headers')).toContain('Allow');
    const plain = await shared.anonymous.send('OPTIONS', '/v1/claims', undefined);
    expect(plain.status).toBe(204);
    expect(plain.headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
    expect(refusalIn(await ask('OPTIONS', '/v1/nothing'))).toBe('404 not-found');
    const preflight = await ask('OPTIONS', '/v1/nothing', {
      'Access-Control-Request-Method': 'GET',
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(OURS);
  } finally {
    await shared.stop();
  }
});
