import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { Value } from 'typebox/value';

import { QUESTIONS } from '../../../events/fields.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { claimHistories, NOW } from '../../../test/support/claim-histories.js';
import { onEveryDatabase } from '../../../test/support/every-database.js';
import { generatedEvents } from '../../../test/support/generated-events.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { listClaims } from '../../claims/queries/list-claims.js';
import type { Moment } from '../../queries/as-of.js';
import { everyPage } from '../../queries/every-page.js';
import { flagCounts } from './flag-counts.js';
import { overview, OverviewAnswer } from './overview.js';

/** What the claims themselves come to, asked for one by one. */
async function countedPlainly(views: Kysely<ViewTables>, moment: Moment) {
  const counts: Record<string, number> = {};
  const one = (name: string) => (counts[name] = (counts[name] ?? 0) + 1);
  for await (const claim of everyPage((page) => listClaims(views, page, moment))) {
    one('claims');
    one(claim.status);
    for (const flag of claim.flags) one(flag);
    for (const question of QUESTIONS) {
      if (question === 'veracity' && claim.kind === 'opinion') continue;
      const { status, finding } = claim.questions[question];
      one(`${question} ${status}`);
      if (finding) one(`${question} is ${finding.rating}`);
    }
  }
  return counts;
}

/** The same, from an overview. */
function countsIn({ claims, questions }: OverviewAnswer) {
  const counts: Record<string, number | null> = {
    claims: claims.total,
    ...claims.byStatus,
    ...claims.byFlag,
  };
  for (const question of QUESTIONS) {
    const { byStatus, byRating } = questions[question];
    for (const [status, n] of Object.entries(byStatus)) counts[`${question} ${status}`] = n;
    for (const { rating, count } of byRating) counts[`${question} is ${rating}`] = count;
  }
  const some = Object.entries(counts).filter(([, count]) => count !== 0 && count !== null);
  return Object.fromEntries(some);
}

const OF_NOW_ALONE = ['stale', 'overdue', 'evidence-withdrawn', 'single-origin'] as const;

onEveryDatabase((viewsOf, database) => {
  it('is what the claims themselves come to, now and as of any moment', async () => {
    await fc.assert(
      fc.asyncProperty(claimHistories, fc.nat(), async ({ events }, n) => {
        const shown = await viewsOf(events);
        const { views } = shown;
        try {
          const now = await overview(views, { now: NOW });
          expect(Value.Errors(OverviewAnswer, now)).toEqual([]);
          expect(countsIn(now)).toEqual(await countedPlainly(views, { now: NOW }));
          const { position } = events[n % events.length]!;
          const past = { now: NOW, asOf: { position } };
          const then = await overview(views, past);
          expect(Value.Errors(OverviewAnswer, then)).toEqual([]);
          const expected = await countedPlainly(views, past);
          for (const flag of OF_NOW_ALONE) {
            expect(then.claims.byFlag[flag]).toBeNull();
            delete expected[flag];
          }
          expect(countsIn(then)).toEqual(expected);
        } finally {
          await shown.close();
        }
      }),
      { numRuns: database === 'SQLite' ? 60 : 15 },
    );
  }, 120_000);

  it('is so of a long log, in which everything happens', async () => {
    const events = generatedEvents({ events: 2_000 });
    const shown = await viewsOf(events);
    const { views } = shown;
    for (const now of [events.at(-1)!.metadata.recordedAt, '2026-06-01T00:00:00.000Z']) {
      const counts = countsIn(await overview(views, { now }));
      expect(counts).toEqual(await countedPlainly(views, { now }));
      expect(Object.keys(counts)).toEqual(expect.arrayContaining(['quote-changed', 'reopened']));
    }
    await shown.close();
  }, 120_000);

  it('tells the most frequent topics, and what was ever recorded', async () => {
    const { events } = new LedgerHistory()
      .source(uuid(20))
      .claim(uuid(10), { topics: ['Talks', 'Doha'] })
      .at('2025-10-15T12:00:00.000Z')
      .claim(uuid(11), { topics: ['talks'] })
      .citation(uuid(10), uuid(30), uuid(20))
      .verdict(uuid(10), uuid(40), 'true')
      .citationRetracted(uuid(10), uuid(30));
    const shown = await viewsOf(events);
    const { views } = shown;
    const counts = { sourceCount: 1, citationCount: 1, verdictCount: 1, memberCount: 0 };
    expect(await overview(views, { now: NOW })).toMatchObject({
      ...counts,
      claims: {
        total: 2,
        topics: {
          values: [
            { value: 'Talks', count: 2 },
            { value: 'Doha', count: 1 },
          ],
          more: false,
          exact: true,
        },
      },
    });
    const asOf = { instant: '2025-10-14T23:00:00.000Z' };
    expect(await overview(views, { now: NOW, asOf })).toMatchObject({
      ...{ ...counts, citationCount: 0, verdictCount: 0 },
      claims: { total: 1, topics: { values: [{ count: 1 }, { count: 1 }] } },
    });
    await shown.close();
  });

  it('says where more claims are due than it looks at', async () => {
    const log = new LedgerHistory();
    for (let n = 0; n < 3; n += 1) log.prediction(uuid(10 + n), '2025-10');
    const shown = await viewsOf(log.events);
    const { views } = shown;
    expect(await flagCounts(views, { now: NOW }, 3)).toMatchObject({ overdue: 3, exact: true });
    expect((await flagCounts(views, { now: NOW }, 2)).exact).toBe(false);
    await shown.close();
  });
});
