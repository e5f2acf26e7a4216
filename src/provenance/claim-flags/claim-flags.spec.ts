import fc from 'fast-check';
import { CompiledQuery, type Kysely } from 'kysely';

import type { Position } from '../../../events/envelope.js';
import type { RecordedLedgerEvent } from '../../../events/ledger-event.js';
import { isWorkedOut, type Standing } from '../../../projections/engine/derived-view.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { evidenceHistories } from '../../../test/support/evidence-histories.js';
import { onEveryDatabase } from '../../../test/support/every-database.js';
import { ViewDatabase } from '../../../test/support/view-database.js';
import { claimProvenances } from '../claim-provenances.js';
import { isOfSingleOrigin } from '../independence/independence.js';
import { restingOnWithdrawn } from '../withdrawn-evidence.js';
import { claimsIn, ClaimFlagsView, type PieceBounds } from './claim-flags-view.js';
import type { FlagRow } from './flag-rows.js';

/** Every claim in the order of the log, with what is so of it, asked of it alone. */
async function askedOneByOne(views: Kysely<ViewTables>): Promise<FlagRow[]> {
  const claims = await views
    .selectFrom('claim_status')
    .select(['claim_id', 'recorded_position'])
    .where('valid_to', 'is', null)
    .orderBy('recorded_position')
    .execute();
  const rows: FlagRow[] = [];
  for (const claim of claims) {
    const ids = [claim.claim_id];
    const provenance = (await claimProvenances(views, ids, undefined)).get(claim.claim_id)!;
    const resting = await restingOnWithdrawn(views, ids, undefined);
    rows.push({
      ...claim,
      single_origin: Number(isOfSingleOrigin(provenance)),
      evidence_withdrawn: Number(resting.size > 0),
    });
  }
  return rows;
}

interface Publishers {
  /** `<claimId>/<publisher>`, in order. */
  readonly cited: string[];
  readonly counts: Record<string, number>;
}

async function publishersKept(views: Kysely<ViewTables>): Promise<Publishers> {
  const parts = await views.selectFrom('claim_publishers').selectAll().execute();
  const counts = await views.selectFrom('publisher_counts').selectAll().execute();
  return {
    cited: parts.map((row) => `${row.claim_publisher} ${parse(row.publisher).name}`).sort(),
    counts: Object.fromEntries(counts.map((row) => [row.value, row.count])),
  };
}

/** As {@link publishersKept}, from the citations and sources themselves. */
async function publishersCited(views: Kysely<ViewTables>): Promise<Publishers> {
  const citations = await views.selectFrom('citations').selectAll().execute();
  const sources = await views.selectFrom('sources').selectAll().execute();
  const current = sources
    .filter((row) => row.valid_to === null)
    .sort((a, b) => (a.recorded_position < b.recorded_position ? -1 : 1));
  const cited = new Map<string, string>();
  const counts: Record<string, number> = {};
  for (const { source_id, publisher_name, publisher } of current) {
    if (publisher_name === null) continue;
    for (const citation of citations) {
      const counted = citation.valid_to === null && citation.retracted === null;
      const key = `${citation.claim_id}/${publisher_name}`;
      if (!counted || citation.source_id !== source_id || cited.has(key)) continue;
      cited.set(key, `${key} ${parse(publisher!).name}`);
      counts[publisher_name] = (counts[publisher_name] ?? 0) + 1;
    }
  }
  return { cited: [...cited.values()].sort(), counts };
}

/** The table, as the engine would write it. */
class Rows {
  private readonly rows = new Map<string, FlagRow>();
  private standing: Standing = { position: null, cursor: null };

  constructor(private readonly view: ClaimFlagsView) {}

  /** A piece of the work; @returns whether there was any. */
  async step(reached: Position): Promise<boolean> {
    if (isWorkedOut(this.standing, reached)) return false;
    const { rows, after } = await this.view.next(this.standing, reached);
    for (const row of rows as FlagRow[]) this.rows.set(row.claim_id, row);
    expect(after).not.toEqual(this.standing);
    this.standing = after;
    return true;
  }

  async all(reached: Position): Promise<FlagRow[]> {
    while (await this.step(reached));
    return [...this.rows.values()];
  }
}

const bounds = fc.record({
  claims: fc.integer({ min: 1, max: 4 }),
  changes: fc.integer({ min: 1, max: 4 }),
});
/** How many events come next, how many pieces are then worked on, and how far behind the views. */
const batches = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat({ max: 4 }), fc.nat({ max: 5 })),
  { minLength: 60, maxLength: 60 },
);

onEveryDatabase((viewsOf, database) => {
  const workedOut = async (
    events: readonly RecordedLedgerEvent[],
    within: PieceBounds,
    taken: readonly (readonly [number, number, number])[],
  ) => {
    const views = await viewsOf();
    try {
      const rows = new Rows(new ClaimFlagsView(views.views, within));
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
        inBatches: await rows.all(end),
        atOnce: await new Rows(new ClaimFlagsView(views.views, within)).all(end),
        kept: await views.views
          .selectFrom('claim_flags')
          .select(['claim_id', 'recorded_position', 'single_origin', 'evidence_withdrawn'])
          .orderBy('recorded_position')
          .execute(),
        expected: await askedOneByOne(views.views),
        publishers: await publishersKept(views.views),
        expectedPublishers: await publishersCited(views.views),
      };
    } finally {
      await views.close();
    }
  };

  it('are what each claim is, however the work was cut, in the order of the log', async () => {
    await fc.assert(
      fc.asyncProperty(evidenceHistories, bounds, batches, async ({ events }, within, taken) => {
        const worked = await workedOut(events, within, taken);
        const { inBatches, atOnce, kept, expected } = worked;
        expect(inBatches).toEqual(expected);
        expect(atOnce).toEqual(expected);
        expect(kept).toEqual(expected);
        expect(worked.publishers).toEqual(worked.expectedPublishers);
      }),
      { numRuns: database === 'SQLite' ? 60 : 15 },
    );
  }, 240_000);
});

it('are looked for by an index, however many claims there are', async () => {
  const database = await ViewDatabase.of();
  const { views } = database;
  const { sql, parameters } = claimsIn(views, { behind: '1', to: '2' }, 10).compile();
  const explained = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
  const { rows } = await views.executeQuery<{ detail: string }>(explained);
  await database.close();
  expect(rows.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^SEARCH claims USING COVERING INDEX/),
  ]);
});
