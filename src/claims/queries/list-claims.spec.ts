import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { everyPage } from '../../queries/every-page.js';
import type { Moment } from '../../queries/as-of.js';
import { InvalidCursorError, type PageRequest } from '../../queries/page.js';
import { CLAIM_FLAGS } from './claim-flags.js';
import type { ClaimFilter } from './claim-terms.js';
import { listClaims, MOST_WORKED_OUT } from './list-claims.js';

const NOW = '2025-11-01T00:00:00.000Z';
const [A, B, C, D, E] = [uuid(10), uuid(11), uuid(12), uuid(13), uuid(14)];
const [GAZETTE, FORGED] = [uuid(20), uuid(21)];

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  afterEach(() => database.close());

  async function ids(request: ClaimFilter & PageRequest = {}, now = NOW): Promise<string[]> {
    const { items } = await listClaims(database.views, request, { now });
    return items.map((claim) => claim.id);
  }

  describe('a filter on claims', () => {
    beforeEach(async () => {
      database = await viewsOf(
        new LedgerHistory()
          .policy(2)
          .source(GAZETTE)
          .source(FORGED)
          .claim(A, { topics: ['gaza', 'talks'], text: 'Talks on phase two have started' })
          .claim(B, {
            claimant: { kind: 'named', agent: { name: 'Majed Al-Ansari' } },
            text: 'Mediators met',
          })
          .prediction(C, '2025-10')
          .claim(D, { topics: ['talks'], text: 'No phase was agreed on' })
          .claim(E, { text: 'Hostages were exchanged', topics: ['Élections'] })
          .citation(A, uuid(30), GAZETTE)
          .citation(B, uuid(31), FORGED)
          .citation(D, uuid(32), FORGED)
          .citation(E, uuid(33), GAZETTE, {
            anchoring: { algorithm: 'text-quote/1', fidelity: 'absent', anchor: 'orphaned' },
          })
          .verdict(A, uuid(40), 'true', { expires: '2025-10-31' })
          .verdict(A, uuid(41), 'true')
          .finding(A, uuid(50), 'true')
          .verdict(D, uuid(42), 'said', { question: 'attribution' })
          .finding(D, uuid(51), 'said', 'attribution')
          .verdict(E, uuid(43), 'false')
          .citationRetracted(D, uuid(32))
          .sourceWithdrawn(FORGED)
          .claimWithdrawn(B).events,
      );
    });

    it.each<[string, ClaimFilter, string[]]>([
      ['none', {}, [E, D, C, B, A]],
      ['status settled', { status: ['settled'] }, [D, A]],
      ['status under-review', { status: ['under-review'] }, [E]],
      ['status withdrawn', { status: ['withdrawn'] }, [B]],
      ['rating on veracity', { rating: 'true' }, [A]],
      ['rating on attribution', { rating: 'said' }, [D]],
      ['a rating without a finding', { rating: 'false' }, []],
      ['topic', { topic: 'talks' }, [D, A]],
      ['topic and rating', { topic: 'talks', rating: 'true' }, [A]],
      ['topic in other letters', { topic: 'TALKS' }, [D, A]],
      ['topic composed otherwise', { topic: 'e\u0301lections' }, [E]],
      ['an unknown topic', { topic: 'talk' }, []],
      ['claimant in other letters', { claimant: 'majed AL-ANSARI' }, [B]],
      ['source, but not by retracted citations', { sourceId: FORGED }, [B]],
      ['words', { q: 'phase' }, [D, A]],
      ['words in any order, the last begun', { q: 'two pha' }, [A]],
      ['no word at all', { q: '"' }, []],
      ['flag stale', { flag: ['stale'] }, [A]],
      ['flag overdue', { flag: ['overdue'] }, [C]],
      ['flag evidence-withdrawn', { flag: ['evidence-withdrawn'] }, [B]],
      ['flag single-origin', { flag: ['single-origin'] }, [E, A]],
      ['flag unanchored', { flag: ['unanchored'] }, [E]],
      ['flag and status', { flag: ['unanchored'], status: ['settled'] }, []],
    ])('%s', async (_, filter, expected) => {
      expect(await ids(filter)).toEqual(expected);
    });

    it('by flag finds the very claims that show it', async () => {
      for (const now of ['2025-10-31T23:59:59.999Z', NOW]) {
        const { items } = await listClaims(database.views, {}, { now });
        for (const flag of CLAIM_FLAGS) {
          const showing = items.filter((claim) => claim.flags.includes(flag)).map(({ id }) => id);
          expect(await ids({ flag: [flag] }, now)).toEqual(showing);
        }
      }
      expect(await ids({ flag: ['stale'] }, '2025-10-31T23:59:59.999Z')).toEqual([]);
    });
  });

  describe('paging through claims', () => {
    const claims = (from: number, n: number, history = new LedgerHistory()) =>
      Array.from({ length: n }, (_, i) => uuid(from + i)).reduce(
        (h, id) => h.claim(id, { topics: ['talks'], text: 'Talks have started' }),
        history,
      );

    it.each<[string, ClaimFilter]>([
      ['all', {}],
      ['by topic', { topic: 'talks' }],
      ['by words', { q: 'talks' }],
    ])('gives each once, while new ones arrive: %s', async (_, filter) => {
      const history = claims(100, 7);
      database = await viewsOf(history.events);
      const seen: string[] = [];
      let after: string | undefined;
      let known = history.events.length;
      do {
        const page = await listClaims(
          database.views,
          { ...filter, limit: 3, ...(after !== undefined && { after }) },
          { now: NOW },
        );
        seen.push(...page.items.map((claim) => claim.id));
        after = page.next ?? undefined;
        claims(200 + seen.length * 2, 2, history);
        await database.add(history.events.slice(known));
        known = history.events.length;
      } while (after !== undefined);
      expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => uuid(100 + n)));
    });

    it('streams more than a page holds', async () => {
      database = await viewsOf(claims(0, 1001).events);
      const seen = new Set<string>();
      for await (const claim of everyPage((page) =>
        listClaims(database.views, page, { now: NOW }),
      )) {
        seen.add(claim.id);
      }
      expect(seen.size).toBe(1001);
    });

    it('by single-origin is walked now; as of a moment, so many are looked at for a page', async () => {
      const history = new LedgerHistory()
        .source(GAZETTE)
        .source(FORGED)
        .claim(A)
        .citation(A, uuid(30), GAZETTE);
      for (let n = 0; n <= 2 * MOST_WORKED_OUT; n += 1) {
        const claim = uuid(1000 + n);
        history
          .claim(claim)
          .citation(claim, uuid(10_000 + n), GAZETTE)
          .citation(claim, uuid(20_000 + n), FORGED);
      }
      history.claim(B).citation(B, uuid(31), GAZETTE).claim(C).citation(C, uuid(32), GAZETTE);
      database = await viewsOf(history.events);
      const pagesAt = async (moment: Moment) => {
        const pages: string[][] = [];
        let after: string | undefined;
        do {
          const cursor = after === undefined ? {} : { after };
          const request = { flag: ['single-origin'] as const, limit: 1, ...cursor };
          const { items, next } = await listClaims(database.views, request, moment);
          pages.push(items.map(({ id }) => id));
          after = next ?? undefined;
        } while (after !== undefined);
        return pages;
      };
      expect(await pagesAt({ now: NOW })).toEqual([[C], [B], [A]]);
      const asOf = { position: history.position };
      expect(await pagesAt({ asOf, now: NOW })).toEqual([[C], [B], [], [A]]);
    });

    it('refuses a cursor that is none', async () => {
      database = await viewsOf();
      await expect(ids({ after: 'nonsense' })).rejects.toThrow(InvalidCursorError);
    });
  });
});
