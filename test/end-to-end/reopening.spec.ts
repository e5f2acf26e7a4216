import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import { refusalIn } from '../support/answers.js';
import { citedClaim, Desk, verdict, type VerdictWritten } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const TODAY = '2026-03-01T12:00:00.000Z';

let served: ServedLedger;
let desk: Desk;
let now: string;
beforeAll(async () => {
  now = TODAY;
  served = await ServedLedger.start({ clock: () => new Date(now) });
  desk = await Desk.over(served);
});
afterAll(() => served.stop());
beforeEach(() => (now = TODAY));

interface Settled {
  readonly claimId: string;
  readonly sourceId: string;
  readonly citationId: string;
  /** The verdicts of the first two reviewers; the second reached the finding. */
  readonly verdicts: readonly [VerdictWritten, VerdictWritten];
}

async function settledClaim(content: object = {}): Promise<Settled> {
  const cited = await citedClaim(desk);
  const [ana, boris] = desk.reviewers;
  const first = await desk.judge(ana, cited.claimId, [cited.citationId], content);
  const second = await desk.judge(boris, cited.claimId, [cited.citationId], content);
  if (!second.finding) throw new Error('two equal verdicts reached no finding');
  return { ...cited, verdicts: [first, second] };
}

async function reopeningsOf(claimId: string): Promise<unknown[]> {
  const events = await desk.history(claimId);
  return events.filter(({ type }) => type === 'FindingReopened').map(({ data }) => data);
}

it('reopens a finding when a verdict that carried the quorum is withdrawn', async () => {
  const { claimId, verdicts } = await settledClaim();
  const [first, second] = verdicts;
  const path = `/v1/claims/${claimId}/verdicts/${first.id}/withdrawal`;
  await desk.write(desk.reviewers[0], path, { reason: 'I misread the transcript.' });
  expect(await desk.claimNow(claimId)).toMatchObject({
    status: 'reopened',
    questions: { veracity: { status: 'reopened', verdictCount: 1, needed: 1, finding: null } },
  });
  const cause = { kind: 'verdict-withdrawn', id: first.id };
  expect(await reopeningsOf(claimId)).toEqual([
    { question: 'veracity', findingId: second.finding?.id, cause },
  ]);
  expect(refusalIn(await desk.reviewers[0].post(path, { reason: 'Again.' }))).toBe(
    '409 rule-refused verdict-not-active',
  );
});

it('reopens a finding when a verdict is replaced, and the quorum is not there any more', async () => {
  await desk.adoptPolicy({ ...DEFAULT_POLICY, quorum: 3 });
  const [ana, boris, chidi] = desk.reviewers;
  const { claimId, citationId } = await citedClaim(desk);
  await desk.judge(ana, claimId, [citationId]);
  await desk.judge(boris, claimId, [citationId]);
  const third = await desk.judge(chidi, claimId, [citationId]);
  await desk.judge(chidi, claimId, [citationId], { rating: 'false' });
  await desk.adoptPolicy(DEFAULT_POLICY);
  expect((await desk.claimNow(claimId)).status).toBe('reopened');
  const cause = { kind: 'verdict-replaced', id: third.id };
  expect(await reopeningsOf(claimId)).toEqual([
    { question: 'veracity', findingId: third.finding?.id, cause },
  ]);
});

it('contests a finding when a replaced verdict leaves no rating with a majority', async () => {
  const { claimId, citationId, verdicts } = await settledClaim();
  const replacing = await desk.judge(desk.reviewers[0], claimId, [citationId], {
    rating: 'false',
  });
  expect(replacing.finding).toBeNull();
  expect((await desk.claimNow(claimId)).status).toBe('contested');
  const last = (await desk.history(claimId)).at(-1);
  expect(last).toMatchObject({
    type: 'FindingContested',
    data: { findingId: verdicts[1].finding?.id, policyVersion: expect.any(Number) as number },
  });
});

it('reopens a finding when evidence that it rests on is retracted', async () => {
  const { claimId, sourceId, citationId } = await settledClaim();
  const path = `/v1/claims/${claimId}/citations/${citationId}/retraction`;
  await desk.write(desk.contributor, path, { reason: 'The wrong article.' });
  expect(await desk.claimNow(claimId)).toMatchObject({
    status: 'reopened',
    citationCounts: { supports: 0 },
    questions: { veracity: { verdictCount: 0, needed: 2, finding: null } },
  });
  const cause = { kind: 'evidence-retracted', id: citationId };
  expect(await reopeningsOf(claimId)).toMatchObject([{ question: 'veracity', cause }]);
  expect(await desk.read(`/v1/citations/${citationId}`)).toMatchObject({
    retracted: {
      reason: 'The wrong article.',
      recordedBy: { id: desk.contributor.id },
      recordedAt: TODAY,
    },
  });

  const { id: better } = await desk.cite(claimId, sourceId, { stance: 'makes' });
  await desk.judge(desk.reviewers[0], claimId, [better]);
  const { finding } = await desk.judge(desk.reviewers[1], claimId, [better]);
  expect(finding).toMatchObject({ rating: 'true' });
  expect((await desk.claimNow(claimId)).status).toBe('settled');
});

it('takes the verdicts of a reviewer who declares a conflict of interest, and no more of them', async () => {
  const [ana] = desk.reviewers;
  const { claimId, citationId } = await settledClaim();
  const path = `/v1/claims/${claimId}/conflicts`;
  await desk.write(ana, path, { reason: 'The speaker is my brother.' });
  expect((await desk.claimNow(claimId)).status).toBe('reopened');
  const cause = { kind: 'conflict-declared', id: ana.id };
  expect(await reopeningsOf(claimId)).toMatchObject([{ question: 'veracity', cause }]);
  expect(refusalIn(await ana.post(path, { reason: 'Again.' }))).toBe(
    '409 rule-refused conflict-already-declared',
  );
  expect(refusalIn(await ana.post(`/v1/claims/${claimId}/verdicts`, verdict([citationId])))).toBe(
    '403 separation-of-duties conflict-of-interest',
  );
});

it('flags what rests on a withdrawn source, and changes no event of the claim', async () => {
  const { claimId, sourceId } = await settledClaim();
  const before = await desk.claimNow(claimId);
  const path = `/v1/sources/${sourceId}/withdrawal`;
  await desk.write(desk.editor, path, { reason: 'The outlet took it back.' });
  const flags = ['evidence-withdrawn'];
  const { veracity, attribution } = before.questions;
  const flagged = { ...veracity, finding: { ...veracity.finding, flags } };
  const questions = { attribution, veracity: flagged };
  expect(await desk.claimNow(claimId)).toEqual({ ...before, flags, questions });
  const { items } = await desk.read<{ items: object[] }>('/v1/claims?flag=evidence-withdrawn');
  expect(items).toMatchObject([{ id: claimId, status: 'settled' }]);
  expect(await desk.read(`/v1/sources/${sourceId}`)).toMatchObject({
    withdrawn: { reason: 'The outlet took it back.', recordedBy: { id: desk.editor.id } },
  });
});

it('shows a finding as stale when a verdict behind it has expired', async () => {
  const { claimId } = await settledClaim({ expires: '2026-04-01' });
  expect((await desk.claimNow(claimId)).flags).toEqual(['single-origin']);
  now = '2026-04-01T23:59:59.999Z';
  expect((await desk.claimNow(claimId)).flags).toEqual(['single-origin']);
  now = '2026-04-02T00:00:00.000Z';
  expect(await desk.claimNow(claimId)).toMatchObject({
    status: 'settled',
    flags: ['stale', 'single-origin'],
  });
});

it('takes no final rating on a prediction before its date, and calls it overdue after', async () => {
  const [ana, boris, chidi] = desk.reviewers;
  const { claimId, citationId } = await citedClaim(desk, {
    kind: 'prediction',
    text: 'A second phase will be agreed by summer',
    resolves: { by: '2026-06-30', criterion: 'Both sides announce it.' },
  });
  const path = `/v1/claims/${claimId}/verdicts`;
  expect(refusalIn(await ana.post(path, verdict([citationId])))).toBe(
    '409 rule-refused prediction-not-due',
  );
  await desk.judge(ana, claimId, [citationId], { rating: 'unproven' });
  await desk.judge(boris, claimId, [citationId], { rating: 'true', criterionMet: true });
  expect((await desk.claimNow(claimId)).flags).toEqual(['single-origin']);
  now = '2026-07-01T00:00:00.000Z';
  expect((await desk.claimNow(claimId)).flags).toEqual(['overdue', 'single-origin']);
  const { finding } = await desk.judge(chidi, claimId, [citationId]);
  expect(finding).toMatchObject({ rating: 'true' });
  expect((await desk.claimNow(claimId)).flags).toEqual(['single-origin']);
});

it('takes nothing more on a withdrawn claim', async () => {
  const { claimId, sourceId, citationId } = await settledClaim();
  const path = `/v1/claims/${claimId}`;
  await desk.write(desk.editor, `${path}/withdrawal`, { reason: 'Recorded twice.' });
  expect(await desk.claimNow(claimId)).toMatchObject({
    status: 'withdrawn',
    withdrawn: { reason: 'Recorded twice.', recordedBy: { id: desk.editor.id } },
    questions: { veracity: { needed: null } },
  });
  const refusals = [
    await desk.editor.post(`${path}/withdrawal`, { reason: 'Again.' }),
    await desk.contributor.post(`${path}/citations`, { sourceId, stance: 'makes' }),
    await desk.reviewers[2].post(`${path}/verdicts`, verdict([citationId])),
  ];
  expect(refusals.map(refusalIn)).toEqual([
    '409 rule-refused claim-already-withdrawn',
    '409 rule-refused claim-withdrawn',
    '409 rule-refused claim-withdrawn',
  ]);
});
