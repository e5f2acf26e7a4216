import { sql } from 'kysely';

import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { candidates, similarClaims, similarTo } from './similar-claims.js';

const [A, B, C, D, FINDING] = [uuid(10), uuid(11), uuid(12), uuid(13), uuid(30)];
const TEXT = 'Talks on the second phase of the ceasefire have started in Doha';

onEveryDatabase((viewsOf, kind) => {
  let database: QueriedViews;
  afterEach(() => database.close());

  const history = () =>
    new LedgerHistory()
      .policy(1)
      .claim(A, { text: 'Talks on the second phase of the ceasefire have started in Cairo' })
      .claim(B, { text: `${TEXT.toUpperCase()}!` })
      .claim(C, { text: 'Bread costs 12 per cent more than it did a year ago' })
      .claim(D, { text: 'أعلنت وزارة الخارجية بدء المحادثات في الدوحة' });

  it('are found, the best first, with what became of them', async () => {
    database = await viewsOf(
      history().verdict(B, uuid(40), 'true').finding(B, FINDING, 'true').claimWithdrawn(A).events,
    );
    const found = await similarClaims(database.views, { text: TEXT });
    expect(found).toEqual([
      {
        id: B,
        text: `${TEXT.toUpperCase()}!`,
        score: 1,
        status: 'settled',
        findings: { veracity: { id: FINDING, rating: 'true' }, attribution: null },
      },
      {
        id: A,
        text: 'Talks on the second phase of the ceasefire have started in Cairo',
        score: expect.any(Number) as number,
        status: 'withdrawn',
        findings: { veracity: null, attribution: null },
      },
    ]);
    expect(found[1]!.score).toBeGreaterThan(0.8);
    expect(found[1]!.score).toBeLessThan(1);
  });

  it('are found in other scripts', async () => {
    database = await viewsOf(history().events);
    const text = 'أعلنت وزارة الخارجيّة بدءَ المحادثات أمس في الدوحة';
    expect((await similarClaims(database.views, { text })).map(({ id }) => id)).toEqual([D]);
    expect(await similarClaims(database.views, { text: '面包价格比去年上涨了' })).toEqual([]);
  });

  it('leave one out where that is asked, as of a claim itself', async () => {
    database = await viewsOf(history().events);
    const ids = (found: { id: string }[] | undefined) => found?.map(({ id }) => id);
    expect(ids(await similarClaims(database.views, { text: TEXT, except: B }))).toEqual([A]);
    expect(ids(await similarTo(database.views, A))).toEqual([B]);
    expect(ids(await similarTo(database.views, C))).toEqual([]);
    expect(await similarTo(database.views, uuid(99))).toBeUndefined();
  });

  it('are those that were there at an earlier moment, as they stood then', async () => {
    const log = history();
    const position = log.position;
    const later = log
      .at('2025-10-15T08:00:00.000Z')
      .claim(uuid(14), { text: TEXT })
      .claimWithdrawn(B);
    database = await viewsOf(later.events);
    expect(await similarClaims(database.views, { text: TEXT })).toHaveLength(3);
    for (const asOf of [{ position }, { instant: '2025-10-14T23:59:59.999Z' }]) {
      const then = await similarClaims(database.views, { text: TEXT }, asOf);
      expect(then.map(({ id, status }) => [id, status])).toEqual([
        [B, 'recorded'],
        [A, 'recorded'],
      ]);
    }
    expect(await similarTo(database.views, uuid(14), { position })).toBeUndefined();
  });

  it('are ten at most, the oldest of those that are equally alike', async () => {
    const log = new LedgerHistory();
    for (let n = 0; n < 15; n += 1) log.claim(uuid(100 + n), { text: TEXT });
    database = await viewsOf(log.events);
    const found = await similarClaims(database.views, { text: TEXT });
    expect(found.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, n) => uuid(100 + n)));
  });

  it('are none where nothing is recorded', async () => {
    database = await viewsOf();
    expect(await similarClaims(database.views, { text: '!' })).toEqual([]);
  });

  it('are looked for in the index of every band, and nowhere is a table read through', async () => {
    database = await viewsOf(history().events);
    const plan = await planOf();
    const indexes = plan.matchAll(/(?:INDEX|using|Bitmap Index Scan on) (claim_likeness\w*_\d+)/g);
    expect(new Set([...indexes].map(([, index]) => index)).size).toBe(19);
    expect(plan).not.toMatch(/SCAN (claim|status|likeness)|Seq Scan/);
  });

  async function planOf(): Promise<string> {
    if (kind === 'SQLite') {
      const { rows } = await sql<{
        detail: string;
      }>`explain query plan ${candidates(TEXT)}`.execute(database.views);
      return rows.map(({ detail }) => detail).join('\n');
    }
    return database.views.transaction().execute(async (reading) => {
      // Of a few rows it would read all.
      await sql`set local enable_seqscan = off`.execute(reading);
      const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${candidates(TEXT)}`.execute(
        reading,
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
  }
});
