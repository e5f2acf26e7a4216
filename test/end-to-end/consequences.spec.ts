import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import { refusalIn } from '../support/answers.js';
import { citedClaim, Desk, verdict } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
let desk: Desk;
beforeEach(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
});
afterEach(() => served.stop());

const veracityOf = async (claimId: string) => (await desk.claimNow(claimId)).questions.veracity;

/** The types of the claim's events behind the first two, and who recorded each. */
async function later(claimId: string): Promise<string[]> {
  const events = (await desk.history(claimId)).slice(2);
  const name = (id: string) => (id.startsWith('00000000') ? 'the ledger' : 'a member');
  return events.map(({ type, metadata }) => `${type} by ${name(metadata.actor.id)}`);
}

describe('a policy that is adopted', () => {
  it('settles what is open by it, and leaves what stands alone', async () => {
    const [ana, boris, chidi] = desk.reviewers;
    const [open, split, settled] = [
      await citedClaim(desk),
      await citedClaim(desk),
      await desk.settledClaim(),
    ];
    await desk.judge(ana, open.claimId, [open.citationId]);
    await desk.judge(boris, split.claimId, [split.citationId]);
    await desk.judge(chidi, split.claimId, [split.citationId], { rating: 'false' });
    await desk.adoptPolicy({ ...DEFAULT_POLICY, quorum: 1 });
    await eventually(async () => (await veracityOf(open.claimId)).status === 'settled');
    expect((await veracityOf(open.claimId)).finding).toMatchObject({
      rating: 'true',
      policyVersion: 2,
    });
    expect(await later(open.claimId)).toEqual([
      'VerdictSubmitted by a member',
      'FindingReached by the ledger',
    ]);
    expect(await veracityOf(split.claimId)).toMatchObject({ status: 'contested' });

    const before = await later(settled.claimId);
    await desk.adoptPolicy({ ...DEFAULT_POLICY, quorum: 3 });
    await eventually(async () => (await appliedVersion()) === 3);
    expect(await later(settled.claimId)).toEqual(before);
    expect((await veracityOf(settled.claimId)).finding).toMatchObject({ policyVersion: 1 });
  });

  it('is applied by the next server where the one before ended first', async () => {
    const [ana] = desk.reviewers;
    const { claimId, citationId } = await citedClaim(desk);
    await desk.judge(ana, claimId, [citationId]);
    await desk.adoptPolicy({ ...DEFAULT_POLICY, quorum: 1 });
    served = await served.restart();
    await eventually(async () => {
      const { body } = await served.anonymous.get(`/v1/claims/${claimId}`);
      return (body as { status: string }).status === 'settled';
    });
  });

  async function appliedVersion(): Promise<number> {
    const { items } = await desk.read<{ items: { data: { version: number } }[] }>(
      '/v1/events?type=PolicyApplied&limit=500',
    );
    return items.at(-1)?.data.version ?? 0;
  }
});

describe('a member who is suspended', () => {
  const suspend = (id: string) =>
    served.admin.post(`/v1/members/${id}/suspension`, { reason: 'They made it up.' });

  it('leaves their verdicts as they are, where the policy does not say otherwise', async () => {
    const [ana] = desk.reviewers;
    const { claimId } = await desk.settledClaim();
    expect((await suspend(ana.id)).body).toMatchObject({ verdicts: 'stand', preview: null });
    expect(await veracityOf(claimId)).toMatchObject({ status: 'settled', verdictCount: 2 });
  });

  it('takes their verdicts with them where the policy says so, and reopens what rested on them', async () => {
    const [ana, boris, chidi] = desk.reviewers;
    await desk.adoptPolicy({ ...DEFAULT_POLICY, suspendedVerdicts: 'are-withdrawn' });
    const [carried, safe] = [await desk.settledClaim(), await desk.settledClaim()];
    const third = await desk.judge(chidi, safe.claimId, [safe.citationId]);
    await desk.read(`/v1/claims/${safe.claimId}/verdicts/${third.id}`);
    expect((await suspend(ana.id)).body).toMatchObject({
      verdicts: 'are-withdrawn',
      preview: {
        verdictCount: 2,
        reopens: [{ claimId: carried.claimId, question: 'veracity', findingId: carried.findingId }],
        exact: true,
      },
    });
    await eventually(async () => (await veracityOf(carried.claimId)).status === 'reopened');
    await eventually(async () => (await veracityOf(safe.claimId)).verdictCount === 2);
    expect(await veracityOf(safe.claimId)).toMatchObject({ status: 'settled' });
    expect((await later(carried.claimId)).slice(-2)).toEqual([
      'VerdictWithdrawn by the ledger',
      'FindingReopened by the ledger',
    ]);
    const [reopened] = (await desk.history(carried.claimId)).slice(-1);
    expect(reopened?.data).toMatchObject({ cause: { kind: 'member-suspended', id: ana.id } });

    // What they judge after they came back counts, and is not taken away by what was before.
    const back = { reason: 'They did not.' };
    await desk.write(served.admin, `/v1/members/${ana.id}/reinstatement`, back);
    await desk.judge(ana, carried.claimId, [carried.citationId]);
    served = await served.restart();
    const again = served.clientWith(boris.key);
    await eventually(async () => {
      const { body } = await again.get(`/v1/claims/${carried.claimId}`);
      return (body as { status: string }).status === 'settled';
    });
  });
});

describe('a claim all of whose citations a reviewer added', () => {
  it('is judged by others alone', async () => {
    const both = await served.member(['contributor', 'reviewer'], 'Bea');
    const [claimId, sourceId] = [await desk.claim(), await desk.source()];
    const path = `/v1/claims/${claimId}`;
    const cited = await desk.write(both, `${path}/citations`, { sourceId, stance: 'supports' });
    const body = verdict([cited.id]);
    expect(refusalIn(await both.post(`${path}/verdicts`, body))).toBe(
      '403 separation-of-duties own-citations',
    );
    const second = await desk.cite(claimId, sourceId);
    expect((await both.post(`${path}/verdicts`, body)).status).toBe(201);
    await desk.write(both, `${path}/verdicts`, verdict([second.id], { rating: 'false' }));
  });
});
