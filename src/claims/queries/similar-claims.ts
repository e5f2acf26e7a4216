import { sql, type Kysely, type RawBuilder } from 'kysely';
import Type, { type Static } from 'typebox';

import { BAND_COLUMNS } from '../../../projections/likeness/claim-likeness.projection.js';
import {
  BANDS,
  likenessOf,
  similarityOf,
  trigramsOf,
} from '../../../projections/likeness/likeness.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { named } from '../../queries/answer-fields.js';
import { heldAt, recordedBy, type AsOf } from '../../queries/as-of.js';
import { ClaimAtAGlance, claimAtAGlance, type GlanceRow } from './claim-at-a-glance.js';

/** The least score that is shown. */
export const SIMILAR_FROM = 0.5;

/** The most that an answer shows. */
export const MOST_SIMILAR = 10;

/** How many of the claims that share a band are looked at. */
const MOST_OF_A_BAND = 100;

/** How many claims with the same words are read; one of them may be the very claim. */
const MOST_OF_THE_SAME = MOST_SIMILAR + 1;

/** How many claims are compared word for word. */
const MOST_COMPARED = 30;

export const SimilarClaim = named('SimilarClaim', {
  ...ClaimAtAGlance.properties,
  score: Type.Number({
    minimum: 0,
    maximum: 1,
    description:
      'Jaccard similarity of the trigrams of the two texts; 1 where the words are the same.',
  }),
});
export type SimilarClaim = Static<typeof SimilarClaim>;

export const SimilarClaims = Type.Array(SimilarClaim, {
  maxItems: MOST_SIMILAR,
  description: `Best first, from a score of ${SIMILAR_FROM}; withdrawn claims, too.`,
});

export const SimilarPage = named('SimilarClaims', { items: SimilarClaims });
export type SimilarPage = Static<typeof SimilarPage>;

export interface SimilarRequest {
  readonly text: string;
  /** A claim that is not to be among them. */
  readonly except?: string;
}

/**
 * The claims whose words are like those of a text: at most {@link MOST_SIMILAR}, from a score of
 * {@link SIMILAR_FROM}, best first, then oldest. Withdrawn ones are among them. One query looks
 * into an index for each band and takes a bounded number from each, so that its cost has a bound however
 * many claims there are and however alike; see `docs/decisions/0015-near-duplicate-claims.md` for what
 * that may miss.
 */
export async function similarClaims(
  views: Kysely<ViewTables>,
  { text, except }: SimilarRequest,
  asOf?: AsOf,
): Promise<SimilarClaim[]> {
  const { rows } = await candidates(text, asOf).execute(views);
  const trigrams = trigramsOf(text);
  const shown = rows
    .map((row) => ({ row, score: similarityOf(trigrams, trigramsOf(row.text)) }))
    .filter(({ row, score }) => score >= SIMILAR_FROM && row.claim_id !== except)
    .sort((one, other) => other.score - one.score || inOrder(one.row, other.row))
    .slice(0, MOST_SIMILAR);
  const ids = shown.map(({ row }) => row.claim_id);
  const stands = new Map((await standing(views, ids, asOf)).map((row) => [row.claim_id, row]));
  return shown.flatMap(({ row, score }) => {
    const state = stands.get(row.claim_id);
    return state ? [{ ...claimAtAGlance({ ...row, ...state }), score }] : [];
  });
}

/** The claims that are like a recorded one; undefined where there is, or was, no such claim. */
export async function similarTo(
  views: Kysely<ViewTables>,
  id: string,
  asOf?: AsOf,
): Promise<SimilarClaim[] | undefined> {
  const claim = await views
    .selectFrom('claims')
    .select('text')
    .where('claim_id', '=', id)
    .where(recordedBy(asOf, 'claims', 'recorded_at'))
    .executeTakeFirst();
  return claim && similarClaims(views, { text: claim.text, except: id }, asOf);
}

async function standing(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  asOf: AsOf,
): Promise<Omit<GlanceRow, 'text'>[]> {
  if (claimIds.length === 0) return [];
  return views
    .selectFrom('claim_status')
    .select(['claim_id', 'status', 'veracity', 'attribution'])
    .where('claim_id', 'in', claimIds)
    .where(heldAt(asOf, 'claim_status'))
    .execute();
}

type Candidate = Pick<ViewTables['claims'], 'claim_id' | 'text' | 'recorded_position'>;

function inOrder(one: Candidate, other: Candidate): number {
  return one.recorded_position < other.recorded_position ? -1 : 1;
}

/**
 * The claims that share most bands with the text. Where so many have its very words that no others can be
 * shown, no band is looked into.
 */
export function candidates(text: string, asOf?: AsOf): RawBuilder<Candidate> {
  const { whole, bands } = likenessOf(text);
  const there = recordedBy(asOf, 'claim_likeness', 'recorded_at');
  // A cross join, so that SQLite, which would ask for every row, asks first whether there are others.
  const inBands = BAND_COLUMNS.map(
    (
      column,
      n,
    ) => sql`select * from (select row_id, 1 as bands from others cross join claim_likeness
      where ${sql.ref(column)} = ${bands[n]!} and ${there} limit ${sql.lit(MOST_OF_A_BAND)}) as in_band`,
  );
  const found = [sql`select row_id, ${sql.lit(BANDS)} as bands from same_words`, ...inBands];
  return sql`with same_words as materialized (select row_id from claim_likeness
      where whole = ${whole} and ${there} order by recorded_position limit ${sql.lit(MOST_OF_THE_SAME)}),
    others as materialized (select 1 where (select count(*) from same_words) < ${sql.lit(MOST_OF_THE_SAME)})
    select claim.claim_id, claim.text, claim.recorded_position
    from (select row_id, sum(bands) as equal_bands from (${sql.join(found, sql` union all `)}) as found
      group by row_id order by equal_bands desc, row_id limit ${sql.lit(MOST_COMPARED)}) as nearest
    join claim_likeness as likeness on likeness.row_id = nearest.row_id
    join claims as claim on claim.claim_id = likeness.claim_id`;
}
