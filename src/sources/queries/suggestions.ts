import { sql, type ExpressionBuilder, type Kysely, type RawBuilder } from 'kysely';
import Type, { type Static } from 'typebox';

import type { Position } from '../../../events/envelope.js';
import { hashesOf } from '../../../events/source/sketch-hashes.js';
import type { Sketch } from '../../../events/source/source-events.js';
import { shingleKey } from '../../../projections/provenance/snapshot-shingles.projection.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { named } from '../../queries/answer-fields.js';
import { heldAt, recordedBy, type AsOf } from '../../queries/as-of.js';
import {
  MOST_SNAPSHOTS,
  resemblanceOf,
  weightOf,
  type Resemblance,
  type SketchedSnapshot,
} from '../../snapshots/shared-passages.js';
import { isSourceThere } from '../sources.js';

export const SuggestionAnswer = named('Suggestion', {
  from: Type.String({ format: 'uuid', description: 'The source that may be drawn on.' }),
  share: Type.Number({
    minimum: 0,
    maximum: 1,
    description: "Estimated share of this source's text that stands in the other's, too.",
  }),
  shareOfFrom: Type.Number({
    minimum: 0,
    maximum: 1,
    description: "Estimated share of the other's text that stands in this source's, too.",
  }),
  snapshot: Type.String({ description: 'SHA-256, in hexadecimal.' }),
  fromSnapshot: Type.String({ description: 'SHA-256, in hexadecimal.' }),
  algorithm: Type.String(),
});
export type SuggestionAnswer = Static<typeof SuggestionAnswer>;

export const SuggestionList = named('SuggestionPage', {
  items: Type.Array(SuggestionAnswer, { description: 'The most alike first.' }),
  next: Type.Null({ description: 'There is no other page.' }),
});
export type SuggestionList = Static<typeof SuggestionList>;

const MOST_SUGGESTIONS = 20;

/** How many sources are compared, those first that share the most indexed hashes. */
const MOST_CANDIDATES = 50;

/** How many rows are read of all candidates; what a thousand pages share, a menu or a notice, is left then. */
const MOST_INDEX_ROWS = 20_000;

/** What so many sources share, the source itself among them, counts only where it is most of a text. */
const MANY_SOURCES = 6;

/** A hash that so many captures have among their least is a menu's or a licence's, and is not looked up. */
const MOST_OF_A_HASH = 200;

interface Captured extends SketchedSnapshot {
  readonly sketch: Sketch;
  readonly position: string;
}

/**
 * The sources on which a source may draw, since a snapshot of theirs that was captured before one of
 * its own shares long passages with it (`resemblanceOf`). Left out is what it is said to draw on,
 * what is said to draw on it, and what a member dismissed. One look-up in the index, by the sketches of
 * the newest 8 snapshots, finds at most 50 sources that are then compared. Passages that many sources
 * have, as an imprint or a licence, make no suggestion: besides those 50, another 50 that share
 * passages, whenever they were captured, tell which they are.
 *
 * @returns undefined where there is, or was, no such source
 */
export async function suggestionsFor(
  views: Kysely<ViewTables>,
  sourceId: string,
  asOf?: AsOf,
): Promise<SuggestionList | undefined> {
  if (!(await isSourceThere(views, sourceId, asOf))) return undefined;
  const own = (await sketchesOf(views, [sourceId], asOf)).get(sourceId) ?? [];
  const hashes = await tellingHashes(views, own);
  const candidates = await candidatesFor(views, sourceId, own, hashes, asOf);
  const company = await sharing(views, sourceId, hashes);
  const others = await sketchesOf(views, [...new Set([...candidates, ...company])], asOf);
  const boilerplate = heldByMany([own, ...others.values()]);
  const earlier = (mine: Captured, theirs: Captured) => theirs.position < mine.position;
  const alike = candidates.flatMap((from) => {
    const resemblance = resemblanceOf(own, others.get(from) ?? [], earlier, boilerplate);
    return resemblance ? [{ from, resemblance }] : [];
  });
  alike.sort((a, b) => weightOf(b.resemblance) - weightOf(a.resemblance) || order(a.from, b.from));
  return { items: alike.slice(0, MOST_SUGGESTIONS).map(suggestion), next: null };
}

/** The newest sketches of each source, oldest first. */
async function sketchesOf(
  views: Kysely<ViewTables>,
  sources: readonly string[],
  asOf: AsOf,
): Promise<Map<string, Captured[]>> {
  const found = new Map<string, Captured[]>();
  if (sources.length === 0) return found;
  const numbered = views
    .selectFrom('snapshot_sketches')
    .select(['source_id', 'sha256', 'sketch', 'recorded_position'])
    .select(
      sql<number>`row_number() over (partition by source_id order by recorded_position desc)`.as(
        'newest',
      ),
    )
    .where('source_id', 'in', sources)
    .where(recordedBy(asOf, 'snapshot_sketches', 'recorded_at'));
  const rows = await views
    .selectFrom(numbered.as('numbered'))
    .selectAll()
    .where('newest', '<=', MOST_SNAPSHOTS)
    .orderBy('recorded_position')
    .execute();
  for (const { source_id, sha256, sketch, recorded_position } of rows) {
    const captured = { sha256, sketch: parse(sketch), position: recorded_position };
    found.set(source_id, [...(found.get(source_id) ?? []), captured]);
  }
  return found;
}

/** The hashes of these sketches but for those that are everywhere. */
async function tellingHashes(
  views: Kysely<ViewTables>,
  own: readonly Captured[],
): Promise<number[]> {
  const hashes = [...new Set(own.flatMap(({ sketch }) => [...hashesOf(sketch)]))];
  if (hashes.length === 0) return [];
  const { rows } = await sql<{ hash: number }>`with given (hash, first, past) as (${given(hashes)})
    select given.hash from given where (select count(*) from (
      select 1 from snapshot_shingles as held
      where held.snapshot_shingle >= given.first and held.snapshot_shingle < given.past
      limit ${sql.lit(MOST_OF_A_HASH + 1)}) as held) > ${sql.lit(MOST_OF_A_HASH)}`.execute(views);
  const everywhere = new Set(rows.map(({ hash }) => Number(hash)));
  return hashes.filter((hash) => !everywhere.has(hash));
}

/**
 * `values …` with the hash and the bounds of its keys.
 *
 * @param before only of what was recorded before that position
 */
function given(hashes: readonly number[], before?: Position): RawBuilder<unknown> {
  const bounds = hashes.map((hash) => {
    // "~" comes after every character of a position.
    const [first, past] = [shingleKey(hash, ''), shingleKey(hash, before ?? '~')];
    return sql`(${sql.lit(hash)}, ${sql.lit(first)}, ${sql.lit(past)})`;
  });
  return sql`values ${sql.join(bounds)}`;
}

/** Selects other sources that have the hashes, each once for every hash and snapshot. */
function holders(sourceId: string, hashes: readonly number[], before?: Position) {
  return sql<{ source_id: string }>`(with given (hash, first, past) as (${given(hashes, before)})
    select held.source_id from given cross join snapshot_shingles as held
    where held.snapshot_shingle >= given.first and held.snapshot_shingle < given.past
      and held.source_id <> ${sourceId}
    limit ${sql.lit(MOST_INDEX_ROWS)})`;
}

/** Sources that share the most indexed hashes, whenever they were captured. */
async function sharing(
  views: Kysely<ViewTables>,
  sourceId: string,
  hashes: readonly number[],
): Promise<string[]> {
  if (hashes.length === 0) return [];
  const rows = await views
    .selectFrom(holders(sourceId, hashes).as('held'))
    .select('source_id')
    .groupBy('source_id')
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('source_id')
    .limit(MOST_CANDIDATES)
    .execute();
  return rows.map(({ source_id }) => source_id);
}

/** The hashes that {@link MANY_SOURCES} of these have, each given by its snapshots. */
function heldByMany(sources: readonly (readonly Captured[])[]): Set<number> {
  const holders = new Map<number, number>();
  for (const snapshots of sources) {
    const held = new Set(snapshots.flatMap(({ sketch }) => [...hashesOf(sketch)]));
    for (const hash of held) holders.set(hash, (holders.get(hash) ?? 0) + 1);
  }
  const many = [...holders].filter(([, count]) => count >= MANY_SOURCES);
  return new Set(many.map(([hash]) => hash));
}

async function candidatesFor(
  views: Kysely<ViewTables>,
  sourceId: string,
  own: readonly Captured[],
  hashes: readonly number[],
  asOf: AsOf,
): Promise<string[]> {
  const newest = own.at(-1);
  if (!newest || hashes.length === 0) return [];
  const rows = await views
    .selectFrom(holders(sourceId, hashes, newest.position).as('earlier'))
    .select('source_id')
    .where((eb) => eb.not(eb.exists(derivationsBetween(eb, sourceId, asOf))))
    .where((eb) => eb.not(eb.exists(dismissalsOf(eb, sourceId, asOf))))
    .groupBy('source_id')
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('source_id')
    .limit(MOST_CANDIDATES)
    .execute();
  return rows.map(({ source_id }) => source_id);
}

type OfCandidate = ExpressionBuilder<
  ViewTables & { earlier: Pick<ViewTables['snapshot_shingles'], 'source_id'> },
  'earlier'
>;

/** Selects the derivations between two sources, in either direction, that are not retracted. */
function derivationsBetween(candidate: OfCandidate, sourceId: string, asOf: AsOf) {
  const other = candidate.ref('earlier.source_id');
  return candidate
    .selectFrom('derivations')
    .select('derivation_id')
    .where((eb) =>
      eb.or([
        eb.and([eb('derivations.source_id', '=', sourceId), eb('derivations.from_id', '=', other)]),
        eb.and([eb('derivations.from_id', '=', sourceId), eb('derivations.source_id', '=', other)]),
      ]),
    )
    .where('retracted', 'is', null)
    .where(heldAt(asOf, 'derivations'));
}

function dismissalsOf(candidate: OfCandidate, sourceId: string, asOf: AsOf) {
  return candidate
    .selectFrom('suggestion_dismissals')
    .select('suggestion')
    .where('suggestion_dismissals.source_id', '=', sourceId)
    .where('suggestion_dismissals.from_id', '=', candidate.ref('earlier.source_id'))
    .where(recordedBy(asOf, 'suggestion_dismissals', 'recorded_at'));
}

function suggestion({
  from,
  resemblance: { shared, shareOfFrom },
}: {
  from: string;
  resemblance: Resemblance;
}): SuggestionAnswer {
  const { share, snapshot, fromSnapshot, algorithm } = shared;
  return { from, share, shareOfFrom, snapshot, fromSnapshot, algorithm };
}

function order(a: string, b: string): number {
  return a < b ? -1 : 1;
}
