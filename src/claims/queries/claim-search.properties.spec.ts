import * as fc from 'fast-check';

import { claimFilters, claimHistories, NOW } from '../../../test/support/claim-histories.js';
import { onEveryDatabase } from '../../../test/support/every-database.js';
import { inOrder, knownClaims, matching } from '../../../test/support/known-claims.js';
import { everyPage } from '../../queries/every-page.js';
import { CLAIM_ORDERS } from './claim-search.js';
import { listClaims, type PageBounds } from './list-claims.js';

const bounds: fc.Arbitrary<PageBounds> = fc.record({
  few: fc.nat(8),
  lookedAt: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
  workedOut: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
});

onEveryDatabase((viewsOf, database) => {
  it('finds the claims that each filter names, in every order, however the work is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        claimHistories,
        fc.array(fc.tuple(claimFilters, fc.constantFrom(...CLAIM_ORDERS), bounds), {
          minLength: 6,
          maxLength: 6,
        }),
        async ({ events }, searches) => {
          const opened = await viewsOf(events);
          const { views } = opened;
          try {
            const all = await knownClaims(views);
            expect(all).toHaveLength(
              new Set(events.filter((e) => e.type === 'ClaimRecorded')).size,
            );
            for (const [filter, order, within] of searches) {
              const found: string[] = [];
              const list = ({ after }: { readonly after?: string | undefined }) =>
                listClaims(views, { ...filter, order, limit: 2, after }, { now: NOW }, within);
              for await (const { id } of everyPage(list)) found.push(id);
              const expected = inOrder(matching(all, filter), order).map(({ claim: { id } }) => id);
              expect(found).toEqual(expected);
            }
          } finally {
            await opened.close();
          }
        },
      ),
      { numRuns: database === 'SQLite' ? 250 : 40 },
    );
  }, 240_000);
});
