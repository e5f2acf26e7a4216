import * as fc from 'fast-check';
import { sql } from 'kysely';

import { found } from '../../test/contract/view-search.js';
import { SEARCH_CASES } from '../../test/contract/search-cases.js';
import { put, targetOf, title } from '../../test/contract/view-writes.js';
import {
  postgresViews,
  sqliteViews,
  type OpenViews,
  type ViewsUnderTest,
} from '../../test/contract/views-under-test.js';
import { sourceTitles } from '../../test/support/example-projections.js';
import { describeOnPostgres } from '../../test/support/postgres.js';
import { typedPhrases } from '../text/search-words.js';
import { says } from './full-text.js';

async function holding(views: ViewsUnderTest, ...titles: string[]): Promise<OpenViews> {
  const open = await views.open();
  const target = targetOf(sourceTitles.table, await open.store.begin(sourceTitles, 'view'));
  await put(open.store, target, ...titles.map((words, n) => title(`${n}`, words)));
  return open;
}

const placeOf = (text: string) => `${SEARCH_CASES.findIndex((one) => one.text === text)}`;

/** Texts out of words of the cases, and of any characters, run together at will. */
const pieces = SEARCH_CASES.flatMap(({ text }) => text.split(' '));
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces),
      fc.constantFrom(' ', ' ', '-', '。', '\u200D', '\uFEFF', '\u0301'),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const operators = fc.constantFrom(
  ...['"', "'", '*', '^', '-', '+', '(', ')', ':', '{', '&', '|', '!', '<->', '\\', ':*', "\\'"],
  ...['NEAR(', ' AND ', ' & ', ' talks', 'é', 'ﬁ', '\0'],
);
const typed = fc
  .array(fc.oneof(operators, fc.string({ unit: 'binary' })), { maxLength: 8 })
  .map((parts) => parts.join(''));

function searching(make: () => ViewsUnderTest): void {
  let views: ViewsUnderTest;
  let open: OpenViews;
  beforeAll(async () => {
    views = make();
    open = await holding(views, ...SEARCH_CASES.map(({ text }) => text));
  });
  afterAll(() => views.remove());

  describe.each(SEARCH_CASES)('$kind: $text', ({ text, finds, findsNot }) => {
    const asked = async (words: string) => found(open, words);

    it.each(finds)('is found by %s', async (words) => {
      expect(await asked(words)).toContain(placeOf(text));
    });

    it.each(findsNot)('is not found by %s', async (words) => {
      expect(await asked(words)).not.toContain(placeOf(text));
    });
  });

  it.each(['', '  ', '"', '*', '(((', '\u0000', '—', '🙂', "'", '&', '\\'])(
    'finds nothing where there is no word: %j',
    async (words) => {
      expect(await found(open, words)).toEqual([]);
    },
  );

  it('is never a syntax error', async () => {
    await fc.assert(
      fc.asyncProperty(typed, async (words) => {
        expect(Array.isArray(await found(open, words))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds a text by each of its own words', async () => {
    const other = make();
    const own = await other.open();
    const target = targetOf(sourceTitles.table, await own.store.begin(sourceTitles, 'view'));
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        await put(own.store, target, title('own', text));
        for (const word of text.split(' ')) {
          const isWord = typedPhrases(word).length > 0;
          expect([word, await found(own, word)]).toEqual([word, isWord ? ['own'] : []]);
        }
      }),
      { numRuns: 300 },
    );
    await other.remove();
  });

  it('takes a text of any words, however long they are', async () => {
    const other = make();
    const texts = ['x'.repeat(5_000), 'é'.repeat(5_000), 'a '.repeat(20_000)];
    const long = await holding(other, ...texts);
    expect(await found(long, 'x'.repeat(4_000))).toEqual(['0']);
    expect(await found(long, 'e'.repeat(400))).toEqual(['1']);
    expect(await found(long, 'a a a')).toEqual(['2']);
    await other.remove();
  });
}

describe('searching in SQLite', () => searching(sqliteViews));

describeOnPostgres('searching in PostgreSQL', (server) => {
  searching(() => postgresViews(server));

  const made: ViewsUnderTest[] = [];
  afterEach(async () => {
    for (const views of made.splice(0)) await views.remove();
  });

  it('goes by the index', async () => {
    made.push(postgresViews(server));
    const open = await holding(made[0]!, 'Talks');
    const plan = await open.db.transaction().execute(async (reading) => {
      // Of a few rows it would read all.
      await sql`set local enable_seqscan = off`.execute(reading);
      const { rows } = await sql<{ 'QUERY PLAN': string }>`
        explain select source_id from source_titles
        where ${says(reading, 'source_titles', 'talks')}`.execute(reading);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toContain('Bitmap Index Scan on source_titles_g1_search');
  });
});
