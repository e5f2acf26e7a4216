import type { Policy } from '../../events/policy/policy-events.js';
import { LedgerHistory } from '../../test/support/ledger-history.js';
import { uuid } from '../../test/support/recorded-history.js';
import { onEveryDatabase, type QueriedViews } from '../../test/support/every-database.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { policyPreview } from './policy-preview.js';

const [OPEN, SETTLED, SPLIT, UNJUDGED, ON_TOPIC] = [10, 11, 12, 13, 14].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
];
const reviewer = (n: number) => ({ reviewer: { id: uuid(40 + n), organization: `Desk ${n}` } });

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  afterEach(() => database.close());

  /** Under a quorum of two: one has one verdict, one two that agree, one two that do not. */
  const history = () =>
    new LedgerHistory()
      .policy(2)
      .claim(OPEN)
      .claim(SETTLED)
      .claim(SPLIT)
      .claim(UNJUDGED)
      .claim(ON_TOPIC, { topics: ['elections'] })
      .verdict(OPEN, uuid(50), 'true', reviewer(1))
      .verdict(SETTLED, uuid(51), 'false', reviewer(1))
      .verdict(SETTLED, uuid(52), 'false', reviewer(2))
      .finding(SETTLED, uuid(60), 'false')
      .verdict(SPLIT, uuid(53), 'true', reviewer(1))
      .verdict(SPLIT, uuid(54), 'false', reviewer(2))
      .verdict(ON_TOPIC, uuid(55), 'true', reviewer(1));

  const preview = (changes: Partial<Policy>, bounds?: { claims: number; listed: number }) =>
    policyPreview(database.views, { ...DEFAULT_POLICY, version: 2, ...changes }, bounds);
  const brief = async (changes: Partial<Policy>) =>
    (await preview(changes)).questions.map(
      ({ claimId, question, outcome, rating }) => `${claimId} ${question} ${outcome} ${rating}`,
    );

  it('tells nothing of questions that would stand as they do', async () => {
    const contested = {
      question: 'veracity' as const,
      verdicts: [uuid(53), uuid(54)],
      policyVersion: 1,
    };
    const { events } = history().record(`claim-${SPLIT}`, 'FindingContested', contested);
    database = await viewsOf(events);
    expect(await preview({})).toEqual({
      counts: { settles: 0, 'is-contested': 0, 'falls-short': 0 },
      questions: [],
      claimsLookedAt: 4,
      exact: true,
    });
  });

  it('tells what a lower quorum settles, and what it leaves contested', async () => {
    database = await viewsOf(history().events);
    expect(await brief({ quorum: 1 })).toEqual([
      `${ON_TOPIC} veracity settles true`,
      `${SPLIT} veracity is-contested null`,
      `${OPEN} veracity settles true`,
    ]);
  });

  it('tells which findings a higher quorum would not have made', async () => {
    database = await viewsOf(history().events);
    expect(await brief({ quorum: 3 })).toEqual([`${SETTLED} veracity falls-short false`]);
  });

  it('reads overrides by the topics of each claim', async () => {
    database = await viewsOf(history().events);
    const overrides = [{ topic: 'Elections', quorum: 1 }];
    expect(await brief({ quorum: 3, overrides })).toEqual([
      `${ON_TOPIC} veracity settles true`,
      `${SETTLED} veracity falls-short false`,
    ]);
  });

  it('looks at the newest open and the newest settled claims, and says so', async () => {
    database = await viewsOf(history().events);
    expect(await preview({ quorum: 1 }, { claims: 2, listed: 1 })).toMatchObject({
      counts: { settles: 1, 'is-contested': 1 },
      questions: [{ claimId: ON_TOPIC }],
      claimsLookedAt: 3,
      exact: false,
    });
    expect(await preview({ quorum: 1 }, { claims: 3, listed: 9 })).toMatchObject({
      claimsLookedAt: 4,
      exact: true,
    });
  });
});
