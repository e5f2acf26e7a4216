import fc from 'fast-check';

import { PROBLEMS } from '../../src/http/problem.js';
import { hostileHeaders, hostilePaths } from '../support/hostile-requests.js';
import { rawAnswer, rawAnswerIn, type RawAnswer } from '../support/raw-answer.js';
import { sendRaw } from '../support/raw-http.js';
import { citedClaim, Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const RUNS = 400;

let served: ServedLedger;
let key: string;
let paths: readonly string[];
beforeAll(async () => {
  served = await ServedLedger.start();
  const desk = await Desk.over(served);
  key = desk.auditor.key!;
  const { claimId, sourceId } = await citedClaim(desk);
  const { sha256 } = await desk.snapshot(sourceId, 'Talks have started.');
  paths = [
    '/docs',
    '/docs/swagger-ui.css',
    '/docs/favicon-32x32.png',
    '/docs/swagger-ui-init.js',
    '/openapi.json',
    '/metrics',
    '/health/ready',
    '/problems/invalid',
    '/v1/claims',
    `/v1/claims/${claimId}`,
    `/v1/claims/${claimId}/history`,
    `/v1/claims/${claimId}/provenance`,
    `/v1/snapshots/${sha256}`,
    `/v1/snapshots/${sha256}/text`,
    '/v1/policy',
    '/v1/events',
    '/v1/nothing',
  ];
});
afterAll(() => served.stop());

/** Expects that whatever is refused is told by a problem document with its type. */
function mustBeAnswered(answer: RawAnswer): void {
  const { status, headers, body } = answer;
  if (status >= 500) throw new Error(`${status} ${body}`);
  if (status < 400) return;
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  // The answer to HEAD has no body.
  if (body === '') return;
  const problem = JSON.parse(body) as { type: string; status: number };
  expect(problem.status).toBe(status);
  const code = problem.type.replace('/problems/', '') as keyof typeof PROBLEMS;
  expect(PROBLEMS[code]?.status).toBe(status);
}

describe('what a library refuses', () => {
  const stylesheet = 'GET /docs/swagger-ui.css';
  const epoch = 'Thu, 01 Jan 1970 00:00:00 GMT';

  it.each<[string, string, Record<string, string>, number]>([
    ['another tag', stylesheet, { 'If-Match': '"another"' }, 412],
    ['an earlier date', stylesheet, { 'If-Unmodified-Since': epoch }, 412],
    ['a part that is not there', stylesheet, { Range: 'bytes=99999999-' }, 416],
    ['a NUL', 'GET /docs/%00', {}, 400],
    ['backslashes', 'GET /docs/..%5c..%5cpackage.json', {}, 404],
    ['a way out', 'GET /docs/../../package.json', {}, 404],
    ['an encoded way out', 'GET /docs/%2e%2e/%2e%2e/package.json', {}, 404],
    ['the folder above', 'GET /docs/..', {}, 404],
    ['what cannot be decoded', 'GET /docs/%zz', {}, 400],
    ['an overlong encoding', 'GET /docs/%c0%ae', {}, 400],
    ['an endless file name', `GET /docs/${'a'.repeat(5000)}`, {}, 404],
    ['an endless id', `GET /v1/claims/${'a'.repeat(5000)}`, {}, 414],
    ['an expectation', 'GET /v1/claims', { Expect: 'the worst' }, 417],
    ['an endless header', 'GET /v1/claims', { 'X-Long': 'a'.repeat(20_000) }, 431],
  ])('%s has a problem document', async (_, line, headers, status) => {
    const answer = await rawAnswer(served.url, line, headers);
    expect(answer.status).toBe(status);
    mustBeAnswered(answer);
  });

  it('no host has one, too', async () => {
    const bytes = 'GET /v1/claims HTTP/1.1\r\nConnection: close\r\n\r\n';
    const answer = rawAnswerIn(await sendRaw(served.url, bytes));
    expect(answer.status).toBe(400);
    mustBeAnswered(answer);
  });
});

describe('any path and any headers', () => {
  it('are answered with a problem document where they are refused', async () => {
    const methods = fc.constantFrom('GET', 'GET', 'HEAD', 'OPTIONS', 'DELETE', 'POST', 'PUT');
    await fc.assert(
      fc.asyncProperty(methods, hostilePaths, hostileHeaders, async (method, target, given) => {
        mustBeAnswered(await rawAnswer(served.url, `${method} ${target}`, given));
      }),
      { numRuns: RUNS },
    );
  });

  it('of a route that is there are answered, too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), hostileHeaders, fc.boolean(), async (at, given, isHead) => {
        const target = paths[at % paths.length];
        const known = { Authorization: `Bearer ${key}`, ...given };
        mustBeAnswered(await rawAnswer(served.url, `${isHead ? 'HEAD' : 'GET'} ${target}`, known));
      }),
      { numRuns: RUNS },
    );
  });
});
