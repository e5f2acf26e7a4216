import { v7 as uuidv7 } from 'uuid';

import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import { accepted, problemIn, refusalIn } from '../support/answers.js';
import { ApiClient, type ApiAnswer } from '../support/api-client.js';
import { citedClaim, Desk, PLAIN_TEXT, verdict, type Written } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const REASON = { reason: 'Recorded twice.' };

let served: ServedLedger;
let desk: Desk;
beforeEach(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
});
afterEach(() => served.stop());

const CLAIM = { text: 'Talks have started', kind: 'fact', claimant: { kind: 'own-voice' } };

/** Returns what a client can tell two answers apart by, without `similar`, which may grow between them. */
function told({ status, headers, body }: ApiAnswer): object {
  const named = ['etag', 'location', 'ledger-position', 'content-type'];
  const recorded = { ...(body as object), similar: undefined };
  return { status, headers: named.map((name) => headers.get(name)), body: recorded };
}

function key(): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': uuidv7() };
}

/** The position of the last event. */
async function head(): Promise<string | undefined> {
  return served.ledger.store.head();
}

interface Write {
  readonly what: string;
  /** The request, made once per key. */
  readonly prepare: () => Promise<(headers: Record<string, string>) => Promise<ApiAnswer>>;
  /** Something else that happens to the stream. */
  readonly moveOn?: () => Promise<unknown>;
}

const WRITES: readonly Write[] = [
  {
    what: 'a source',
    prepare: async () => (headers) =>
      desk.contributor.post('/v1/sources', { type: 'post', title: 'A post' }, headers),
  },
  {
    what: 'an amendment',
    prepare: async () => {
      const path = `/v1/sources/${await desk.source()}/amendments`;
      return (headers) => desk.contributor.post(path, { title: 'Another title' }, headers);
    },
  },
  {
    what: 'a snapshot',
    prepare: async () => {
      const path = `/v1/sources/${await desk.source()}/snapshots`;
      return (headers) => desk.contributor.postBytes(path, 'Talks.', PLAIN_TEXT, headers);
    },
  },
  {
    what: 'a claim',
    prepare: async () => (headers) => desk.contributor.post('/v1/claims', CLAIM, headers),
  },
  {
    what: 'a citation',
    prepare: async () => {
      const [claimId, sourceId] = [await desk.claim(), await desk.source()];
      const path = `/v1/claims/${claimId}/citations`;
      return (headers) => desk.contributor.post(path, { sourceId, stance: 'makes' }, headers);
    },
  },
  {
    what: 'a verdict that reaches a finding',
    prepare: async () => {
      const { claimId, citationId } = await citedClaim(desk);
      await desk.judge(desk.reviewers[1], claimId, [citationId]);
      const path = `/v1/claims/${claimId}/verdicts`;
      return (headers) => desk.reviewers[0].post(path, verdict([citationId]), headers);
    },
  },
  {
    what: 'a withdrawal',
    prepare: async () => {
      const path = `/v1/claims/${await desk.claim()}/withdrawal`;
      return (headers) => desk.editor.post(path, REASON, headers);
    },
  },
  {
    what: 'a policy',
    prepare: async () => (headers) =>
      desk.editor.put('/v1/policy', { ...DEFAULT_POLICY, quorum: 3 }, headers),
  },
  {
    what: 'a member',
    prepare: async () => (headers) =>
      served.admin.post(
        '/v1/members',
        { name: 'Dana', organization: 'Desk', roles: ['auditor'] },
        headers,
      ),
  },
];

it.each(WRITES)('records $what once, and gives the same answer again', async ({ prepare }) => {
  const ask = await prepare();
  const headers = key();
  const first = await ask(headers);
  accepted(first);
  const after = await head();
  expect(told(await ask(headers))).toEqual(told(first));
  expect(await head()).toBe(after);
});

it('gives the same answer after a restart, and after the stream has moved on', async () => {
  const { claimId, citationId } = await citedClaim(desk);
  const path = `/v1/claims/${claimId}/verdicts`;
  const [ana, boris, chidi] = desk.reviewers;
  const [claimed, judged] = [key(), key()];
  const claim = await desk.contributor.post('/v1/claims', CLAIM, claimed);
  const first = await ana.post(path, verdict([citationId]), judged);
  await desk.judge(boris, claimId, [citationId]);
  await desk.judge(ana, claimId, [citationId], { rating: 'false' });
  await desk.judge(chidi, claimId, [citationId]);
  const ending = `/v1/claims/${accepted<Written>(claim).id}/withdrawal`;
  accepted(await desk.editor.post(ending, REASON));
  const retried = async (url: string) => [
    await new ApiClient(url, desk.contributor.key).post('/v1/claims', CLAIM, claimed),
    await new ApiClient(url, ana.key).post(path, verdict([citationId]), judged),
  ];
  const before = await head();
  expect((await retried(served.url)).map(told)).toEqual([claim, first].map(told));
  served = await served.restart();
  expect((await retried(served.url)).map(told)).toEqual([claim, first].map(told));
  expect(await head()).toBe(before);
});

it('refuses another request under a key that was used', async () => {
  const headers = key();
  const { id } = accepted<Written>(await desk.contributor.post('/v1/claims', CLAIM, headers));
  const before = await head();
  const others = [
    await desk.contributor.post('/v1/claims', { ...CLAIM, text: 'Another claim' }, headers),
    await desk.contributor.post('/v1/sources', { type: 'post', title: 'A post' }, headers),
    await desk.contributor.post(
      `/v1/claims/${id}/citations`,
      { sourceId: await desk.source(), stance: 'makes' },
      headers,
    ),
  ];
  expect(others.map(refusalIn)).toEqual(others.map(() => '422 idempotency-key-reused'));
  // The source that the citation needs.
  expect(BigInt((await head())!) - BigInt(before!)).toBe(1n);
});

it('takes the same members in another order for the same request', async () => {
  const headers = key();
  const first = await desk.contributor.post('/v1/claims', CLAIM, headers);
  const { text, kind, claimant } = CLAIM;
  const again = await desk.contributor.post('/v1/claims', { claimant, kind, text }, headers);
  expect(told(again)).toEqual(told(first));
});

it('takes the key of another member for another command', async () => {
  const headers = key();
  const other = await served.member(['contributor'], 'Elif');
  const mine = accepted<Written>(await desk.contributor.post('/v1/claims', CLAIM, headers));
  const theirs = accepted<Written>(await other.post('/v1/claims', CLAIM, headers));
  expect(theirs.id).not.toBe(mine.id);
});

it('records once what is asked twenty times at the same moment', async () => {
  const { claimId, citationId } = await citedClaim(desk);
  const asks: ((headers: Record<string, string>) => Promise<ApiAnswer>)[] = [
    (headers) => desk.contributor.post('/v1/claims', CLAIM, headers),
    (headers) =>
      desk.reviewers[0].post(`/v1/claims/${claimId}/verdicts`, verdict([citationId]), headers),
  ];
  for (const ask of asks) {
    const before = BigInt((await head())!);
    const headers = key();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(headers)));
    accepted(answers[0]!);
    expect(new Set(answers.map((answer) => JSON.stringify(told(answer)))).size).toBe(1);
    expect(BigInt((await head())!) - before).toBe(1n);
  }
});

it('lets one of several requests under the same key through, and refuses the others', async () => {
  const headers = key();
  const texts = Array.from({ length: 10 }, (_, index) => `Claim ${index}`);
  const before = BigInt((await head())!);
  const answers = await Promise.all(
    texts.map((text) => desk.contributor.post('/v1/claims', { ...CLAIM, text }, headers)),
  );
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused.map(refusalIn)).toEqual(Array(9).fill('422 idempotency-key-reused'));
  expect(BigInt((await head())!) - before).toBe(1n);
});

it('shows a key once: the same request again gives its id alone', async () => {
  const headers = key();
  const path = `/v1/members/${desk.auditor.id}/keys`;
  const first = accepted<{ id: string; key: string }>(await served.admin.post(path, {}, headers));
  expect(first.key).toMatch(/^fl_[\w-]{43}$/);
  const again = accepted<object>(await served.admin.post(path, {}, headers));
  expect(again).toEqual({ ...first, key: null });
});

it('tries again what was refused: nothing was recorded under the key', async () => {
  const headers = key();
  const path = `/v1/claims/${await desk.claim()}/citations`;
  const sourceId = await desk.source();
  const body = { sourceId, stance: 'makes', quote: { exact: 'Talks' } };
  expect(refusalIn(await desk.contributor.post(path, body, headers))).toBe(
    '409 rule-refused passage-needs-snapshot /quote',
  );
  await desk.snapshot(sourceId, 'Talks.');
  expect(accepted(await desk.contributor.post(path, body, headers))).toMatchObject({
    fidelity: 'exact',
  });
});

it('repeats what was carried out even where the revision that it asked for is long past', async () => {
  const claimId = await desk.claim();
  const path = `/v1/claims/${claimId}/citations`;
  const body = { sourceId: await desk.source(), stance: 'makes' };
  const headers = { ...key(), 'If-Match': '"0"' };
  const first = await desk.contributor.post(path, body, headers);
  accepted(first);
  expect(told(await desk.contributor.post(path, body, headers))).toEqual(told(first));
  const stale = await desk.contributor.post(path, body, { ...key(), 'If-Match': '"0"' });
  expect(refusalIn(stale)).toBe('412 revision-mismatch');
  expect(problemIn(stale).actualRevision).toBe(1);
});
