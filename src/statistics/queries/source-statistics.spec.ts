import { CompiledQuery } from 'kysely';
import { Value } from 'typebox/value';

import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { ViewDatabase } from '../../../test/support/view-database.js';
import { DEFAULT_POLICY } from '../../policy/default-policy.js';
import { cursorOf, InvalidCursorError } from '../../queries/page.js';
import { sourceStatistics, SourceStatisticsPage } from './source-statistics.js';
import { tallyQuery } from './tally-page.js';

const [GAZETTE, ITS_OTHER, OWN_VOICE] = [uuid(20), uuid(21), uuid(22)];
const [FALSE_CLAIM, TRUE_CLAIM, GONE_CLAIM] = [uuid(10), uuid(11), uuid(12)];
const altered = {
  quote: { exact: 'talks began' },
  anchoring: {
    algorithm: 'text-quote/5',
    fidelity: 'altered',
    anchor: 'anchored',
    passage: { start: 1, end: 6, exact: 'talks' },
  },
} as const;

const history = new LedgerHistory()
  .record('policy-ledger', 'PolicyAdopted', { version: 1, ...DEFAULT_POLICY })
  .source(GAZETTE, { title: 'First', publisher: { name: 'The Gazette' } })
  .source(ITS_OTHER, { publisher: { name: 'THE GAZETTE' } })
  .source(OWN_VOICE, { title: 'A post', url: 'https://post.example/1' })
  .claim(FALSE_CLAIM)
  .citation(FALSE_CLAIM, uuid(30), GAZETTE, altered)
  .citation(FALSE_CLAIM, uuid(31), ITS_OTHER)
  .citation(FALSE_CLAIM, uuid(32), OWN_VOICE, { stance: 'refutes' })
  .finding(FALSE_CLAIM, uuid(50), 'mostly-false')
  .claim(TRUE_CLAIM)
  .citation(TRUE_CLAIM, uuid(33), GAZETTE)
  .citation(TRUE_CLAIM, uuid(34), GAZETTE, { stance: 'supports' })
  .finding(TRUE_CLAIM, uuid(51), 'true')
  .claim(GONE_CLAIM)
  .citation(GONE_CLAIM, uuid(35), OWN_VOICE)
  .claimWithdrawn(GONE_CLAIM)
  .sourceWithdrawn(ITS_OTHER);

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  beforeEach(async () => {
    database = await viewsOf(history.events);
  });
  afterEach(() => database.close());

  it('counts each source, that which is cited most first', async () => {
    const page = await sourceStatistics(database.views, 'source', 'most', {});
    expect(Value.Errors(SourceStatisticsPage, page)).toEqual([]);
    expect(page.next).toBeNull();
    expect(page.items).toHaveLength(3);
    expect(page.items[0]).toEqual({
      source: { id: GAZETTE, title: 'First', url: null },
      publisher: 'The Gazette',
      sourceCount: 1,
      withdrawnSourceCount: 0,
      citations: {
        total: 3,
        makes: 2,
        supports: 1,
        refutes: 0,
        context: 0,
        altered: 1,
        changed: 0,
      },
      claims: {
        cited: 2,
        made: 2,
        refuted: 1,
        byRating: [
          { rating: 'mostly-false', count: 1 },
          { rating: 'true', count: 1 },
        ],
      },
    });
    const [, post, other] = page.items;
    expect(post).toMatchObject({
      source: { id: OWN_VOICE, url: 'https://post.example/1' },
      publisher: null,
      citations: { total: 1, makes: 0, refutes: 1 },
      claims: { cited: 1, made: 0, refuted: 0, byRating: [] },
    });
    expect(other).toMatchObject({
      source: { id: ITS_OTHER },
      withdrawnSourceCount: 1,
      claims: { refuted: 1 },
    });
  });

  it('counts a publisher as it is written first, a claim that two of its sources make once', async () => {
    const page = await sourceStatistics(database.views, 'publisher', 'most', {});
    expect(Value.Errors(SourceStatisticsPage, page)).toEqual([]);
    expect(page.items).toEqual([
      expect.objectContaining({
        source: null,
        publisher: 'The Gazette',
        sourceCount: 2,
        withdrawnSourceCount: 1,
        citations: expect.objectContaining({ total: 4, makes: 3, altered: 1 }) as unknown,
        claims: expect.objectContaining({ cited: 2, made: 2, refuted: 1 }) as unknown,
      }),
    ]);
  });

  it('follows what is amended, reopened and retracted', async () => {
    const before = history.events.length;
    history
      .record(`source-${GAZETTE}`, 'SourceAmended', { changes: { publisher: { name: 'Herald' } } })
      .record(`claim-${FALSE_CLAIM}`, 'FindingReopened', {
        question: 'veracity',
        cause: { kind: 'evidence-retracted', id: uuid(30) },
      })
      .citationRetracted(FALSE_CLAIM, uuid(31));
    await database.add(history.events.splice(before));
    const { items } = await sourceStatistics(database.views, 'publisher', 'most', {});
    expect(items).toMatchObject([
      { publisher: 'Herald', citations: { total: 3 }, claims: { made: 2, refuted: 0 } },
      { publisher: 'THE GAZETTE', sourceCount: 1, citations: { total: 0 }, claims: { made: 0 } },
    ]);
  });

  it.each(['most', 'subject'] as const)('goes on after a cursor, by %s', async (order) => {
    const ids: (string | undefined)[] = [];
    let after: string | undefined;
    do {
      const request = { limit: 1, after };
      const page = await sourceStatistics(database.views, 'source', order, request);
      ids.push(...page.items.map(({ source }) => source?.id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(ids).toEqual(
      order === 'most' ? [GAZETTE, OWN_VOICE, ITS_OTHER] : [OWN_VOICE, ITS_OTHER, GAZETTE],
    );
  });

  it('refuses a cursor of the other order', async () => {
    for (const [order, other] of [
      ['most', 'subject'],
      ['subject', 'most'],
    ] as const) {
      const { next } = await sourceStatistics(database.views, 'source', order, { limit: 1 });
      const wrong = sourceStatistics(database.views, 'source', other, { after: next! });
      await expect(wrong).rejects.toThrow(InvalidCursorError);
    }
  });
});

describe('a page', () => {
  it.each([
    ['most', '000000000000001', ['tallies_0 (kind=? AND (weight,subject)<(?,?))']],
    ['subject', 'source/7', ['tallies_key (tally>? AND tally<?)']],
  ] as const)('goes along an index, by %s, and sorts nothing', async (order, position, indexes) => {
    const database = await ViewDatabase.of(history.events);
    const { views } = database;
    const after = cursorOf({ position, key: '7' });
    const { sql, parameters } = tallyQuery(views, 'source', order, { after }).compile();
    const explained = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
    const { rows } = await views.executeQuery<{ detail: string }>(explained);
    await database.close();
    expect(rows.map(({ detail }) => detail)).toEqual(
      indexes.map((index) => `SEARCH tallies USING INDEX ${index}`),
    );
  });
});
