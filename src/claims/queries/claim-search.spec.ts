import * as fc from 'fast-check';
import { sql, type Kysely } from 'kysely';

import { CLAIM_KINDS } from '../../../events/claim/claim-events.js';
import { QUESTIONS, type Claimant } from '../../../events/fields.js';
import { beginningOf, lastInstantOf } from '../../../events/partial-date.js';
import { CLAIM_STATUSES } from '../../../projections/claim-status/claim-status.row.js';
import { nameKey } from '../../../projections/name-key.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { onEveryDatabase } from '../../../test/support/every-database.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { ViewDatabase } from '../../../test/support/view-database.js';
import { everyPage } from '../../queries/every-page.js';
import { InvalidCursorError } from '../../queries/page.js';
import type { ClaimAnswer } from './claim-answer.js';
import { FACETS, type Facet } from './claim-facets.js';
import { CLAIM_FLAGS } from './claim-flags.js';
import { CLAIM_ORDERS, Search, type ClaimOrder } from './claim-search.js';
import type { ClaimFilter } from './claim-terms.js';
import { listClaims, type PageBounds } from './list-claims.js';

const NOW = '2025-11-15T00:00:00.000Z';
const SOURCES = [uuid(20), uuid(21), uuid(22)];
const MEMBERS = [uuid(1), uuid(2)];
const PUBLISHERS = ['The Gazette', 'THE GAZETTE', 'Élan'];
const TOPICS = ['Talks', 'talks', 'Doha', 'Straße'];
const CLAIMANTS: readonly Claimant[] = [
  { kind: 'own-voice' },
  { kind: 'named', agent: { name: 'Majed Al-Ansari' } },
  { kind: 'named', agent: { name: 'MAJED AL-ANSARI' } },
  { kind: 'anonymous', description: 'diplomatic sources' },
];
const LANGUAGES = ['en', 'en-GB', 'pt-BR', 'zh-Hans'];
const DATES = ['2025', '2025-10', '2025-10-14', '2025-10-14T09:00:00+03:00', '2025-11-02', '2024'];
const WORDS = ['talks', 'begun', 'hostages', 'doha'];

const some = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const claim = fc.record({
  text: fc.subarray(WORDS, { minLength: 1 }).map((words) => words.join(' ')),
  kind: fc.constantFrom(...CLAIM_KINDS),
  claimant: fc.constantFrom(...CLAIMANTS),
  topics: fc.subarray(TOPICS),
  language: some(LANGUAGES),
  statedAt: some(DATES),
  by: fc.constantFrom(...MEMBERS),
});

/** What happens to a claim once it is recorded. */
const fate = fc.constantFrom(
  'cited',
  'cited twice',
  'retracted',
  'true',
  'said',
  'contested',
  'withdrawn',
  'unanchored',
);

const histories = fc
  .array(fc.tuple(claim, fc.array(fate, { maxLength: 3 }), fc.nat(2), fc.nat(40)), {
    maxLength: 14,
  })
  .chain((claims) => fc.tuple(fc.constant(claims), fc.array(fc.nat(2), { maxLength: 2 })))
  .map(([claims, amended]) => {
    const log = new LedgerHistory().policy(1);
    SOURCES.forEach((id, n) => log.source(id, { publisher: { name: PUBLISHERS[n]! } }));
    claims.forEach(([{ by, language, statedAt, ...given }, fates, source, day], n) => {
      const id = uuid(100 + n);
      // Instants may go back, as they may between two processes.
      log.by(by).at(new Date(Date.UTC(2025, 9, 1 + day, 12)).toISOString());
      log.claim(id, {
        ...given,
        ...(language && { language }),
        ...(statedAt && { statedAt }),
        ...(given.kind === 'prediction' && { resolves: { by: '2025-10', criterion: 'signed' } }),
        recordedBy: by,
      });
      fates.forEach((each, m) => happens(log, id, each, SOURCES[source]!, 10 * n + m));
    });
    for (const n of amended) {
      const changes = { publisher: n === 2 ? null : { name: PUBLISHERS[2]! } };
      log.record(`source-${SOURCES[n]!}`, 'SourceAmended', { changes });
    }
    return log;
  });

function happens(log: LedgerHistory, id: string, what: string, source: string, n: number): void {
  const [citation, verdict] = [uuid(1_000 + n), uuid(2_000 + n)];
  switch (what) {
    case 'cited':
      log.citation(id, citation, source);
      break;
    case 'cited twice':
      log.citation(id, citation, source).citation(id, uuid(4_000 + n), SOURCES[0]!);
      break;
    case 'retracted':
      log.citation(id, citation, source).citationRetracted(id, citation);
      break;
    case 'unanchored':
      log.citation(id, citation, source, {
        anchoring: { algorithm: 'text-quote/1', fidelity: 'absent', anchor: 'orphaned' },
      });
      break;
    case 'true':
      log.verdict(id, verdict, 'true', n % 2 ? { expires: '2025-11-01' } : { expires: '2026' });
      log.finding(id, uuid(3_000 + n), 'true');
      break;
    case 'said':
      log.verdict(id, verdict, 'said', { question: 'attribution' });
      log.finding(id, uuid(3_000 + n), n % 3 ? 'said' : 'true', 'attribution');
      break;
    case 'contested':
      log.record(`claim-${id}`, 'FindingContested', {
        question: 'veracity',
        verdicts: [],
        policyVersion: 1,
      });
      break;
    default:
      log.claimWithdrawn(id);
  }
}

const valuesOf = {
  status: fc.subarray([...CLAIM_STATUSES], { minLength: 1 }),
  flag: fc.subarray([...CLAIM_FLAGS], { minLength: 1 }),
  kind: fc.subarray([...CLAIM_KINDS], { minLength: 1 }),
  needs: fc.subarray([...QUESTIONS], { minLength: 1 }),
  rating: fc.constantFrom('true', 'said', 'false'),
  topic: fc.constantFrom('TALKS', 'doha', 'strasse', 'nothing'),
  claimant: fc.constantFrom('majed al-ansari', 'Diplomatic sources'),
  publisher: fc.constantFrom('the gazette', 'élan'),
  sourceId: fc.constantFrom(...SOURCES),
  language: fc.constantFrom('en', 'en-GB', 'pt', 'zh-hans'),
  recordedBy: fc.constantFrom(...MEMBERS),
  recordedFrom: fc.constantFrom('2025-10-05', '2025-10-10T12:00:00Z', '2025-11'),
  recordedUntil: fc.constantFrom('2025-10-20', '2025-10', '2025-10-10T11:59:59.999Z'),
  statedFrom: fc.constantFrom('2025-10-14', '2025-11', '2025-10-14T06:00:00Z'),
  statedUntil: fc.constantFrom('2025-10-14', '2024', '2025-10-13'),
  q: fc.constantFrom('talks', 'begun', 'tal', 'doha talks'),
};

/** Three at most, or hardly any claim would be left. */
const filters: fc.Arbitrary<ClaimFilter> = fc
  .subarray(Object.keys(valuesOf) as (keyof ClaimFilter)[], { maxLength: 3 })
  .chain((names) =>
    fc.record(
      Object.fromEntries(names.map((name) => [name, valuesOf[name] as fc.Arbitrary<unknown>])),
    ),
  )
  .map((picked) => picked as ClaimFilter);

const bounds: fc.Arbitrary<PageBounds> = fc.record({
  few: fc.nat(8),
  lookedAt: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
  workedOut: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
  counted: fc.nat(30),
});

/** A claim as it is shown, and what is said of it elsewhere. */
interface Known {
  readonly claim: ClaimAnswer;
  readonly sources: readonly string[];
  readonly publishers: readonly string[];
  /** The position of the last event of its stream. */
  readonly changed: string;
}

/** All claims, newest first. */
async function allOf(views: Kysely<ViewTables>): Promise<Known[]> {
  const { items } = await listClaims(views, { limit: 500 }, { now: NOW });
  const citations = await views.selectFrom('citations').selectAll().execute();
  const sources = await views
    .selectFrom('sources')
    .selectAll()
    .where('valid_to', 'is', null)
    .execute();
  const status = await views
    .selectFrom('claim_status')
    .selectAll()
    .where('valid_to', 'is', null)
    .execute();
  return items.map((claim) => {
    const cited = citations
      .filter((row) => row.claim_id === claim.id && row.valid_to === null && row.retracted === null)
      .map((row) => row.source_id);
    const publishers = sources.filter((row) => cited.includes(row.source_id) && row.publisher);
    return {
      claim,
      sources: cited,
      publishers: publishers.map((row) => nameKey(parse(row.publisher!).name)),
      changed: status.find((row) => row.claim_id === claim.id)!.valid_from,
    };
  });
}

function nameOf(claimant: Claimant): string | undefined {
  return claimant.kind === 'anonymous' ? claimant.description : claimant.agent?.name;
}

function ratingsOf({ questions: { veracity, attribution } }: ClaimAnswer): string[] {
  return [...new Set([veracity.finding?.rating, attribution.finding?.rating])].filter(
    (rating) => rating !== undefined,
  );
}

/** What each filter says, as one would say it of a single claim. */
const SAYS: {
  readonly [Name in keyof ClaimFilter]-?: (
    value: NonNullable<ClaimFilter[Name]>,
    known: Known,
  ) => boolean;
} = {
  status: (values, { claim }) => values.includes(claim.status),
  flag: (values, { claim }) => values.some((flag) => claim.flags.includes(flag)),
  kind: (values, { claim }) => values.includes(claim.kind),
  needs: (values, { claim }) =>
    values.some(
      (question) =>
        !claim.withdrawn &&
        !claim.questions[question].finding &&
        !(question === 'veracity' && claim.kind === 'opinion'),
    ),
  rating: (value, { claim }) => ratingsOf(claim).includes(value),
  topic: (value, { claim }) => claim.topics.map(nameKey).includes(nameKey(value)),
  claimant: (value, { claim }) => nameKey(nameOf(claim.claimant) ?? '') === nameKey(value),
  publisher: (value, { publishers }) => publishers.includes(nameKey(value)),
  sourceId: (value, { sources }) => sources.includes(value),
  language: (value, { claim }) =>
    `${claim.language ?? ''}-`.toLowerCase().startsWith(`${value.toLowerCase()}-`),
  recordedBy: (value, { claim }) => claim.recordedBy.id === value,
  recordedFrom: (value, { claim }) => claim.recordedAt >= beginningOf(value),
  recordedUntil: (value, { claim }) => claim.recordedAt <= lastInstantOf(value),
  statedFrom: (value, { claim: { statedAt } }) =>
    statedAt !== null && lastInstantOf(statedAt) >= beginningOf(value),
  statedUntil: (value, { claim: { statedAt } }) =>
    statedAt !== null && beginningOf(statedAt) <= lastInstantOf(value),
  q: (value, { claim }) => value.split(' ').every((word) => claim.text.includes(word)),
};

function matching(all: readonly Known[], filter: ClaimFilter): Known[] {
  const entries = Object.entries(filter) as [keyof ClaimFilter, never][];
  return all.filter((known) => entries.every(([name, value]) => SAYS[name](value, known)));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function inOrder(newestFirst: readonly Known[], order: ClaimOrder): Known[] {
  switch (order) {
    case 'newest':
      return [...newestFirst];
    case 'oldest':
      return [...newestFirst].reverse();
    case 'due':
      return newestFirst.toSorted(
        (a, b) =>
          compare(a.claim.dueAt ?? 'never', b.claim.dueAt ?? 'never') ||
          compare(a.claim.id, b.claim.id),
      );
    case 'changed':
      return newestFirst.toSorted((a, b) => compare(b.changed, a.changed));
  }
}

const VALUES: Readonly<Record<Facet, (known: Known) => readonly string[]>> = {
  status: ({ claim }) => [claim.status],
  rating: ({ claim }) => ratingsOf(claim),
  topic: ({ claim }) => claim.topics.map(nameKey),
  claimant: ({ claim }) => [nameOf(claim.claimant) ?? []].flat().map(nameKey),
  publisher: ({ publishers }) => publishers,
};

/** By the keys of the values, since how they are written is another matter. */
function counted(all: readonly Known[], facet: Facet): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const known of all) {
    for (const value of new Set(VALUES[facet](known))) counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

onEveryDatabase((viewsOf, database) => {
  const numRuns = database === 'SQLite' ? 250 : 40;

  it('finds the claims that each filter names, in every order, however the work is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories,
        fc.array(fc.tuple(filters, fc.constantFrom(...CLAIM_ORDERS), bounds), {
          minLength: 6,
          maxLength: 6,
        }),
        async ({ events }, searches) => {
          const opened = await viewsOf(events);
          const { views } = opened;
          try {
            const all = await allOf(views);
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
      { numRuns },
    );
  }, 240_000);

  it('counts what another value of a filter would give', async () => {
    await fc.assert(
      fc.asyncProperty(histories, filters, async ({ events }, filter) => {
        const opened = await viewsOf(events);
        const { views } = opened;
        try {
          const all = await allOf(views);
          const request = { ...filter, facets: [...FACETS] };
          const { facets } = await listClaims(views, request, { now: NOW });
          for (const facet of FACETS) {
            const { [facet]: _, ...others } = filter;
            const { values, more, exact } = facets![facet]!;
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
      { numRuns },
    );
  }, 240_000);

  describe('a list', () => {
    const log = () => {
      const history = new LedgerHistory().policy(1);
      for (let n = 0; n < 5; n += 1) history.claim(uuid(100 + n), { topics: [`Topic ${n % 2}`] });
      return history;
    };

    it('says with its first page alone how many claims have each value', async () => {
      const opened = await viewsOf(log().events);
      const { views } = opened;
      const request = { facets: ['topic'] as const, limit: 3 };
      const first = await listClaims(views, request, { now: NOW });
      expect(first.facets).toEqual({
        topic: {
          values: [
            { value: 'Topic 0', count: 3 },
            { value: 'Topic 1', count: 2 },
          ],
          more: false,
          exact: true,
        },
      });
      const second = await listClaims(views, { ...request, after: first.next! }, { now: NOW });
      expect(second).toMatchObject({ items: [{}, {}], next: null });
      expect(second).not.toHaveProperty('facets');
      await opened.close();
    });

    it('counts the newest of very many claims, and says so', async () => {
      const opened = await viewsOf(log().events);
      const request = { kind: ['fact'] as const, facets: ['topic'] as const };
      const within = { few: 0, lookedAt: [5], workedOut: [5] };
      const counts = async (counted: number) => {
        const bounds = { ...within, counted };
        const { facets } = await listClaims(opened.views, request, { now: NOW }, bounds);
        const { values, exact } = facets!.topic!;
        return { exact, counts: values.map(({ value, count }) => `${value}: ${count}`) };
      };
      expect(await counts(5)).toEqual({ exact: true, counts: ['Topic 0: 3', 'Topic 1: 2'] });
      expect(await counts(2)).toEqual({ exact: false, counts: ['Topic 0: 1', 'Topic 1: 1'] });
      await opened.close();
    });

    it('takes no cursor of a list in another order', async () => {
      const opened = await viewsOf(log().events);
      const { views } = opened;
      for (const order of CLAIM_ORDERS) {
        const { next } = await listClaims(views, { order, limit: 2 }, { now: NOW });
        for (const other of CLAIM_ORDERS) {
          const page = listClaims(views, { order: other, after: next! }, { now: NOW });
          if (other === order) expect((await page).items).toHaveLength(3);
          else await expect(page).rejects.toThrow(InvalidCursorError);
        }
      }
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
        const { facets } = await listClaims(views, { ...filter, facets: ['topic'] }, { now: NOW });
        expect(facets?.topic?.values).toEqual([{ value: 'Élan', count: 3 }]);
      }
      await opened.close();
    });
  });
});

describe('a search on SQLite', () => {
  let database: ViewDatabase;
  beforeAll(async () => (database = await ViewDatabase.of()));
  afterAll(() => database.close());

  /** How the claims are found, before those that were found are sorted. */
  async function planOf(filter: ClaimFilter, order: ClaimOrder): Promise<string[]> {
    const { views } = database;
    const noneIsFew = -1;
    const search = await Search.for(views, filter, order, { now: NOW }, noneIsFew);
    const found = search.select(
      ['claim_status.row_id'],
      { after: { position: '5', key: 'x' } },
      51,
    );
    const { rows } = await sql<{ detail: string }>`explain query plan ${found}`.execute(views);
    const plan = rows.map(({ detail }) => detail);
    return plan.slice(
      0,
      plan.findIndex((step) => /^SCAN (found|of_0)$/.test(step)),
    );
  }

  it('sorts no more of few claims than were recorded between the dates', async () => {
    const history = new LedgerHistory().claim(uuid(100), { topics: ['talks'] });
    const recorded = await ViewDatabase.of(history.events);
    const filter = { topic: 'talks', recordedFrom: '2025-10-14', recordedUntil: '2025-10-14' };
    const search = await Search.for(recorded.views, filter, 'due', { now: NOW });
    const found = search.select(['claim_status.row_id'], {}, 51);
    const { rows } = await sql<{ detail: string }>`explain query plan ${found}`.execute(
      recorded.views,
    );
    await recorded.close();
    expect(rows.map(({ detail }) => detail)).toContainEqual(
      expect.stringMatching(/^SEARCH claim_topics .*recorded_position>\? AND recorded_position<\?/),
    );
  });

  it.each<[string, ClaimFilter, ClaimOrder, RegExp]>([
    ['all', {}, 'newest', /^SEARCH claims USING COVERING INDEX/],
    ['all, oldest first', {}, 'oldest', /^SEARCH claims USING COVERING INDEX/],
    ['all, due first', {}, 'due', /^SEARCH claim_status USING INDEX/],
    ['all, changed first', {}, 'changed', /^SEARCH claim_status USING INDEX/],
    ['a status', { status: ['settled'] }, 'newest', /\(status=\? AND/],
    ['two statuses', { status: ['settled', 'contested'] }, 'oldest', /\(status=\? AND/],
    ['a flag', { flag: ['stale'] }, 'newest', /^SEARCH claim_status USING INDEX/],
    ['a flag of other streams', { flag: ['single-origin'] }, 'newest', /^SEARCH claim_flags/],
    ['flags of both', { flag: ['single-origin', 'stale'] }, 'newest', /^SEARCH claims USING/],
    ['a rating', { rating: 'true' }, 'newest', /\(veracity_rating=\? AND/],
    ['what is needed', { needs: ['veracity'] }, 'newest', /^SEARCH claim_status USING INDEX/],
    ['a topic', { topic: 'talks' }, 'newest', /\(topic_key=\? AND/],
    ['a publisher', { publisher: 'gazette' }, 'newest', /\(publisher_name=\? AND/],
    ['a claimant', { claimant: 'ana' }, 'newest', /\(claimant_name=\? AND/],
    ['a language', { language: 'en' }, 'newest', /\(language_key=\? AND/],
    ['kinds', { kind: ['fact', 'opinion'] }, 'newest', /\(kind=\? AND/],
    ['who recorded it', { recordedBy: 'x' }, 'newest', /\(recorded_by=\? AND/],
    [
      'several filters',
      { topic: 'talks', statedFrom: '2025', kind: ['fact'], status: ['settled'] },
      'newest',
      /\(topic_key=\? AND/,
    ],
    [
      'several filters, due first',
      { topic: 'talks', statedFrom: '2025', kind: ['fact'] },
      'due',
      /^SEARCH claim_status USING INDEX/,
    ],
  ])('goes along an index in the order of the list: %s', async (_, filter, order, first) => {
    const plan = await planOf(filter, order);
    expect(plan.find((step) => step.startsWith('SEARCH'))).toMatch(first);
    expect(plan.filter((step) => /^SCAN|TEMP B-TREE/.test(step))).toEqual([]);
  });
});
