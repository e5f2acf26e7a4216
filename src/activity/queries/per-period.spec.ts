import fc from 'fast-check';

import { onEveryDatabase } from '../../../test/support/every-database.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { InvalidCursorError } from '../../queries/page.js';
import { activityPerPeriod, type ActivityRequest, type PeriodAnswer } from './per-period.js';
import { INTERVALS, Periods } from './periods.js';

function historyOf(instants: readonly string[]): LedgerHistory {
  const history = new LedgerHistory();
  instants.forEach((instant, n) => history.at(instant).source(uuid(100 + n)));
  return history;
}

/** Counted one by one. */
function plainly(instants: readonly string[], request: ActivityRequest) {
  const { interval = 'day', timeZone = 'UTC', from, until } = request;
  const periods = new Periods(interval, timeZone);
  const days = new Periods('day', timeZone);
  const counts = new Map<string, number>();
  for (const instant of instants) {
    const { firstDay: day } = days.at(instant);
    if ((from !== undefined && day < from) || (until !== undefined && day > until)) continue;
    const { name } = periods.at(instant);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? 1 : -1));
}

const zones = fc.constantFrom(
  undefined,
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
);
/** Around two changes of the clock, close to one another and far apart. */
const instants = fc
  .oneof(
    fc.date({ min: new Date('2025-03-27'), max: new Date('2025-04-08'), noInvalidDate: true }),
    fc.date({ min: new Date('2024-10-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
  )
  .map((date) => date.toISOString());
const day = fc.option(
  fc
    .integer({ min: 0, max: 460 })
    .map((n) => new Date(Date.UTC(2024, 9, 1 + n)).toISOString().slice(0, 10)),
  { nil: undefined },
);

onEveryDatabase((viewsOf, database) => {
  const inPages = async (
    views: Parameters<typeof activityPerPeriod>[0],
    request: ActivityRequest,
    limit: number,
  ) => {
    const items: PeriodAnswer[] = [];
    let after: string | undefined;
    do {
      const page = await activityPerPeriod(views, { ...request, limit, after });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      items.push(...page.items);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return items;
  };

  it('is what counting one by one gives, in any zone and in pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(instants, { maxLength: 40 }),
        fc.constantFrom(...INTERVALS),
        zones,
        fc.tuple(day, day),
        fc.integer({ min: 1, max: 5 }),
        async (all, interval, timeZone, [from, until], limit) => {
          const request: ActivityRequest = {
            interval,
            ...(timeZone && { timeZone }),
            ...(from && { from }),
            ...(until && { until }),
          };
          const database = await viewsOf(historyOf(all).events);
          try {
            const items = await inPages(database.views, request, limit);
            const counts = items.map((item) => [item.period, item.sourcesRegistered]);
            expect(counts).toEqual(plainly(all, request));
            for (const { beginsAt, endsAt, claimsRecorded } of items) {
              expect([beginsAt < endsAt, claimsRecorded]).toEqual([true, 0]);
            }
            const whole = await activityPerPeriod(database.views, { ...request, limit: 500 });
            expect(whole).toEqual({ items, next: null });
          } finally {
            await database.close();
          }
        },
      ),
      { numRuns: database === 'SQLite' ? 150 : 30 },
    );
  }, 120_000);

  it('counts the hours of a day that the clock makes long', async () => {
    const hours = Array.from({ length: 48 }, (_, n) =>
      new Date(Date.UTC(2025, 9, 25, 12 + n, 30)).toISOString(),
    );
    const database = await viewsOf(historyOf(hours).events);
    const { items } = await activityPerPeriod(database.views, { timeZone: 'Europe/Berlin' });
    expect(items).toMatchObject([
      { day: '2025-10-27', sourcesRegistered: 13 },
      {
        day: '2025-10-26',
        period: '2025-10-26',
        beginsAt: '2025-10-25T22:00:00.000Z',
        endsAt: '2025-10-26T23:00:00.000Z',
        sourcesRegistered: 25,
      },
      { day: '2025-10-25', sourcesRegistered: 10 },
    ]);
    await database.close();
  });

  it('says what it counted of a period that is partly asked for', async () => {
    const database = await viewsOf(historyOf(['2025-10-14T08:00:00.000Z']).events);
    const request = { interval: 'month', from: '2025-10-10', until: '2025-10-20' } as const;
    const { items } = await activityPerPeriod(database.views, request);
    expect(items).toMatchObject([
      {
        day: '2025-10-01',
        period: '2025-10',
        beginsAt: '2025-10-10T00:00:00.000Z',
        endsAt: '2025-10-21T00:00:00.000Z',
      },
    ]);
    await database.close();
  });

  it('refuses a cursor of another list', async () => {
    const database = await viewsOf();
    const cursor = (position: string) =>
      Buffer.from(JSON.stringify([position, 'x'])).toString('base64url');
    for (const position of ['0000000000000001', '2025-02-30', '2025']) {
      const refused = activityPerPeriod(database.views, { after: cursor(position) });
      await expect(refused).rejects.toThrow(InvalidCursorError);
    }
    await database.close();
  });
});
