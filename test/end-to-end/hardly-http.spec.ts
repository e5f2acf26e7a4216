import { rawRequest, sendAndLeave, sendRaw, statusIn } from '../support/raw-http.js';
import { ServedLedger } from '../support/served-ledger.js';

const CLAIM = JSON.stringify({
  text: 'Talks have started',
  kind: 'fact',
  claimant: { kind: 'own-voice' },
});

let served: ServedLedger;
let key: string;
let before: string | undefined;
beforeAll(async () => {
  served = await ServedLedger.start();
  key = (await served.member(['contributor'])).key!;
});
afterAll(() => served.stop());

const head = () => served.ledger.store.head();
beforeEach(async () => (before = await head()));
afterEach(async () => expect(await head()).toBe(before));

describe('what is hardly HTTP', () => {
  const post = (headers: Record<string, string>, body = '') =>
    rawRequest('POST /v1/claims', { Authorization: `Bearer ${key}`, ...headers }, body);

  it.each([
    ['garbage', () => Buffer.from('\0\x01\x02garbage\r\n\r\n'), 400],
    ['a TLS greeting', () => Buffer.from('16030100a5010000a1030300', 'hex'), 400],
    ['an unknown method', () => rawRequest('FETCH /v1/claims'), 400],
    ['a method of WebDAV', () => rawRequest('PROPFIND /v1/claims'), 405],
    ['a path with a space', () => rawRequest('GET /v1/claims and more'), 400],
    ['an endless header', () => rawRequest('GET /v1/claims', { X: 'a'.repeat(20_000) }), 431],
    ['a header without a name', () => rawRequest('GET /v1/claims', { '': 'x' }), 400],
    ['a length that is none', () => post({ 'Content-Length': 'many' }), 400],
    ['two lengths', () => post({ 'Content-Length': '2\r\nContent-Length: 3' }, '{}'), 400],
    ['both lengths', () => post({ 'Transfer-Encoding': 'chunked' }, '{}'), 400],
    ['a chunk that is none', () => post({ 'Transfer-Encoding': 'chunked\r\n\r\nxyz' }), 400],
    ['no host', () => Buffer.from('GET /v1/claims HTTP/1.1\r\nConnection: close\r\n\r\n'), 400],
    ['a future version', () => Buffer.from('GET / HTTP/9.9\r\nConnection: close\r\n\r\n'), 400],
    ['an empty content type', () => post({ 'Content-Type': '' }, '{}'), 415],
    ['a strange content type', () => post({ 'Content-Type': ';;=\xff' }, '{}'), 415],
    ['no content type', () => post({}, '{}'), 415],
    ['an expectation', () => post({ Expect: 'the worst' }, '{}'), 417],
    ['a compressed body', () => post({ 'Content-Encoding': 'gzip' }, '\x1f\x8b\b'), 415],
  ])('%s is answered', async (_, request, status) => {
    expect(statusIn(await sendRaw(served.url, request()))).toBe(status);
    expect((await served.anonymous.get('/health/live')).status).toBe(200);
  });

  it('is answered with a problem document', async () => {
    const answer = await sendRaw(served.url, 'garbage\r\n\r\n');
    expect(answer).toContain('Content-Type: application/problem+json; charset=utf-8\r\n');
    const body = answer.slice(answer.indexOf('\r\n\r\n') + 4);
    expect(JSON.parse(body)).toMatchObject({ type: '/problems/malformed', status: 400 });
  });

  it('is left alone where the body breaks off', async () => {
    const request = post({ 'Content-Type': 'application/json' }, CLAIM);
    await sendAndLeave(served.url, request.subarray(0, -1));
    expect((await served.anonymous.get('/health/live')).status).toBe(200);
  });

  it('is carried out where it is HTTP after all', async () => {
    const chunked = post({
      'Content-Type': 'application/json',
      'Transfer-Encoding': `chunked\r\n\r\n${CLAIM.length.toString(16)}\r\n${CLAIM}\r\n0`,
    });
    expect(statusIn(await sendRaw(served.url, chunked))).toBe(201);
    before = await head();
  });
});
