import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import { refusalIn } from '../support/answers.js';
import { citedClaim, Desk, verdict } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
let desk: Desk;
beforeEach(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
});
afterEach(() => served.stop());

it('takes a claim from its source to a finding', async () => {
  const [ana, boris] = desk.reviewers;
  const sourceId = await desk.source({ publisher: { name: 'Desk of the world' } });
  await desk.snapshot(sourceId, 'He said: "Talks on phase two have started."');
  const claimId = await desk.claim({ topics: ['ceasefire', 'ceasefire'], statedAt: '2025-10-14' });
  expect(await desk.claimNow(claimId)).toMatchObject({
    id: claimId,
    status: 'recorded',
    topics: ['ceasefire'],
    statedAt: '2025-10-14',
    recordedBy: { id: desk.contributor.id },
    questions: { veracity: { status: 'unjudged', verdictCount: 0, needed: 2, finding: null } },
  });

  const quote = { exact: 'Talks on phase two have started' };
  const citation = await desk.cite(claimId, sourceId, { stance: 'makes', quote });
  expect(citation).toMatchObject({ fidelity: 'exact', anchor: 'anchored' });
  const first = await desk.judge(ana, claimId, [citation.id], { asOf: '2025-10-14' });
  expect(first.finding).toBeNull();
  expect(await desk.claimNow(claimId)).toMatchObject({
    status: 'under-review',
    questions: { veracity: { status: 'under-review', verdictCount: 1, needed: 1, finding: null } },
  });

  const second = await desk.judge(boris, claimId, [citation.id]);
  expect(second.finding).toMatchObject({ question: 'veracity', rating: 'true' });
  const settled = await desk.claimNow(claimId);
  expect(settled).toMatchObject({
    status: 'settled',
    flags: ['single-origin'],
    revision: second.revision,
    citationCounts: { makes: 1, supports: 0, refutes: 0, context: 0 },
    questions: { attribution: { status: 'unjudged', verdictCount: 0, needed: 2, finding: null } },
  });
  expect(settled.questions.veracity).toEqual({
    status: 'settled',
    verdictCount: 2,
    needed: 0,
    finding: {
      id: second.finding?.id,
      rating: 'true',
      reachedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      verdicts: [first.id, second.id],
      dissent: [],
      sourceSeen: [],
      policyVersion: 1,
      publishedAt: null,
      flags: [],
    },
  });
  const types = (await desk.history(claimId)).map(({ type }) => type);
  expect(types).toEqual([
    'ClaimRecorded',
    'CitationAdded',
    'VerdictSubmitted',
    'VerdictSubmitted',
    'FindingReached',
  ]);
});

it('reaches nothing on words that are in no snapshot, unless the reviewers saw the source', async () => {
  const [ana, boris] = desk.reviewers;
  const sourceId = await desk.source();
  await desk.snapshot(sourceId, 'The harbour opens in May.');
  const claimId = await desk.claim();
  const { id } = await desk.cite(claimId, sourceId, { quote: { exact: 'Talks have started' } });
  const path = `/v1/claims/${claimId}/verdicts`;
  const refused = await ana.post(path, verdict([id]));
  expect(refusalIn(refused)).toBe('409 rule-refused evidence-absent /evidence');
  expect((refused.body as { detail: string }).detail).toContain('`sourceSeen: true`');
  expect(refusalIn(await ana.post(path, verdict([id], { sourceSeen: false })))).toBe(
    '409 rule-refused evidence-absent /evidence',
  );
  const first = await desk.judge(ana, claimId, [id], { sourceSeen: true });
  const whole = await desk.cite(claimId, sourceId);
  const second = await desk.judge(boris, claimId, [id, whole.id]);
  const { questions } = await desk.claimNow(claimId);
  expect(questions.veracity.finding).toMatchObject({
    verdicts: [first.id, second.id],
    sourceSeen: [first.id],
  });
  const { items } = await desk.read<{ items: object[] }>(path);
  expect(items).toMatchObject([{ sourceSeen: false }, { sourceSeen: true }]);
});

it('shows dissent beside a finding, and judges the questions apart', async () => {
  const [ana, boris, chidi] = desk.reviewers;
  const { claimId, citationId } = await citedClaim(desk);
  const one = await desk.judge(ana, claimId, [citationId]);
  const two = await desk.judge(boris, claimId, [citationId]);
  const three = await desk.judge(chidi, claimId, [citationId], { rating: 'mixed' });
  expect((await desk.claimNow(claimId)).status).toBe('settled');
  await desk.judge(chidi, claimId, [citationId], { question: 'attribution', rating: 'said' });
  const { status, questions } = await desk.claimNow(claimId);
  // A claim is as settled as the least settled question that was judged.
  expect(status).toBe('under-review');
  expect(questions.veracity.finding).toMatchObject({
    id: two.finding?.id,
    rating: 'true',
    verdicts: [one.id, two.id],
    dissent: [three.id],
  });
  expect(questions.attribution).toMatchObject({
    status: 'under-review',
    verdictCount: 1,
    needed: 1,
  });
});

it('is contested while no rating leads, and settled when one does', async () => {
  const [ana, boris, chidi] = desk.reviewers;
  const { claimId, citationId } = await citedClaim(desk);
  await desk.judge(ana, claimId, [citationId], { rating: 'true' });
  const against = await desk.judge(boris, claimId, [citationId], { rating: 'false' });
  expect(against.finding).toBeNull();
  expect(await desk.claimNow(claimId)).toMatchObject({
    status: 'contested',
    questions: { veracity: { status: 'contested', verdictCount: 2, needed: 1, finding: null } },
  });
  const { finding } = await desk.judge(chidi, claimId, [citationId], { rating: 'false' });
  expect(finding).toMatchObject({ rating: 'false' });
  expect(await desk.claimNow(claimId)).toMatchObject({
    status: 'settled',
    questions: { veracity: { finding: { rating: 'false' } } },
  });
});

it('rates an opinion for what was said, never for what is so', async () => {
  const [ana, boris] = desk.reviewers;
  const { claimId, citationId } = await citedClaim(desk, {
    kind: 'opinion',
    text: 'The talks come far too late',
  });
  const path = `/v1/claims/${claimId}/verdicts`;
  expect(refusalIn(await ana.post(path, verdict([citationId])))).toBe(
    '409 rule-refused opinion-has-no-veracity',
  );
  const said = { question: 'attribution', rating: 'said' };
  await desk.judge(ana, claimId, [citationId], said);
  await desk.judge(boris, claimId, [citationId], said);
  expect(await desk.claimNow(claimId)).toMatchObject({
    status: 'settled',
    questions: {
      attribution: { finding: { rating: 'said' } },
      veracity: { status: 'unjudged', needed: null },
    },
  });
});

it('judges by the policy in force, and findings keep the one they were reached under', async () => {
  const [ana, boris, chidi] = desk.reviewers;
  const earlier = await citedClaim(desk);
  await desk.judge(ana, earlier.claimId, [earlier.citationId]);
  await desk.judge(boris, earlier.claimId, [earlier.citationId]);

  const scales = { ...DEFAULT_POLICY.scales, veracity: holdsOrNot() };
  const { version } = await desk.adoptPolicy({ quorum: 3, distinctOrganizations: true, scales });
  expect(version).toBe(2);
  expect(await desk.read('/v1/policy')).toMatchObject({
    version: 2,
    quorum: 3,
    distinctOrganizations: true,
    recordedBy: { id: desk.editor.id },
  });
  const versions = await desk.read<{ items: { version: number }[] }>('/v1/policy/versions');
  expect(versions.items.map((each) => each.version)).toEqual([2, 1]);
  for (const each of versions.items) {
    expect(await desk.read(`/v1/policy/versions/${each.version}`)).toEqual(each);
  }
  expect(refusalIn(await served.anonymous.get('/v1/policy/versions/3'))).toBe('404 not-found');
  expect((await desk.claimNow(earlier.claimId)).questions.veracity.finding).toMatchObject({
    rating: 'true',
    policyVersion: 1,
  });

  const later = await citedClaim(desk);
  const path = `/v1/claims/${later.claimId}/verdicts`;
  expect(refusalIn(await ana.post(path, verdict([later.citationId])))).toBe(
    '422 invalid rating-unknown /rating',
  );
  const evidence = [later.citationId];
  await desk.judge(ana, later.claimId, evidence, { rating: 'holds' });
  await desk.judge(boris, later.claimId, evidence, { rating: 'holds' });
  expect((await desk.claimNow(later.claimId)).questions.veracity).toMatchObject({
    status: 'under-review',
    needed: 1,
  });
  const third = await desk.judge(chidi, later.claimId, evidence, { rating: 'holds' });
  expect(third.finding).toMatchObject({ rating: 'holds' });
  expect((await desk.claimNow(later.claimId)).questions.veracity.finding).toMatchObject({
    policyVersion: 2,
  });
});

it('counts organizations where the policy says so', async () => {
  const [ana] = desk.reviewers;
  await desk.adoptPolicy({ ...DEFAULT_POLICY, distinctOrganizations: true });
  const colleague = await served.member(['reviewer'], 'Ana');
  const { claimId, citationId } = await citedClaim(desk);
  await desk.judge(ana, claimId, [citationId]);
  const second = await desk.judge(colleague, claimId, [citationId]);
  expect(second.finding).toBeNull();
  expect((await desk.claimNow(claimId)).questions.veracity).toMatchObject({ needed: 1 });
  const third = await desk.judge(desk.reviewers[1], claimId, [citationId]);
  expect(third.finding).toMatchObject({ rating: 'true' });
});

it('lists the verdicts on a claim with what became of them', async () => {
  const [ana, boris] = desk.reviewers;
  const { claimId, citationId } = await citedClaim(desk);
  const replaced = await desk.judge(ana, claimId, [citationId], { rating: 'mixed' });
  const standing = await desk.judge(ana, claimId, [citationId]);
  const withdrawn = await desk.judge(boris, claimId, [citationId]);
  const path = `/v1/claims/${claimId}/verdicts`;
  await desk.write(boris, `${path}/${withdrawn.id}/withdrawal`, { reason: 'Misread.' });
  const { items } = await desk.read<{ items: object[] }>(path);
  expect(items).toMatchObject([
    {
      id: withdrawn.id,
      status: 'withdrawn',
      withdrawn: { reason: 'Misread.', recordedBy: { id: boris.id } },
    },
    { id: standing.id, status: 'active', replacedBy: null, reviewer: { id: ana.id } },
    { id: replaced.id, status: 'replaced', replacedBy: standing.id },
  ]);
  expect(await desk.read(`${path}/${standing.id}`)).toEqual(items[1]);
});

function holdsOrNot() {
  return ['holds', 'fails'].map((rating) => ({
    rating,
    label: rating,
    definition: `It ${rating}.`,
    final: true,
  }));
}
