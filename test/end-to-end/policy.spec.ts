import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import { refusalIn } from '../support/answers.js';
import { citedClaim, Desk, verdict } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
let desk: Desk;
beforeEach(async () => {
  served = await ServedLedger.start({ clock: () => new Date('2026-03-01T12:00:00Z') });
  desk = await Desk.over(served);
});
afterEach(() => served.stop());

it('is stricter on a topic, and has another scale for a question of it', async () => {
  const [ana, boris, chidi] = desk.reviewers;
  const [veracity] = DEFAULT_POLICY.scales.veracity;
  await desk.adoptPolicy({
    ...DEFAULT_POLICY,
    overrides: [
      { topic: 'Elections', quorum: 3 },
      {
        question: 'veracity',
        topic: 'Elections',
        scale: [veracity, { ...veracity, rating: 'rigged' }],
      },
    ],
  });
  const other = await citedClaim(desk);
  await desk.judge(ana, other.claimId, [other.citationId]);
  expect((await desk.judge(boris, other.claimId, [other.citationId])).finding).not.toBeNull();

  const { claimId, citationId } = await citedClaim(desk, { topics: ['elections'] });
  await desk.judge(ana, claimId, [citationId], { rating: 'rigged' });
  const second = await desk.judge(boris, claimId, [citationId], { rating: 'rigged' });
  expect(second.finding).toBeNull();
  expect((await desk.claimNow(claimId)).questions.veracity).toMatchObject({ needed: 1 });
  const refused = await chidi.post(
    `/v1/claims/${claimId}/verdicts`,
    verdict([citationId], { rating: 'false' }),
  );
  expect(refusalIn(refused)).toBe('422 invalid rating-unknown /rating');
  const third = await desk.judge(chidi, claimId, [citationId], { rating: 'rigged' });
  expect(third.finding).toMatchObject({ rating: 'rigged' });
});

it('has verdicts expire that name no date', async () => {
  const [ana, boris] = desk.reviewers;
  await desk.adoptPolicy({
    ...DEFAULT_POLICY,
    expiresAfterDays: 365,
    overrides: [{ topic: 'weather', expiresAfterDays: 2 }],
  });
  const { claimId, citationId } = await citedClaim(desk, { topics: ['weather'] });
  const { id } = await desk.judge(ana, claimId, [citationId]);
  const dated = await desk.judge(boris, claimId, [citationId], { expires: '2030' });
  const path = `/v1/claims/${claimId}/verdicts`;
  expect(await desk.read(`${path}/${id}`)).toMatchObject({ expires: '2026-03-03' });
  expect(await desk.read(`${path}/${dated.id}`)).toMatchObject({ expires: '2030' });
  const other = await citedClaim(desk);
  const undated = await desk.judge(ana, other.claimId, [other.citationId]);
  expect(await desk.read(`/v1/claims/${other.claimId}/verdicts/${undated.id}`)).toMatchObject({
    expires: '2027-03-01',
  });
});

it('is tried before it is adopted: what it would settle, and what it would not have', async () => {
  const [ana, boris] = desk.reviewers;
  const [open, settled] = [await citedClaim(desk), await citedClaim(desk)];
  await desk.judge(ana, open.claimId, [open.citationId]);
  await desk.judge(ana, settled.claimId, [settled.citationId]);
  await desk.judge(boris, settled.claimId, [settled.citationId]);
  const before = await desk.read('/v1/policy');
  await desk.claimNow(settled.claimId);

  const tried = await desk.editor.put('/v1/policy?dryRun=true', { ...DEFAULT_POLICY, quorum: 1 });
  expect(tried).toMatchObject({
    status: 200,
    body: {
      version: 2,
      preview: {
        counts: { settles: 1, 'is-contested': 0, 'falls-short': 0 },
        questions: [{ claimId: open.claimId, outcome: 'settles', rating: 'true' }],
        claimsLookedAt: 2,
        exact: true,
      },
    },
  });
  const stricter = await desk.editor.put('/v1/policy?dryRun=true', {
    ...DEFAULT_POLICY,
    quorum: 3,
  });
  expect(stricter.body).toMatchObject({
    preview: { questions: [{ claimId: settled.claimId, outcome: 'falls-short' }] },
  });
  expect(await desk.read('/v1/policy')).toEqual(before);
});

it('is refused, tried or not, where the reviewers there are could not meet it', async () => {
  const policy = { ...DEFAULT_POLICY, quorum: 4 };
  for (const path of ['/v1/policy', '/v1/policy?dryRun=true']) {
    const refused = await desk.editor.put(path, policy);
    expect(refusalIn(refused)).toBe('409 rule-refused policy-unsettleable');
    expect(refused.body).toMatchObject({
      detail:
        'No finding on the attribution of any claim could be reached: 4 reviewers must agree, and the ledger has 3.',
    });
  }
  await served.member(['reviewer'], 'Dana');
  await desk.adoptPolicy(policy);
});

it('answers all of itself, what was left out of it, too', async () => {
  const { quorum, distinctOrganizations, scales } = DEFAULT_POLICY;
  await desk.adoptPolicy({
    quorum: 3,
    distinctOrganizations,
    scales,
    suspendedVerdicts: 'are-withdrawn',
  });
  const whole = {
    ...DEFAULT_POLICY,
    quorum: 3,
    suspendedVerdicts: 'are-withdrawn',
    expiresAfterDays: null,
    version: 2,
  };
  expect(await desk.read('/v1/policy')).toMatchObject(whole);
  expect(await desk.read('/v1/policy?asOf=2026-03-01T11:00:00Z').catch(String)).toContain('404');
  expect(quorum).not.toBe(3);
});
