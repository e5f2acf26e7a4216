import { accepted, refusalIn } from '../support/answers.js';
import type { ApiAnswer } from '../support/api-client.js';
import { citedClaim, Desk, verdict, type Written } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { ServedLedger } from '../support/served-ledger.js';

const LINES = { Accept: 'application/x-ndjson' };
const TAG = /^"(\d+-)?[\w-]{22}"$/;

let served: ServedLedger;
let desk: Desk;
let claimId: string;
let sourceId: string;
let citationId: string;
let verdictId: string;
let snapshot: string;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
  ({ claimId, sourceId, citationId } = await citedClaim(desk, { topics: ['talks'] }));
  ({ sha256: snapshot } = await desk.snapshot(sourceId, 'Talks have started.'));
  ({ id: verdictId } = await desk.judge(desk.reviewers[0], claimId, [citationId]));
  await desk.claimNow(claimId);
});
afterAll(() => served.stop());

const tagOf = ({ headers }: ApiAnswer) => headers.get('etag');
const varied = ({ headers }: ApiAnswer) => (headers.get('vary') ?? '').split(', ').sort();

/** What anybody may read, of whatever kind. */
const reads = () => [
  `/v1/claims/${claimId}`,
  `/v1/claims/${claimId}/relations`,
  `/v1/claims/${claimId}/provenance`,
  `/v1/claims/${claimId}/similar`,
  `/v1/claims/${claimId}/history`,
  `/v1/claims/${claimId}/diff`,
  `/v1/claims/${claimId}/verdicts`,
  `/v1/claims/${claimId}/verdicts/${verdictId}`,
  `/v1/sources/${sourceId}`,
  `/v1/sources/${sourceId}/impact`,
  `/v1/sources/${sourceId}/derivations`,
  `/v1/sources/${sourceId}/suggestions`,
  `/v1/citations/${citationId}`,
  '/v1/claims',
  '/v1/sources',
  '/v1/citations',
  '/v1/verdicts',
  '/v1/agents/identifications',
  '/v1/policy',
  '/v1/policy/versions',
  '/v1/policy/versions/1',
  '/v1/stats/overview',
  '/v1/stats/activity',
  '/v1/stats/sources',
];

/** Their answers as of a moment depend on nothing but what was recorded by then. */
const pastReads = () =>
  reads().filter((path) => !/diff|versions|activity|stats\/sources/.test(path));

describe('every read', () => {
  it('has a tag, by which it is asked for again', async () => {
    for (const path of [
      ...reads(),
      `/v1/snapshots/${snapshot}`,
      `/v1/snapshots/${snapshot}/text`,
    ]) {
      const read = await served.anonymous.get(path);
      expect([path, read.status]).toEqual([path, 200]);
      const tag = tagOf(read)!;
      expect(tag).toMatch(/^"[\w-]+"$/);
      const held = { 'If-None-Match': `"another", W/${tag}` };
      for (const method of ['GET', 'HEAD']) {
        const again = await served.anonymous.send(method, path, undefined, held);
        expect([path, again.status, again.body]).toEqual([path, 304, '']);
        for (const name of ['etag', 'cache-control', 'vary', 'ledger-position']) {
          expect(again.headers.get(name)).toBe(read.headers.get(name));
        }
        const other = { 'If-None-Match': '"another"' };
        expect((await served.anonymous.send(method, path, undefined, other)).status).toBe(200);
      }
      const head = await served.anonymous.send('HEAD', path, undefined);
      for (const name of ['etag', 'cache-control', 'vary', 'content-type', 'content-length']) {
        expect([path, name, head.headers.get(name)]).toEqual([path, name, read.headers.get(name)]);
      }
    }
  });

  it('is asked for again each time, and varies by what decides on it', async () => {
    for (const path of reads()) {
      const read = await served.anonymous.get(path);
      expect(read.headers.get('cache-control')).toBe('no-cache');
      const isNegotiated =
        'items' in (read.body as object) || /\/(provenance|overview)$/.test(path);
      const isOneForm = /\/(similar|suggestions)$/.test(path);
      const accept = isNegotiated && !isOneForm ? ['Accept'] : [];
      // Names are shown to whoever sends a key.
      expect([path, varied(read)]).toEqual([path, [...accept, 'Authorization']]);
    }
  });

  it('of members alone is kept by nobody else', async () => {
    const me = await desk.auditor.get('/v1/members/me');
    const events = await desk.auditor.get('/v1/events');
    const conflicts = await desk.auditor.get('/v1/conflicts');
    const notes = await desk.editor.get('/v1/notes');
    const statistics = await desk.auditor.get('/v1/stats/reviewers');
    expect(varied(me)).toEqual(['Authorization']);
    for (const list of [events, conflicts, notes, statistics]) {
      expect(varied(list)).toEqual(['Accept', 'Authorization']);
    }
    for (const read of [me, events, conflicts, notes, statistics]) {
      expect(tagOf(read)).toMatch(TAG);
      expect(read.headers.get('cache-control')).toBe('private, no-cache');
    }
  });

  it('that is streamed has no tag', async () => {
    for (const form of [LINES, { Accept: 'text/csv' }]) {
      const all = await served.anonymous.get('/v1/claims', { ...form, 'If-None-Match': '*' });
      expect(all.status).toBe(200);
      expect(tagOf(all)).toBeNull();
      expect(varied(all)).toEqual(['Accept', 'Authorization']);
    }
  });

  it('that is refused is not kept', async () => {
    for (const path of [`/v1/claims/${snapshot}`, '/v1/claims?asOf=2025&limit=0']) {
      const refused = await served.anonymous.get(path, { 'If-None-Match': '*' });
      expect(refusalIn(refused)).toMatch(/^4/);
      expect(refused.headers.get('cache-control')).toBe('no-store');
      expect(tagOf(refused)).toBeNull();
    }
    const unknown = `/v1/claims/01900000-0000-7000-8000-000000000000?asOf=${desk.position}`;
    const refused = await served.anonymous.get(unknown);
    expect(refused.headers.get('cache-control')).toBe('no-store');
  });
});

describe('the tag of a claim', () => {
  const read = () =>
    served.anonymous.get(`/v1/claims/${claimId}?include=relations&atLeast=${desk.position}`);

  it('changes with what other records say of it, and its revision does not', async () => {
    const seen: ApiAnswer[] = [await read()];
    const other = await desk.claim();
    await desk.relate(other, 'contradicts', claimId);
    seen.push(await read());
    await desk.write(desk.editor, `/v1/sources/${sourceId}/withdrawal`, { reason: 'Made up.' });
    seen.push(await read());
    expect(new Set(seen.map(tagOf)).size).toBe(3);
    const revisions = seen.map((answer) => accepted<{ revision: number }>(answer).revision);
    expect(new Set(revisions).size).toBe(1);
    for (const answer of seen) expect(tagOf(answer)).toMatch(new RegExp(`^"${revisions[0]}-`));
  });

  it('is taken by If-Match for its revision, whatever else has changed', async () => {
    const tag = tagOf(await read())!;
    const other = await desk.claim();
    await desk.relate(other, 'follows-up', claimId);
    expect(tagOf(await read())).not.toBe(tag);
    const path = `/v1/claims/${claimId}/citations`;
    const body = { sourceId: await desk.source(), stance: 'context' };
    const matching = await desk.contributor.post(path, body, { 'If-Match': tag });
    expect(accepted<Written>(matching).id).toBeDefined();
    const stale = await desk.contributor.post(path, body, { 'If-Match': tag });
    expect(refusalIn(stale)).toBe('412 revision-mismatch');
  });
});

describe('an answer as of the past', () => {
  const UNCHANGING = 'public, max-age=86400, immutable';
  const asOf = (path: string, moment: string) => `${path}?asOf=${encodeURIComponent(moment)}`;

  it('says that it never changes, and never does', async () => {
    const { position } = desk;
    const events = accepted<{ items: { recordedAt: string }[] }>(
      await desk.auditor.get('/v1/events?limit=500'),
    );
    const instant = events.items.at(-1)!.recordedAt;
    // The instant is over when something later is recorded.
    await new Promise((resolve) => setTimeout(resolve, 2));
    await desk.claim();
    await served.anonymous.get(`/v1/claims?atLeast=${desk.position}`);
    const said = async (moment: string) => {
      const answers = new Map<string, ApiAnswer>();
      for (const path of pastReads()) {
        answers.set(path, await served.anonymous.get(asOf(path, moment)));
      }
      return answers;
    };
    const unchanging = (answers: ReadonlyMap<string, ApiAnswer>) =>
      [...answers].filter(([, { headers }]) => headers.get('cache-control') === UNCHANGING);
    const later = /suggestions|similar/;
    const aging = /\/claims(\/[^/]+)?$/;
    await eventually(async () => unchanging(await said(instant)).length > 0);
    const [then, at] = [await said(position), await said(instant)];
    const paths = pastReads().filter((path) => !later.test(path));
    expect(unchanging(at).map(([path]) => path)).toEqual(paths);
    // What is due by now is told of a position as well.
    expect(unchanging(then).map(([path]) => path)).toEqual(
      paths.filter((path) => !aging.test(path)),
    );

    await desk.snapshot(await desk.source(), 'Other words.');
    const hasty = `/v1/claims/${claimId}/verdicts/${verdictId}/withdrawal`;
    await desk.write(desk.reviewers[0], hasty, { reason: 'Hasty.' });
    await desk.write(desk.editor, `/v1/claims/${claimId}/withdrawal`, { reason: 'Twice.' });
    await desk.write(desk.reviewers[1], `/v1/claims/${await desk.claim()}/conflicts`, {
      reason: 'A friend of mine.',
    });
    const fresh = await citedClaim(desk, { topics: ['talks'] });
    const judged = verdict([fresh.citationId]);
    await desk.write(desk.reviewers[1], `/v1/claims/${fresh.claimId}/verdicts`, judged);
    await served.anonymous.get(`/v1/claims?atLeast=${desk.position}`);
    for (const [moment, before] of [
      [position, then],
      [instant, at],
    ] as const) {
      const after = await said(moment);
      for (const [path, answer] of unchanging(before)) {
        expect([path, tagOf(after.get(path)!)]).toEqual([path, tagOf(answer)]);
      }
    }
  });

  it('of an instant that may still get events says nothing of the kind', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    for (const path of pastReads()) {
      for (let times = 0; times < 2; times += 1) {
        const read = await served.anonymous.get(asOf(path, tomorrow));
        expect([path, read.headers.get('cache-control')]).toEqual([path, 'no-cache']);
      }
    }
  });
});

describe('where reads are not public', () => {
  it('nothing is kept for others', async () => {
    const closed = await ServedLedger.start({ settings: { publicReads: false } });
    const member = await closed.member(['contributor']);
    const made = await member.post('/v1/sources', { type: 'post', title: 'A post' });
    const { position } = accepted<Written>(made);
    const now = await member.get(`/v1/sources?atLeast=${position}`);
    expect(now.headers.get('cache-control')).toBe('private, no-cache');
    const then = await member.get(`/v1/sources?asOf=${position}`);
    expect(then.headers.get('cache-control')).toBe('private, max-age=86400, immutable');
    for (const read of [now, then]) expect(varied(read)).toEqual(['Accept', 'Authorization']);
    await closed.stop();
  });
});
