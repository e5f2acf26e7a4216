import { refusalIn } from '../support/answers.js';
import { citedClaim, Desk, verdict } from '../support/desk.js';
import { rawRequest, sendRaw, statusIn } from '../support/raw-http.js';
import { ServedLedger } from '../support/served-ledger.js';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const REASON = { reason: 'It was recorded twice.' };
const SMALL_SNAPSHOT = 4096;

let served: ServedLedger;
let desk: Desk;
let claimId: string;
let sourceId: string;
let before: string | undefined;
beforeAll(async () => {
  served = await ServedLedger.start({ settings: { maxSnapshotBytes: SMALL_SNAPSHOT } });
  desk = await Desk.over(served);
  ({ claimId, sourceId } = await citedClaim(desk));
  await desk.claimNow(claimId);
});
afterAll(() => served.stop());

const head = () => served.ledger.store.head();
beforeEach(async () => (before = await head()));
afterEach(async () => expect(await head()).toBe(before));

describe('query parameters', () => {
  it.each([
    ['/v1/claims?limit=0', '/limit'],
    ['/v1/claims?limit=501', '/limit'],
    ['/v1/claims?limit=-1', '/limit'],
    ['/v1/claims?limit=1.5', '/limit'],
    ['/v1/claims?limit=1e2', '/limit'],
    ['/v1/claims?limit=abc', '/limit'],
    ['/v1/claims?limit=', '/limit'],
    ['/v1/claims?limit=%20', '/limit'],
    ['/v1/claims?limit=0x10', '/limit'],
    ['/v1/claims?limit=9999999999999999999999', '/limit'],
    ['/v1/claims?limit=1&limit=2', '/limit'],
    ['/v1/claims?limit[]=1', '/limit[]'],
    ['/v1/claims?unknown=1', '/unknown'],
    ['/v1/claims?constructor=1', '/constructor'],
    ['/v1/claims?__proto__=1', '/__proto__'],
    ['/v1/claims?__proto__[limit]=1', '/__proto__[limit]'],
    ['/v1/claims?Limit=1', '/Limit'],
    ['/v1/claims?after=garbage', '/after'],
    ['/v1/claims?after=', '/after'],
    ['/v1/claims?after=a&after=b', '/after'],
    [`/v1/claims?after=${'a'.repeat(501)}`, '/after'],
    [`/v1/claims?after=${Buffer.from('["a"]').toString('base64url')}`, '/after'],
    [`/v1/claims?after=${Buffer.from('[1,2]').toString('base64url')}`, '/after'],
    [`/v1/claims?after=${Buffer.from('{"0":"a","1":"b"}').toString('base64url')}`, '/after'],
    ['/v1/claims?asOf=yesterday', '/asOf'],
    ['/v1/claims?asOf=2026-02-30', '/asOf'],
    ['/v1/claims?asOf=2026-13', '/asOf'],
    ['/v1/claims?asOf=2026-01-01T00:00:00', '/asOf'],
    ['/v1/claims?asOf=123', '/asOf'],
    ['/v1/claims?asOf=', '/asOf'],
    ['/v1/claims?asOf=2026&asOf=2025', '/asOf'],
    [`/v1/claims?asOf=${'1'.repeat(101)}`, '/asOf'],
    ['/v1/claims?atLeast=now', '/atLeast'],
    ['/v1/claims?atLeast=1', '/atLeast'],
    ['/v1/claims?atLeast=', '/atLeast'],
    ['/v1/claims?atLeast=2026-01-01', '/atLeast'],
    ['/v1/claims?status=unknown', '/status'],
    ['/v1/claims?rating=true&rating=false', '/rating'],
    ['/v1/claims?flag=single', '/flag'],
    ['/v1/claims?sourceId=abc', '/sourceId'],
    ['/v1/claims?q=', '/q'],
    ['/v1/claims?q=%20%09', '/q'],
    ['/v1/claims?q=%00', '/q'],
    [`/v1/claims?q=${'a'.repeat(501)}`, '/q'],
    ['/v1/claims?topic=', '/topic'],
    [`/v1/claims?rating=${'a'.repeat(51)}`, '/rating'],
    ['/v1/sources?type=rumour', '/type'],
    ['/v1/sources?withdrawn=yes', '/withdrawn'],
    ['/v1/sources?withdrawn=', '/withdrawn'],
    ['/v1/sources?q=words', '/q'],
    ['/v1/citations?stance=says', '/stance'],
    ['/v1/citations?fidelity=close', '/fidelity'],
    ['/v1/citations?anchor=loose', '/anchor'],
    ['/v1/citations?claimId=1', '/claimId'],
    ['/v1/stats/activity?from=2026-02-30', '/from'],
    ['/v1/stats/activity?until=2026-13-01', '/until'],
    ['/v1/stats/activity?from=2026', '/from'],
    ['/v1/stats/activity?interval=year', '/interval'],
    ['/v1/stats/activity?timeZone=Europe/Bielefeld', '/timeZone'],
    ['/v1/stats/activity?timeZone=%2B02:00', '/timeZone'],
    ['/v1/stats/activity?timeZone=UTC&timeZone=UTC', '/timeZone'],
    ['/v1/stats/sources?by=author', '/by'],
    ['/v1/stats/sources?order=verdicts', '/order'],
    ['/v1/stats/sources?order=cited&format=csv', '/order'],
    ['/v1/stats/sources?asOf=2025', '/asOf'],
    ['/v1/stats/overview?asOf=soon', '/asOf'],
    ['/v1/policy?asOf=soon', '/asOf'],
    ['/v1/policy/versions?asOf=2026', '/asOf'],
    ['/v1/policy/versions/1?asOf=2026', '/asOf'],
    ['/v1/policy/versions/0', '/version'],
    [`/v1/snapshots/${'0'.repeat(64)}?asOf=2026`, '/asOf'],
    [`/v1/claims/${UNKNOWN}?include=hops`, '/include'],
    [`/v1/claims/${UNKNOWN}?include[]=verdicts`, '/include[]'],
    [`/v1/claims/${UNKNOWN}/history?after=x`, '/after'],
    [`/v1/claims/${UNKNOWN}/history?limit=0`, '/limit'],
    [`/v1/claims/${UNKNOWN}/verdicts?limit=0`, '/limit'],
    ['/v1/events?after=x', '/after'],
    ['/v1/events?after=12345678901234567890', '/after'],
    ['/v1/events?until=x', '/until'],
    ['/v1/events?until=12345678901234567890', '/until'],
    ['/v1/events?until=2026-02-30', '/until'],
    ['/v1/events?limit=501', '/limit'],
    ['/v1/events?stream=', '/stream'],
    ['/v1/events?asOf=2026', '/asOf'],
    ['/v1/members?limit=0', '/limit'],
    ['/v1/members/me?asOf=2026', '/asOf'],
  ])('%s is refused for %s', async (path, pointer) => {
    const reader = path.startsWith('/v1/members') ? served.admin : desk.auditor;
    expect(refusalIn(await reader.get(path))).toBe(`422 invalid ${pointer}`);
    const asLines = await reader.get(path, { Accept: 'application/x-ndjson, */*;q=0.1' });
    expect(refusalIn(asLines)).toBe(`422 invalid ${pointer}`);
  });

  it.each(['/v1/claims?q=%ff', '/v1/claims?topic=%zz', '/v1/claims?q=%ED%A0%80', '/v1/claims?&&'])(
    '%s is taken for what it says',
    async (path) => {
      expect((await served.anonymous.get(path)).status).toBe(200);
    },
  );
});

describe('headers', () => {
  it.each([
    ['Idempotency-Key', ''],
    ['Idempotency-Key', 'two words'],
    ['Idempotency-Key', 'naïve'],
    ['Idempotency-Key', 'k'.repeat(256)],
    ['If-Match', ''],
    ['If-Match', '*'],
    ['If-Match', '0'],
    ['If-Match', 'W/"0"'],
    ['If-Match', '"0", "1"'],
    ['If-Match', '"-1"'],
    ['If-Match', '"1e3"'],
    ['If-Match', '"9999999999999999"'],
    ['If-Match', '"zero"'],
  ])('%s: %s is refused', async (name, value) => {
    const path = `/v1/claims/${claimId}/citations`;
    const body = { sourceId, stance: 'makes' };
    const answer = await desk.contributor.post(path, body, { [name]: value });
    expect(refusalIn(answer)).toBe('422 invalid');
    expect((answer.body as { detail: string }).detail).toMatch(new RegExp(`^${name} is one`));
  });

  it.each(['Idempotency-Key', 'If-Match'])('%s is taken once', async (name) => {
    const answer = await sendRaw(
      served.url,
      rawRequest(
        'POST /v1/claims',
        {
          Authorization: `Bearer ${desk.contributor.key}`,
          'Content-Type': 'application/json',
          [name]: `"1"\r\n${name}: "1"`,
        },
        JSON.stringify({ text: 'x', kind: 'fact', claimant: { kind: 'own-voice' } }),
      ),
    );
    expect(statusIn(answer)).toBe(422);
  });
});

describe('paths', () => {
  it.each([
    ['GET', '/v1/nothing', '404 not-found'],
    ['GET', '/', '404 not-found'],
    ['GET', '//v1/claims', '404 not-found'],
    ['GET', '/v1/claims/', '404 not-found'],
    ['GET', '/V1/claims', '404 not-found'],
    ['PATCH', '/v1/claims', '405 method-not-allowed'],
    ['DELETE', '/v1/claims', '405 method-not-allowed'],
    ['GET', '/v1/claims/abc', '422 invalid /id'],
    ['GET', `/v1/claims/${UNKNOWN}`, '404 not-found'],
    ['GET', `/v1/claims/${UNKNOWN}x`, '422 invalid /id'],
    ['GET', `/v1/claims/${UNKNOWN}/history`, '404 not-found'],
    ['GET', `/v1/claims/${UNKNOWN}/verdicts/${UNKNOWN}`, '404 not-found'],
    ['GET', `/v1/sources/${UNKNOWN}`, '404 not-found'],
    ['GET', `/v1/citations/${UNKNOWN}`, '404 not-found'],
    ['GET', `/v1/snapshots/${'0'.repeat(63)}`, '422 invalid /sha256'],
    ['GET', `/v1/snapshots/${'g'.repeat(64)}`, '422 invalid /sha256'],
    ['GET', `/v1/snapshots/${'0'.repeat(64)}/text`, '404 not-found'],
    ['GET', '/v1/events/abc', '422 invalid /position'],
    ['GET', '/v1/events/9999999999999999', '404 not-found'],
    ['GET', '/v1/events/12345678901234567890', '404 not-found'],
    ['GET', '/problems/unknown', '404 not-found'],
    ['GET', '/problems/constructor', '404 not-found'],
    ['GET', '/problems/rules/unknown', '404 not-found'],
    ['GET', '/problems/rules/constructor', '404 not-found'],
    ['GET', '/v1/claims/%zz', '400 malformed'],
    ['GET', '/v1/claims/%ff', '400 malformed'],
    ['GET', '/v1/claims/%00', '422 invalid /id'],
    ['GET', '/v1/claims/..%2f..%2fevents.db', '422 invalid /id'],
    ['GET', '/docs/..%2f..%2fpackage.json', '404 not-found'],
    ['GET', `/v1/claims/${'a'.repeat(2000)}`, '414 uri-too-long'],
  ])('%s %s: %s', async (method, path, refusal) => {
    expect(refusalIn(await desk.auditor.send(method, path, undefined))).toBe(refusal);
  });

  it('takes an id in capitals for the same id', async () => {
    const answer = await served.anonymous.get(`/v1/claims/${claimId.toUpperCase()}`);
    expect(answer.body).toMatchObject({ id: claimId });
  });

  it.each([
    ['contributor', 'sources/:unknown/amendments', { title: 'Another' }],
    ['contributor', 'claims/:unknown/citations', { sourceId: UNKNOWN, stance: 'makes' }],
    ['contributor', `claims/:unknown/citations/${UNKNOWN}/retraction`, REASON],
    ['contributor', `claims/:claim/citations/${UNKNOWN}/retraction`, REASON],
    ['editor', 'sources/:unknown/withdrawal', REASON],
    ['editor', 'claims/:unknown/withdrawal', REASON],
    ['reviewer', 'claims/:unknown/verdicts', verdict([UNKNOWN])],
    ['reviewer', 'claims/:unknown/conflicts', REASON],
    ['reviewer', `claims/:claim/conflicts/${UNKNOWN}/retraction`, REASON],
    ['editor', `claims/:unknown/conflicts/${UNKNOWN}/retraction`, REASON],
    ['reviewer', `claims/:claim/verdicts/${UNKNOWN}/withdrawal`, REASON],
    ['admin', 'members/:unknown/roles', { roles: [] }],
    ['admin', 'members/:unknown/keys', {}],
    ['admin', 'members/:unknown/suspension', REASON],
    ['admin', 'members/:unknown/reinstatement', REASON],
  ] as const)('finds nothing to write to for the %s at %s', async (role, path, body) => {
    const { contributor, editor, reviewers } = desk;
    const member = { contributor, editor, reviewer: reviewers[0], admin: served.admin }[role];
    const filled = path.replace(':unknown', UNKNOWN).replace(':claim', claimId);
    expect(refusalIn(await member.post(`/v1/${filled}`, body))).toMatch(/^404 not-found/);
  });

  it('finds no key to revoke', async () => {
    const { id } = desk.auditor;
    const answers = [
      await served.admin.delete(`/v1/members/${id}/keys/${UNKNOWN}`),
      await served.admin.delete(`/v1/members/${UNKNOWN}/keys/${UNKNOWN}`),
    ];
    expect(answers.map(refusalIn)).toEqual([
      '404 not-found key-unknown',
      '404 not-found member-unknown',
    ]);
  });
});

describe('snapshots', () => {
  const path = () => `/v1/sources/${sourceId}/snapshots`;

  it.each([
    ['no bytes', new Uint8Array(0), 'text/plain', '422 invalid #'],
    ['too many', new Uint8Array(SMALL_SNAPSHOT + 1), 'text/plain', '413 too-large'],
    ['no media type', 'abc', 'text', '415 unsupported-media-type'],
    ['a long type', 'abc', `a/${'b'.repeat(254)}`, '415 unsupported-media-type'],
  ])('takes not %s', async (_, bytes, type, refusal) => {
    expect(refusalIn(await desk.contributor.postBytes(path(), bytes, type))).toBe(refusal);
  });

  it('are of a source that is there', async () => {
    const answer = await desk.contributor.postBytes(
      `/v1/sources/${UNKNOWN}/snapshots`,
      'Talks.',
      'text/plain',
    );
    expect(refusalIn(answer)).toBe('404 not-found source-unknown');
  });
});
