import { accepted, problemIn, refusalIn } from '../support/answers.js';
import type { ApiAnswer } from '../support/api-client.js';
import { citedClaim, Desk, PLAIN_TEXT, verdict, type Written } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const FAR_POSITION = '9999999999999999';

let served: ServedLedger;
let desk: Desk;
let claimId: string;
let sourceId: string;
let citationId: string;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
  ({ claimId, sourceId, citationId } = await citedClaim(desk));
});
afterAll(() => served.stop());

interface Making {
  readonly what: string;
  readonly make: () => Promise<ApiAnswer>;
}

const MAKING: readonly Making[] = [
  {
    what: 'a source',
    make: () => desk.contributor.post('/v1/sources', { type: 'post', title: 'A post' }),
  },
  {
    what: 'a snapshot',
    make: () =>
      desk.contributor.postBytes(`/v1/sources/${sourceId}/snapshots`, 'Talks.', PLAIN_TEXT),
  },
  {
    what: 'a claim',
    make: () =>
      desk.contributor.post('/v1/claims', {
        text: 'It began',
        kind: 'fact',
        claimant: { kind: 'own-voice' },
      }),
  },
  {
    what: 'a citation',
    make: () =>
      desk.contributor.post(`/v1/claims/${claimId}/citations`, { sourceId, stance: 'refutes' }),
  },
  {
    what: 'a verdict',
    make: () => desk.reviewers[2].post(`/v1/claims/${claimId}/verdicts`, verdict([citationId])),
  },
  {
    what: 'a member',
    make: () => served.admin.post('/v1/members', { name: 'Dana', organization: 'Desk', roles: [] }),
  },
];

it.each(MAKING)(
  'tells where $what can be read, its revision and its position',
  async ({ make }) => {
    const answer = await make();
    expect(answer.status).toBe(201);
    const { revision, position } = accepted<Written>(answer);
    expect(answer.headers.get('etag')).toBe(`"${revision}"`);
    expect(answer.headers.get('ledger-position')).toBe(position);
    const location = answer.headers.get('location')!;
    const place = new URL(location, served.url);
    place.searchParams.set('atLeast', position);
    const read = await served.admin.get(place.pathname + place.search);
    expect(read.status).toBe(200);
    expect(BigInt(read.headers.get('ledger-position')!)).toBeGreaterThanOrEqual(BigInt(position));
  },
);

it('gives a key the address that it is revoked at', async () => {
  const issued = await served.admin.post(`/v1/members/${desk.auditor.id}/keys`, {});
  const { id } = accepted<{ id: string }>(issued);
  const location = issued.headers.get('location')!;
  expect(location).toBe(`/v1/members/${desk.auditor.id}/keys/${id}`);
  expect((await served.admin.delete(location)).status).toBe(200);
});

it('shows the revision that If-Match asks for in the ETag of a read', async () => {
  const { position } = await desk.cite(claimId, sourceId);
  const reads = [
    `/v1/claims/${claimId}`,
    `/v1/sources/${sourceId}`,
    `/v1/members/${desk.auditor.id}`,
  ];
  for (const path of reads) {
    const read = await served.admin.get(`${path}?atLeast=${position}`);
    const { revision } = accepted<{ revision: number }>(read);
    expect(read.headers.get('etag')).toMatch(new RegExp(`^"${revision}-[\\w-]{22}"$`));
  }
});

it('writes at the revision that was seen, and at no other', async () => {
  const { claimId: fresh, sourceId: other } = await citedClaim(desk);
  const path = `/v1/claims/${fresh}/citations`;
  const body = { sourceId: other, stance: 'context' };
  const seen = await served.anonymous.get(`/v1/claims/${fresh}?atLeast=${desk.position}`);
  const tag = seen.headers.get('etag')!;
  const matching = await desk.contributor.post(path, body, { 'If-Match': tag });
  expect(accepted<Written>(matching).revision).toBe(2);
  for (const stale of ['"0"', tag, '"3"']) {
    const refused = await desk.contributor.post(path, body, { 'If-Match': stale });
    expect(refusalIn(refused)).toBe('412 revision-mismatch');
    expect(problemIn(refused).actualRevision).toBe(2);
  }
});

it('finds no revision of what is not there', async () => {
  const making = await desk.contributor.post(
    '/v1/sources',
    { type: 'post', title: 'A post' },
    { 'If-Match': '"0"' },
  );
  expect(refusalIn(making)).toBe('412 revision-mismatch');
  expect(problemIn(making).actualRevision).toBeNull();
});

it('lets one of several writers through who have seen the same revision', async () => {
  const { claimId: fresh, sourceId: other } = await citedClaim(desk);
  const path = `/v1/claims/${fresh}/citations`;
  const body = { sourceId: other, stance: 'context' };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => desk.contributor.post(path, body, { 'If-Match': '"1"' })),
  );
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused.map(refusalIn)).toEqual(Array(9).fill('412 revision-mismatch'));
  expect((await desk.history(fresh)).length).toBe(3);
});

it('records every write of a rush on one claim, or refuses it as a lost race', async () => {
  const { claimId: fresh, sourceId: other } = await citedClaim(desk);
  const path = `/v1/claims/${fresh}/citations`;
  const body = { sourceId: other, stance: 'context' };
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => desk.contributor.post(path, body)),
  );
  const recorded = answers.filter(({ status }) => status === 201).map(accepted<Written>);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused.map(refusalIn)).toEqual(refused.map(() => '409 write-conflict'));
  const revisions = recorded.map(({ revision }) => revision).sort((a, b) => a - b);
  expect(revisions).toEqual(recorded.map((_, index) => index + 2));
  expect((await desk.history(fresh)).length).toBe(recorded.length + 2);
});

it('waits for what a read is to show, and says so where it does not come', async () => {
  const paths = [
    '/v1/claims',
    `/v1/claims/${claimId}`,
    `/v1/claims/${claimId}/verdicts`,
    `/v1/claims/${claimId}/history`,
    '/v1/sources',
    `/v1/citations/${citationId}`,
    '/v1/stats/overview',
    '/v1/policy',
    '/v1/events',
    `/v1/snapshots/${'0'.repeat(64)}`,
  ];
  const answers = await Promise.all(
    paths.map((path) => desk.auditor.get(`${path}?atLeast=${FAR_POSITION}`)),
  );
  expect(answers.map(refusalIn)).toEqual(paths.map(() => '503 view-behind'));
  expect(answers.map(({ headers }) => headers.get('retry-after'))).toEqual(paths.map(() => '1'));
});

it('shows every write to a read that asks for it at once', async () => {
  for (let round = 0; round < 30; round += 1) {
    const { position } = await desk.cite(claimId, sourceId, { stance: 'context' });
    const read = await served.anonymous.get(`/v1/claims/${claimId}?atLeast=${position}`);
    const shown = accepted<{ citationCounts: { context: number } }>(read);
    expect(shown.citationCounts.context).toBe(round + 1);
  }
});
