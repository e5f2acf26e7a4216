import * as fc from 'fast-check';
import { sql } from 'kysely';

import { found } from '../../test/contract/view-search.js';
import { put, targetOf, title } from '../../test/contract/view-writes.js';
import {
  postgresViews,
  sqliteViews,
  type OpenViews,
  type ViewsUnderTest,
} from '../../test/contract/views-under-test.js';
import { sourceTitles } from '../../test/support/example-projections.js';
import { describeOnPostgres } from '../../test/support/postgres.js';
import { says } from './full-text.js';

async function holding(views: ViewsUnderTest, ...titles: string[]): Promise<OpenViews> {
  const open = await views.open();
  const target = targetOf(sourceTitles.table, await open.store.begin(sourceTitles, 'view'));
  await put(open.store, target, ...titles.map((words, n) => title(`${n}`, words)));
  return open;
}

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
    open = await holding(
      views,
      'Die Gespräche über „Phase zwei“ haben begonnen',
      "They don't talk at www.example.org/talks-2 or -1.5e3",
      'Η Αθήνα και ο Ἰσοκράτης στο ΛΌΓΟΣ',
    );
  });
  afterAll(() => views.remove());

  it.each([
    'gesprache',
    'GESPRÄCHE phase',
    'zwei phase',
    'phase beg',
    '"phase',
    'über*',
    'gespra\u0308che',
  ])('finds the words of a text: %s', async (words) => {
    expect(await found(open, words)).toEqual(['0']);
  });

  it.each(["don't", 'example', 'www.example.org', 'talks-2', 'talk tal', '1.5', '5e', 'org/talks'])(
    'finds what has more in it than letters: %s',
    async (words) => {
      expect(await found(open, words)).toEqual(['1']);
    },
  );

  it.each(['αθήνα', 'λόγος', 'λόγοσ'])('folds case in other scripts: %s', async (words) => {
    expect(await found(open, words)).toEqual(['2']);
  });

  it.each([
    'phase drei',
    'gesp phase',
    'phase NOT zwei',
    'text:phase',
    'phase OR drei',
    't-don',
    'example-www',
    'αθηνα',
    'phase & !drei',
  ])('takes nothing for an operator, nor one word for another: %s', async (words) => {
    expect(await found(open, words)).toEqual([]);
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

  it('finds in any text what SQLite finds in it', async () => {
    made.push(sqliteViews(), postgresViews(server));
    const known = Array.from({ length: 0x2000 }, (_, code) => String.fromCodePoint(code)).filter(
      (letter) => SCRIPTS.test(letter) && !LATER.test(letter),
    );
    const titles = known.map((letter) => `q${letter}q`);
    const [sqlite, postgres] = await Promise.all(made.map((views) => holding(views, ...titles)));
    const differing: string[] = [];
    for (const asked of titles.filter((_, n) => n % 7 === 0)) {
      for (const words of [asked, asked.toUpperCase()]) {
        if (LATER.test(words)) continue;
        const [one, other] = [await found(sqlite!, words), await found(postgres!, words)];
        if (one.join() !== other.join()) differing.push(words);
      }
    }
    expect(differing).toEqual([]);
  });
});

/** Letters, accents, digits and punctuation of Europe. */
const SCRIPTS =
  /(?=[\p{L}\p{N}\p{P}\p{M}])[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\u0300-\u036F\0-\u00FF]/u;

/** Came after Unicode 6.1, which SQLite knows; or Ǡ and ǡ, whose accents it leaves alone. */
const LATER = /[\u01E0\u01E1\u037F\u0528-\u052F\u1C80-\u1C8F\u1D2B\u1DE7-\u1DFF\uA7AA-\uA7FF]/u;
