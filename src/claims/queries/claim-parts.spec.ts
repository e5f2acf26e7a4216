import type { Kysely } from 'kysely';
import { Value } from 'typebox/value';

import type { ViewTables } from '../../../projections/view-tables.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { listCitations } from '../../citations/citations.js';
import type { AsOf } from '../../queries/as-of.js';
import { listVerdicts } from '../../reviews/verdicts.js';
import { getSource } from '../../sources/sources.js';
import type { Reading } from '../../routes/read.js';
import { claimReads } from '../claims.reads.js';
import { CLAIM_PARTS, type ClaimPart } from './claim-parts.js';
import { listRelations } from './claim-relations.js';
import { ClaimDetail, getClaim } from './get-claim.js';

const NOW = '2026-01-01T00:00:00.000Z';
const [CLAIM, OTHER] = [uuid(10), uuid(11)];
const [CITED, NAMED, UNNAMED, ELSEWHERE] = [uuid(20), uuid(21), uuid(22), uuid(23)];
const [VERDICT, RELATION] = [uuid(40), uuid(50)];

/** A claim with two citations of one source, one of which names another in a hop. */
function history(): LedgerHistory {
  const log = new LedgerHistory().policy(2).claim(CLAIM).claim(OTHER);
  for (const id of [CITED, NAMED, UNNAMED, ELSEWHERE]) log.source(id);
  const by = { kind: 'anonymous', description: 'an aide' } as const;
  return log
    .citation(CLAIM, uuid(30), CITED)
    .citation(CLAIM, uuid(31), CITED, {
      attribution: [
        { mode: 'said', by },
        { mode: 'reported', by, sourceId: NAMED },
      ],
    })
    .citation(OTHER, uuid(32), ELSEWHERE)
    .verdict(CLAIM, VERDICT, 'true')
    .related(OTHER, RELATION, 'narrows', CLAIM);
}

onEveryDatabase((viewsOf, kind) => {
  let database: QueriedViews;
  afterEach(() => database.close());

  const included = async (parts: readonly ClaimPart[], asOf?: AsOf) =>
    (await getClaim(database.views, CLAIM, { now: NOW, asOf }, parts))!.included;

  it('come along where they are asked for, as their lists have them', async () => {
    database = await viewsOf(history().events);
    const { views } = database;
    const lists = {
      citations: await listCitations(views, { claimId: CLAIM }),
      sources: {
        items: [await getSource(views, NAMED), await getSource(views, CITED)],
        next: null,
      },
      verdicts: await listVerdicts(views, { claimId: CLAIM }),
      relations: await listRelations(views, { claimId: CLAIM }),
    };
    expect(lists.citations.items).toHaveLength(2);
    expect(await included(CLAIM_PARTS)).toEqual(lists);
    for (const part of CLAIM_PARTS) expect(await included([part])).toEqual({ [part]: lists[part] });
    const claim = await getClaim(views, CLAIM, { now: NOW }, CLAIM_PARTS);
    expect(Value.Errors(ClaimDetail, claim)).toEqual([]);
    expect(await included([])).toBeUndefined();
  });

  it('are there and empty where the claim has none', async () => {
    database = await viewsOf(new LedgerHistory().claim(CLAIM).events);
    const none = { items: [], next: null };
    const all = { citations: none, sources: none, verdicts: none, relations: none };
    expect(await included(CLAIM_PARTS)).toEqual(all);
  });

  it('are first pages, which go on at their lists, and the sources of the first page alone', async () => {
    const log = history();
    for (let n = 0; n < 50; n += 1) {
      log.citation(CLAIM, uuid(100 + n), UNNAMED).verdict(CLAIM, uuid(200 + n), 'false');
      log.claim(uuid(300 + n)).related(CLAIM, uuid(400 + n), 'follows-up', uuid(300 + n));
    }
    database = await viewsOf(log.events);
    const { views } = database;
    const { citations, sources, verdicts, relations } = (await included(CLAIM_PARTS))!;
    expect(sources!.items.map(({ id }) => id)).toEqual([UNNAMED]);
    const following = [
      await listCitations(views, { claimId: CLAIM, after: citations!.next! }),
      await listVerdicts(views, { claimId: CLAIM, after: verdicts!.next! }),
      await listRelations(views, { claimId: CLAIM, after: relations!.next! }),
    ];
    for (const { items } of [citations!, verdicts!, relations!]) expect(items).toHaveLength(50);
    expect(following.map(({ items }) => items.map(({ id }) => id))).toEqual([
      [uuid(31), uuid(30)],
      [VERDICT],
      [RELATION],
    ]);
  });

  it('are those of an earlier moment', async () => {
    const log = history();
    const { position } = log;
    log.at('2025-10-20T00:00:00.000Z').citationRetracted(CLAIM, uuid(31)).sourceWithdrawn(CITED);
    log.verdictWithdrawn(CLAIM, VERDICT).unrelated(OTHER, RELATION);
    log.citation(CLAIM, uuid(33), UNNAMED).verdict(CLAIM, uuid(41), 'false');
    database = await viewsOf(history().events);
    const then = await included(CLAIM_PARTS);
    await database.close();
    database = await viewsOf(log.events);
    expect(await included(CLAIM_PARTS)).not.toEqual(then);
    expect(await included(CLAIM_PARTS, { position })).toEqual(then);
    expect(await included(CLAIM_PARTS, { instant: '2025-10-19T23:59:59.999Z' })).toEqual(then);
  });

  it('take as many queries however many they are', async () => {
    const log = history();
    database = await viewsOf(log.events);
    const few = await queriesOf(database.views);
    const known = log.events.length;
    for (let n = 0; n < 20; n += 1) {
      log.source(uuid(500 + n)).citation(CLAIM, uuid(100 + n), uuid(500 + n));
      log.verdict(CLAIM, uuid(200 + n), 'false').related(CLAIM, uuid(400 + n), 'follows-up', OTHER);
    }
    await database.add(log.events.slice(known));
    expect(await queriesOf(database.views)).toBe(few);
    expect(few).toBeGreaterThan(CLAIM_PARTS.length);
  });

  async function queriesOf(views: Kysely<ViewTables>): Promise<number> {
    let queries = 0;
    const counting = onResult(views, async () => void (queries += 1));
    await getClaim(counting, CLAIM, { now: NOW }, CLAIM_PARTS);
    return queries;
  }

  it('are of one moment with the claim, whatever is recorded while they are read', async () => {
    const log = history();
    const { position, events } = log;
    const before = events.length;
    log.citation(CLAIM, uuid(33), UNNAMED).verdict(CLAIM, uuid(41), 'false');
    log.verdictWithdrawn(CLAIM, VERDICT).unrelated(OTHER, RELATION);
    database = await viewsOf(events.slice(0, before));
    const held = { now: NOW, asOf: { position } };
    const expected = await getClaim(database.views, CLAIM, held, CLAIM_PARTS);
    const coming = events.slice(before);
    const added: Promise<void>[] = [];
    const views = onResult(database.views, async () => {
      const next = coming.shift();
      if (!next) return;
      added.push(database.add([next]));
      // SQLite has its rows at once; for what follows it needs the connection, which is taken until this is over.
      if (kind === 'PostgreSQL') await added.at(-1);
    });
    const { read } = claimReads.find(({ name }) => name === 'getClaim') as {
      read: (reading: Reading) => Promise<unknown>;
    };
    const reading = { views, path: { id: CLAIM }, filter: { include: CLAIM_PARTS } };
    const answer = await read({ ...reading, moment: { now: NOW }, held, caller: undefined });
    await Promise.all(added);
    expect(coming).toEqual([]);
    expect(answer).toEqual(expected);
    expect(await getClaim(database.views, CLAIM, { now: NOW }, CLAIM_PARTS)).not.toEqual(expected);
  });
});

/** The same views, with something happening after each query. */
function onResult(views: Kysely<ViewTables>, happens: () => Promise<void>): Kysely<ViewTables> {
  return views.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      await happens();
      return result;
    },
  });
}
