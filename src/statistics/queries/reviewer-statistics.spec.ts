import { Value } from 'typebox/value';

import type { RecordedLedgerEvent } from '../../../events/ledger-event.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { generatedEvents } from '../../../test/support/generated-events.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { PlainStatistics } from '../../../test/support/plain-statistics.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { DEFAULT_POLICY } from '../../policy/default-policy.js';
import { agreement, LedgerReview, ledgerReview } from './ledger-review.js';
import { reviewerStatistics, ReviewerStatisticsPage } from './reviewer-statistics.js';

const [ANA, BEN, EVA] = [uuid(1), uuid(2), uuid(3)];
const [CLAIM, OPEN_CLAIM] = [uuid(10), uuid(11)];
const by = (id: string) => ({ reviewer: { id, organization: 'Desk' } });

const { events } = new LedgerHistory()
  .record('policy-ledger', 'PolicyAdopted', { version: 1, ...DEFAULT_POLICY })
  .at('2025-10-14T08:00:00.000Z')
  .claim(CLAIM)
  .verdict(CLAIM, uuid(40), 'false', by(ANA))
  .verdict(CLAIM, uuid(41), 'true', { ...by(ANA), replaces: uuid(40) })
  .verdict(CLAIM, uuid(42), 'mostly-true', by(EVA))
  .at('2025-10-14T08:01:40.000Z')
  .verdict(CLAIM, uuid(43), 'true', by(BEN))
  .finding(CLAIM, uuid(50), 'true')
  .verdict(CLAIM, uuid(44), 'said', { ...by(BEN), question: 'attribution' })
  .claim(OPEN_CLAIM)
  .verdict(OPEN_CLAIM, uuid(45), 'true', by(ANA))
  .verdict(OPEN_CLAIM, uuid(46), 'false', by(EVA));

const NONE = { given: 0, counting: 0, settled: 0, agreed: 0 };

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  const given = async (some: readonly RecordedLedgerEvent[]) => (database = await viewsOf(some));
  afterEach(() => database.close());

  it('tells what each reviewer gave, and how often it agrees with what was found', async () => {
    const { views } = await given(events);
    const page = await reviewerStatistics(views, 'most', {});
    expect(Value.Errors(ReviewerStatisticsPage, page)).toEqual([]);
    expect(page.items).toMatchObject([
      {
        reviewer: { id: ANA },
        verdictCount: 3,
        attribution: { ...NONE, agreement: null, medianSecondsToFinding: null },
        veracity: {
          given: 3,
          counting: 2,
          settled: 1,
          agreed: 1,
          agreement: 1,
          medianSecondsToFinding: 100,
        },
      },
      {
        reviewer: { id: EVA },
        verdictCount: 2,
        veracity: { given: 2, counting: 2, settled: 1, agreed: 0, agreement: 0 },
      },
      {
        reviewer: { id: BEN },
        verdictCount: 2,
        attribution: { ...NONE, given: 1, counting: 1, agreement: null },
        veracity: { given: 1, counting: 1, settled: 1, agreed: 1, agreement: 1 },
      },
    ]);
  });

  it('tells nothing of how reviewers agree where no question is settled', async () => {
    const { views } = await given(events.filter(({ type }) => type !== 'FindingReached'));
    const { items } = await reviewerStatistics(views, 'most', {});
    for (const { veracity } of items) expect(veracity).toMatchObject({ settled: 0, agreed: 0 });
    const nothing = { alpha: null, reason: 'no-pairs', questions: 0, verdicts: 0 };
    const ofQuestion = { findings: 0, medianSecondsToFinding: null, nominal: nothing };
    expect(await ledgerReview(views)).toEqual({
      attribution: { ...ofQuestion, ordinal: null },
      veracity: { ...ofQuestion, ordinal: nothing },
      exact: true,
    });
  });

  it('tells how all agree, on settled questions alone', async () => {
    const { views } = await given(events);
    const review = await ledgerReview(views);
    expect(Value.Errors(LedgerReview, review)).toEqual([]);
    const counted = { questions: 1, verdicts: 3, reason: null };
    expect(review.veracity).toMatchObject({
      findings: 1,
      medianSecondsToFinding: 100,
      nominal: { ...counted, alpha: 0 },
      ordinal: { ...counted, alpha: 0 },
    });
    expect(review.attribution.nominal).toMatchObject({ alpha: null, reason: 'no-pairs' });
  });

  it('is what the alpha of each question one by one is, in a long log', async () => {
    const log = generatedEvents({ events: 2_000 });
    const { views } = await given(log);
    const tallies = Object.entries(new PlainStatistics(log).tallies());
    const oneByOne = tallies.flatMap(([tally, { questions = 0 }]) => {
      if (!tally.startsWith('rated/veracity/')) return [];
      const way = JSON.parse(tally.slice('rated/veracity/'.length)) as [string, number][];
      return Array.from({ length: questions }, () => ({ ratings: new Map(way), units: 1 }));
    });
    const { nominal, ordinal } = (await ledgerReview(views)).veracity;
    expect(nominal.questions).toBeGreaterThan(20);
    expect(ordinal?.alpha).toBeGreaterThan(0);
    expect({ nominal, ordinal }).toEqual(
      agreement(oneByOne.reverse(), DEFAULT_POLICY.scales.veracity),
    );
  }, 120_000);

  it('says where there are more ways of rating than it reads', async () => {
    const { views } = await given(events);
    expect(await ledgerReview(views, 1)).toMatchObject({ exact: true });
    const { exact, veracity } = await ledgerReview(views, 0);
    expect({ exact, questions: veracity.nominal.questions }).toEqual({
      exact: false,
      questions: 0,
    });
  });
});

describe('how reviewers agree', () => {
  const unit = (ways: Record<string, number>) => ({
    ratings: new Map(Object.entries(ways)),
    units: 1,
  });
  const { veracity, attribution } = DEFAULT_POLICY.scales;

  it('leaves ratings off the scale out of the ordinal one', () => {
    const units = [unit({ true: 2 }), unit({ false: 1, misleading: 1 }), unit({ false: 2 })];
    const { nominal, ordinal } = agreement(units, veracity);
    expect(nominal).toMatchObject({ questions: 3, verdicts: 6 });
    expect(nominal.alpha).toBeLessThan(1);
    expect(ordinal).toEqual({ alpha: 1, reason: null, questions: 2, verdicts: 4 });
  });

  it('takes near ratings for nearer than far ones on a scale', () => {
    const others = [
      unit({ true: 2 }),
      unit({ false: 2 }),
      unit({ mixed: 2 }),
      unit({ 'mostly-true': 2 }),
    ];
    const near = agreement([unit({ true: 1, 'mostly-true': 1 }), ...others], veracity);
    const far = agreement([unit({ true: 1, false: 1 }), ...others], veracity);
    expect(near.ordinal!.alpha!).toBeGreaterThan(far.ordinal!.alpha!);
  });

  it('has no ordinal one without values, and takes ratings of one value for the same', () => {
    expect(agreement([unit({ said: 2 })], attribution).ordinal).toBeNull();
    const same = veracity.map((each) =>
      each.rating === 'mostly-true' ? { ...each, value: 5 } : each,
    );
    const units = [unit({ true: 1, 'mostly-true': 1 }), unit({ false: 2 })];
    expect(agreement(units, same).ordinal!.alpha).toBe(1);
    expect(agreement([unit({ true: 2 })], veracity).ordinal).toMatchObject({
      alpha: null,
      reason: 'no-variation',
    });
  });
});
