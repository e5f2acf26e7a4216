import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import { rowBatches } from '../../queries/row-batches.js';
import type { LooksKnown } from '../reanchoring/readings.js';

/** A citation with a quote, and where the ledger has looked for it. */
export interface QuotingCitation extends LooksKnown {
  readonly claimId: string;
  readonly citationId: string;
}

/** A source whose citations may be pending, or one citation of it. */
export interface QuotedSource {
  readonly sourceId: string;
  readonly citationId?: string;
}

const AT_A_TIME = 1_000;

/** The sources with citations whose quotes were looked for last by another algorithm, in batches. */
export async function* sourcesLookedInOtherwise(
  views: Kysely<ViewTables>,
  algorithm: string,
): AsyncGenerator<string> {
  const batches = rowBatches(AT_A_TIME, (last?: SourceRow) =>
    views
      .selectFrom('citations')
      .select('source_id')
      .distinct()
      .where('valid_to', 'is', null)
      .where('retracted', 'is', null)
      // Two ranges of the index, instead of all of it.
      .where((on) => on.or([on('looked_by', '<', algorithm), on('looked_by', '>', algorithm)]))
      .where('source_id', '>', last?.source_id ?? '')
      .orderBy('source_id')
      .limit(AT_A_TIME)
      .execute(),
  );
  for await (const rows of batches) for (const { source_id } of rows) yield source_id;
}

/**
 * The sources with more than one text, of several captures or of one, and with a citation whose quote
 * may have to be looked for again, in batches: the database asks an index for each source.
 */
export async function* pendingSources(
  views: Kysely<ViewTables>,
  algorithm: string,
): AsyncGenerator<string> {
  const batches = rowBatches(AT_A_TIME, (last?: SourceRow) =>
    views
      .selectFrom('newest_readings')
      .select('source_id')
      .select((on) => {
        const anyOf = rangesOfPending(algorithm).map((range) =>
          on.exists(
            quoting(views)
              .select('citation_id')
              .where(sql<SqlBool>`citations.source_id = newest_readings.source_id`)
              .where(range),
          ),
        );
        return on.case().when(on.or(anyOf)).then(1).else(0).end().as('pending');
      })
      .where('recaptured', '=', 1)
      .where('source_id', '>', last?.source_id ?? '')
      .orderBy('source_id')
      .limit(AT_A_TIME)
      .execute(),
  );
  for await (const rows of batches) {
    for (const { source_id, pending } of rows) if (pending === 1) yield source_id;
  }
}

export async function isRecaptured(views: Kysely<ViewTables>, sourceId: string): Promise<boolean> {
  const row = await views
    .selectFrom('newest_readings')
    .select('recaptured')
    .where('source_id', '=', sourceId)
    .executeTakeFirst();
  return row?.recaptured === 1;
}

/**
 * The citations of a source whose quotes may have to be looked for again, at most 1,000 at a time: all
 * that have to be, and few others. What is done costs nothing, however much it is.
 */
export async function* pendingCitations(
  views: Kysely<ViewTables>,
  { sourceId, citationId }: QuotedSource,
  algorithm: string,
): AsyncGenerator<QuotingCitation[]> {
  for (const range of rangesOfPending(algorithm)) {
    let query = quoting(views)
      .innerJoin('newest_readings', 'newest_readings.source_id', 'citations.source_id')
      .select(COLUMNS.map((column) => `citations.${column}` as const))
      .where('newest_readings.source_id', '=', sourceId)
      .where(range);
    if (citationId !== undefined) query = query.where('citation_id', '=', citationId);
    const batches = rowBatches(AT_A_TIME, (last?: CitationRow) =>
      query
        .where('citation_id', '>', last?.citation_id ?? '')
        .orderBy('citation_id')
        .limit(AT_A_TIME)
        .execute(),
    );
    for await (const rows of batches) yield rows.map(quotingCitation);
  }
}

/**
 * Which citations of a source are not looked for by this algorithm in the text that was taken out last,
 * each a range of an index. Where an older capture was read anew last, those of later captures are
 * among them though nothing may be pending, and those that cite that very text have the later captures
 * before them.
 */
function rangesOfPending(algorithm: string): RawBuilder<SqlBool>[] {
  const look = sql`(citations.looked_by, citations.looked_capture, citations.looked_text)`;
  // A column that stands there by itself would keep SQLite from ending a range at several columns.
  const capture = sql`coalesce(newest_readings.capture, 0)`;
  const newest = sql`(${algorithm}, ${capture}, coalesce(newest_readings.text, ''))`;
  return [
    sql`${look} < ${newest}`,
    sql`${look} > ${newest}`,
    sql`citations.looked_by = ${algorithm} and citations.looked_capture is null`,
    sql`${look} = ${newest} and citations.capture = newest_readings.capture
      and citations.text = newest_readings.text
      and newest_readings.newest_capture > newest_readings.capture`,
  ];
}

const COLUMNS = [
  'citation_id',
  'claim_id',
  'snapshot',
  'capture',
  'text',
  'looked_snapshot',
  'looked_capture',
  'looked_text',
  'looked_by',
] as const;

type SourceRow = Pick<ViewTables['citations'], 'source_id'>;
type CitationRow = Pick<ViewTables['citations'], (typeof COLUMNS)[number]>;

/** Selects the citations that stand and have a quote. */
function quoting(views: Kysely<ViewTables>) {
  return views
    .selectFrom('citations')
    .where('citations.valid_to', 'is', null)
    .where('citations.retracted', 'is', null)
    .where('citations.quote', 'is not', null);
}

function quotingCitation(row: CitationRow): QuotingCitation {
  return {
    claimId: row.claim_id,
    citationId: row.citation_id,
    // A quote is never without the snapshot that it was looked for in, nor without an algorithm.
    cited: { snapshot: row.snapshot!, capture: row.capture, text: row.text },
    looked: {
      snapshot: row.looked_snapshot!,
      capture: row.looked_capture,
      text: row.looked_text,
    },
    lookedBy: row.looked_by!,
  };
}
