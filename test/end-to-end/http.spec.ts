import { accepted } from '../support/answers.js';
import type { ApiClient } from '../support/api-client.js';
import { citedClaim, Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const OURS = 'https://desk.example';
const OTHERS = 'https://elsewhere.example';
const PAGE = '<!doctype html><script>alert(1)</script>';

let served: ServedLedger;
let desk: Desk;
let claimId: string;
let sourceId: string;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
  ({ claimId, sourceId } = await citedClaim(desk));
  await desk.claimNow(claimId);
});
afterAll(() => served.stop());

describe('headers', () => {
  it.each(['/v1/claims', '/v1/nothing', '/v1/events', '/openapi.json', '/metrics'])(
    'let nothing in %s be run, framed or taken for something else',
    async (path) => {
      const { headers } = await served.anonymous.get(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; frame-ancestors 'none'",
      );
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
    },
  );

  it('let the documentation run its own scripts alone', async () => {
    const policy = (await served.anonymous.get('/docs')).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'self';");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('name each request', async () => {
    const ids = new Set<string | null>();
    for (const path of ['/v1/claims', '/v1/claims', '/v1/nothing', '/v1/claims?limit=0']) {
      const id = (await served.anonymous.get(path)).headers.get('x-request-id');
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      ids.add(id);
    }
    expect(ids.size).toBe(4);
  });

  it('take no name for a request from the caller', async () => {
    const { headers } = await served.anonymous.get('/v1/claims', { 'X-Request-Id': 'mine' });
    expect(headers.get('x-request-id')).not.toBe('mine');
  });

  it('keep a key that is shown once out of caches', async () => {
    const issued = await served.admin.post(`/v1/members/${desk.auditor.id}/keys`, {});
    expect(issued.headers.get('cache-control')).toBe('no-store');
  });
});

describe('HEAD', () => {
  it('answers what GET would, without a body', async () => {
    const { store, progress } = served.ledger;
    await progress.waitFor((await store.head())!, 5_000);
    for (const path of [
      '/v1/claims',
      `/v1/claims/${claimId}`,
      `/v1/sources/${sourceId}`,
      '/v1/policy',
      '/health/ready',
      '/metrics',
    ]) {
      const got = await served.anonymous.get(path);
      const headed = await served.anonymous.send('HEAD', path, undefined);
      expect(headed).toMatchObject({ status: 200, body: '' });
      for (const name of ['content-type', 'etag', 'ledger-position']) {
        expect(headed.headers.get(name)).toBe(got.headers.get(name));
      }
    }
  });

  it('is refused where GET is', async () => {
    expect((await served.anonymous.send('HEAD', '/v1/events', undefined)).status).toBe(401);
    expect((await served.anonymous.send('HEAD', '/v1/nothing', undefined)).status).toBe(404);
    expect((await served.anonymous.send('HEAD', '/v1/claims?limit=0', undefined)).status).toBe(422);
  });
});

describe('a snapshot', () => {
  async function captured(content: string | Uint8Array, type: string) {
    const { sha256 } = await desk.snapshot(sourceId, content, type);
    return { sha256, answer: await read(`/v1/snapshots/${sha256}`) };
  }
  const read = (path: string) => served.anonymous.get(`${path}?atLeast=${desk.position}`);

  it.each([
    ['text/html', PAGE],
    ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['text/html; charset=iso-8859-1', `${PAGE}2`],
    ['application/javascript', 'alert(1)'],
    ['application/x-ndjson', '{}\n'],
  ])('of %s is given as it was, to be saved and never shown in place', async (type, content) => {
    const { sha256, answer } = await captured(content, type);
    expect(answer.body).toBe(content);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${sha256}"`);
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('etag')).toBe(`"${sha256}"`);
  });

  it('gives its bytes back one for one, and as octets where nobody said what they are', async () => {
    const bytes = Uint8Array.from({ length: 1024 }, (_, index) => index & 255);
    const { sha256 } = await desk.snapshot(sourceId, bytes, 'application/octet-stream');
    await read(`/v1/snapshots/${sha256}`);
    const response = await fetch(`${served.url}/v1/snapshots/${sha256}`);
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([...bytes]);
    const path = `/v1/sources/${sourceId}/snapshots`;
    const untold = await fetch(`${served.url}${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${desk.contributor.key}` },
      body: bytes.subarray(1),
    });
    expect(await untold.json()).toMatchObject({ mediaType: 'application/octet-stream' });
  });

  it('of JSON is taken as bytes, too', async () => {
    const { sha256 } = await desk.snapshot(sourceId, '{"a":1,', 'application/json');
    const response = await fetch(`${served.url}/v1/snapshots/${sha256}?atLeast=${desk.position}`);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.text()).toBe('{"a":1,');
  });

  it('gives its text in UTF-8, to be saved as well', async () => {
    const latin = Buffer.from('Caf\xe9 d\xe9j\xe0 vu', 'latin1');
    const { sha256 } = await desk.snapshot(sourceId, latin, 'text/plain; charset=iso-8859-1');
    const answer = await read(`/v1/snapshots/${sha256}/text`);
    expect(accepted(answer)).toBe('Café déjà vu');
    // A text that is taken anew has the same address.
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /);
  });
});

describe('pages of other origins', () => {
  const preflight = (client: ApiClient, origin: string) =>
    client.send('OPTIONS', '/v1/claims', undefined, {
      Origin: origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,idempotency-key,if-match,content-type',
    });

  it('are not let in where nobody said so', async () => {
    const read = await served.anonymous.get('/v1/claims', { Origin: OURS });
    expect(read.headers.get('access-control-allow-origin')).toBeNull();
    const asked = await preflight(served.anonymous, OURS);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('are let in where they are named, and no others', async () => {
    const shared = await ServedLedger.start({ settings: { corsOrigins: [OURS] } });
    try {
      const read = await shared.anonymous.get('/v1/claims', { Origin: OURS });
      expect(read.headers.get('access-control-allow-origin')).toBe(OURS);
      expect(read.headers.get('vary')).toMatch(/origin/i);
      expect(read.headers.get('access-control-expose-headers')).toContain('Ledger-Position');
      expect(read.headers.get('access-control-expose-headers')).toContain('Content-Disposition');
      expect(read.headers.get('access-control-allow-credentials')).toBeNull();
      const asked = await preflight(shared.anonymous, OURS);
      expect(asked.status).toBe(204);
      expect(asked.headers.get('access-control-allow-origin')).toBe(OURS);
      expect(asked.headers.get('access-control-allow-methods')).toContain('PUT');
      for (const name of ['Authorization', 'Idempotency-Key', 'If-Match', 'Content-Type']) {
        expect(asked.headers.get('access-control-allow-headers')).toContain(name);
      }
      const refused = await shared.anonymous.post('/v1/claims', {}, { Origin: OURS });
      expect(refused.headers.get('access-control-allow-origin')).toBe(OURS);
      for (const answer of [
        await shared.anonymous.get('/v1/claims', { Origin: OTHERS }),
        await preflight(shared.anonymous, OTHERS),
      ]) {
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      }
    } finally {
      await shared.stop();
    }
  });

  it('are all let in where the setting says all', async () => {
    const shared = await ServedLedger.start({ settings: { corsOrigins: ['*'] } });
    try {
      const { headers } = await shared.anonymous.get('/v1/claims', { Origin: OTHERS });
      expect(headers.get('access-control-allow-origin')).toBe('*');
    } finally {
      await shared.stop();
    }
  });
});
