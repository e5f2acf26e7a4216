import * as fc from 'fast-check';

import { nameKey } from '../../text/name-key.js';
import { claimFilters, claimHistories, NOW } from '../../../test/support/claim-histories.js';
import { onEveryDatabase } from '../../../test/support/every-database.js';
import { counted, knownClaims, matching } from '../../../test/support/known-claims.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { claimFacets, FACETS } from './claim-facets.js';

onEveryDatabase((viewsOf, database) => {
  it('counts what another value of a filter would give', async () => {
    await fc.assert(
      fc.asyncProperty(claimHistories, claimFilters, async ({ events }, filter) => {
        const opened = await viewsOf(events);
        const { views } = opened;
        try {
          const all = await knownClaims(views);
          const facets = await claimFacets(views, FACETS, filter, { now: NOW });
          for (const facet of FACETS) {
            const { [facet]: _, ...others } = filter;
            const { values, more, exact } = facets[facet]!;
            const counts = values.map(({ value, count }) => [nameKey(value), count]);
            expect(Object.fromEntries(counts)).toEqual(counted(matching(all, others), facet));
            expect({ more, exact }).toEqual({ more: false, exact: true });
            expect(values.map(({ count }) => count)).toEqual(
              values.map(({ count }) => count).toSorted((a, b) => b - a),
            );
          }
        } finally {
          await opened.close();
        }
      }),
      { numRuns: database === 'SQLite' ? 250 : 40 },
    );
  }, 240_000);

  it('counts the newest of very many claims, and says so', async () => {
    const history = new LedgerHistory();
    for (let n = 0; n < 5; n += 1) history.claim(uuid(100 + n), { topics: [`Topic ${n % 2}`] });
    const opened = await viewsOf(history.events);
    const counts = async (most: number) => {
      const filter = { kind: ['fact'] as const };
      const { topic } = await claimFacets(opened.views, ['topic'], filter, { now: NOW }, most);
      const { values, exact } = topic!;
      return { exact, counts: values.map(({ value, count }) => `${value}: ${count}`) };
    };
    expect(await counts(5)).toEqual({ exact: true, counts: ['Topic 0: 3', 'Topic 1: 2'] });
    expect(await counts(2)).toEqual({ exact: false, counts: ['Topic 0: 1', 'Topic 1: 1'] });
    await opened.close();
  });

  it('writes a value as the claim has it that was recorded first', async () => {
    const history = new LedgerHistory();
    ['Élan', 'ÉLAN', 'élan'].forEach((topic, n) =>
      history.claim(uuid(100 + n), { topics: [topic] }),
    );
    const opened = await viewsOf(history.events);
    const { views } = opened;
    for (const filter of [{}, { kind: ['fact'] as const }]) {
      const { topic } = await claimFacets(views, ['topic'], filter, { now: NOW });
      expect(topic?.values).toEqual([{ value: 'Élan', count: 3 }]);
    }
    await opened.close();
  });
});
