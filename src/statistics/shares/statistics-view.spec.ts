import fc from 'fast-check';
import { CompiledQuery, type Kysely } from 'kysely';

import type { RecordedLedgerEvent } from '../../../events/ledger-event.js';
import { isWorkedOut, type Standing } from '../../../projections/engine/derived-view.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { evidenceHistories } from '../../../test/support/evidence-histories.js';
import { onEveryDatabase } from '../../../test/support/every-database.js';
import { generatedEvents } from '../../../test/support/generated-events.js';
import { PlainStatistics } from '../../../test/support/plain-statistics.js';
import { ViewDatabase } from '../../../test/support/view-database.js';
import type { ShareRow } from './share-rows.js';
import { reachedFrom, StatisticsView } from './statistics-view.js';

async function kept(views: Kysely<ViewTables>): Promise<Record<string, unknown>> {
  const rows = await views.selectFrom('tallies').selectAll().execute();
  return Object.fromEntries(rows.map(({ tally, counts }) => [tally, parse(counts)]));
}

/** The rows, as the engine would write them. */
class Rows {
  readonly rows = new Map<string, ShareRow['shares']>();
  private standing: Standing = { position: null, cursor: null };

  constructor(private readonly view: StatisticsView) {}

  async step(reached: string): Promise<boolean> {
    if (isWorkedOut(this.standing, reached)) return false;
    const { rows, after } = await this.view.next(this.standing, reached);
    for (const { contributor, shares } of rows as ShareRow[]) this.rows.set(contributor, shares);
    expect(after).not.toEqual(this.standing);
    this.standing = after;
    return true;
  }

  async all(reached: string): Promise<ReadonlyMap<string, unknown>> {
    while (await this.step(reached));
    return this.rows;
  }
}

/** How many events come next, how many pieces are then worked on, and how far behind the views. */
const batches = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 25 }), fc.nat({ max: 6 }), fc.nat({ max: 5 })),
  { minLength: 30, maxLength: 30 },
);
const logs = fc.oneof(
  evidenceHistories.map(({ events }) => events),
  fc
    .tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 100, max: 400 }))
    .map(([seed, events]) => generatedEvents({ events, seed })),
);

onEveryDatabase((viewsOf, database) => {
  const workedOut = async (
    events: readonly RecordedLedgerEvent[],
    most: number,
    taken: readonly (readonly [number, number, number])[],
  ) => {
    const views = await viewsOf();
    try {
      const rows = new Rows(new StatisticsView(views.views, most));
      let shown = 0;
      for (const [count, pieces, behind] of taken) {
        const batch = events.slice(shown, shown + count);
        if (batch.length === 0) break;
        shown += batch.length;
        await views.add(batch);
        const reached = events[Math.max(0, shown - 1 - behind)]!.position;
        for (let piece = 0; piece < pieces; piece += 1) await rows.step(reached);
      }
      await views.add(events.slice(shown));
      const end = events.at(-1)!.position;
      return {
        inPieces: await rows.all(end),
        atOnce: await new Rows(new StatisticsView(views.views, 1_000)).all(end),
        tallies: await kept(views.views),
      };
    } finally {
      await views.close();
    }
  };

  it('come to what a plain count over the events gives, however the work was cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        logs,
        fc.integer({ min: 1, max: 9 }),
        batches,
        async (events, most, taken) => {
          const { inPieces, atOnce, tallies } = await workedOut(events, most, taken);
          expect(inPieces).toEqual(atOnce);
          expect(tallies).toEqual(new PlainStatistics(events).tallies());
        },
      ),
      { numRuns: database === 'SQLite' ? 25 : 6 },
    );
  }, 240_000);

  it('come to what a plain count over a long log gives', async () => {
    const events = generatedEvents({ events: 2_500 });
    const views = await viewsOf(events.slice(0, 1_500));
    await views.add(events.slice(1_500));
    const expected = new PlainStatistics(events).tallies();
    const kinds = new Set(Object.keys(expected).map((tally) => tally.split('/')[0]));
    expect(kinds).toEqual(new Set(['source', 'publisher', 'reviewer', 'findings', 'rated']));
    expect(await kept(views.views)).toEqual(expected);
    await views.close();
  }, 120_000);
});

it('looks for the claims of changed sources from the changes on, however many claims there are', async () => {
  const database = await ViewDatabase.of();
  const { views } = database;
  const { sql, parameters } = reachedFrom(views, '1', '', 10).compile();
  const explained = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
  const { rows } = await views.executeQuery<{ detail: string }>(explained);
  await database.close();
  expect(rows.slice(0, 2).map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^SEARCH change USING COVERING INDEX .*changed_position>/),
    expect.stringMatching(/^SEARCH named USING INDEX .*source_id=/),
  ]);
});
