import { Value } from 'typebox/value';

import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { activityPerPeriod, PeriodPage } from './per-period.js';

const { events } = new LedgerHistory()
  .policy(1)
  .source(uuid(20))
  .claim(uuid(10))
  .at('2025-10-15T12:00:00.000Z')
  .claim(uuid(11))
  .citation(uuid(10), uuid(30), uuid(20))
  .verdict(uuid(10), uuid(40), 'true')
  .at('2025-10-17T00:00:00.000Z')
  .finding(uuid(10), uuid(50), 'true');

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  beforeEach(async () => {
    database = await viewsOf(events);
  });
  afterEach(() => database.close());

  describe('activity per day', () => {
    it('gives the days on which something happened, the latest first', async () => {
      const page = await activityPerPeriod(database.views, {});
      expect(Value.Errors(PeriodPage, page)).toEqual([]);
      expect(page).toMatchObject({
        items: [
          { day: '2025-10-17', findingsReached: 1, claimsRecorded: 0 },
          { day: '2025-10-15', claimsRecorded: 1, citationsAdded: 1, verdictsSubmitted: 1 },
          { day: '2025-10-14', sourcesRegistered: 1, claimsRecorded: 1, verdictsSubmitted: 0 },
        ],
        next: null,
      });
    });

    it('is bounded by both its days, and goes on after a cursor', async () => {
      const range = { from: '2025-10-15', until: '2025-10-17', limit: 1 };
      const first = await activityPerPeriod(database.views, range);
      expect(first.items.map(({ day }) => day)).toEqual(['2025-10-17']);
      const second = await activityPerPeriod(database.views, { ...range, after: first.next! });
      expect(second.items.map(({ day }) => day)).toEqual(['2025-10-15']);
      expect(second.next).toBeNull();
    });
  });
});
