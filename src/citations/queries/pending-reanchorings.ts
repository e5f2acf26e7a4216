import type { Kysely } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import type { LooksKnown } from '../reanchoring/readings.js';

/** A citation with a quote, and where the ledger has looked for it. */
export interface QuotingCitation extends LooksKnown {
  readonly claimId: string;
  readonly citationId: string;
  readonly sourceId: string;
}

const AT_A_TIME = 500;

/** The sources with citations whose quotes were looked for last by another algorithm, in batches. */
export async function* sourcesLookedInOtherwise(
  views: Kysely<ViewTables>,
  algorithm: string,
): AsyncGenerator<string> {
  for (let after = ''; ;) {
    const rows = await views
      .selectFrom('citations')
      .select('source_id')
      .distinct()
      .where('valid_to', 'is', null)
      .where('retracted', 'is', null)
      // Two ranges of the index, instead of all of it.
      .where((on) => on.or([on('looked_by', '<', algorithm), on('looked_by', '>', algorithm)]))
      .where('source_id', '>', after)
      .orderBy('source_id')
      .limit(AT_A_TIME)
      .execute();
    for (const { source_id } of rows) yield source_id;
    if (rows.length < AT_A_TIME) return;
    after = rows.at(-1)!.source_id;
  }
}

/** The sources with more than one text, of several captures or of one, in batches. */
export async function* recapturedSources(views: Kysely<ViewTables>): AsyncGenerator<string> {
  for (let after = ''; ;) {
    const rows = await views
      .selectFrom('sources')
      .select('source_id')
      .where('recaptured', '=', 1)
      .where('valid_to', 'is', null)
      .where('source_id', '>', after)
      .orderBy('source_id')
      .limit(AT_A_TIME)
      .execute();
    for (const { source_id } of rows) yield source_id;
    if (rows.length < AT_A_TIME) return;
    after = rows.at(-1)!.source_id;
  }
}

export async function isRecaptured(views: Kysely<ViewTables>, sourceId: string): Promise<boolean> {
  const row = await views
    .selectFrom('sources')
    .select('recaptured')
    .where('source_id', '=', sourceId)
    .where('valid_to', 'is', null)
    .executeTakeFirst();
  return row?.recaptured === 1;
}

/** All of a source that stand, in batches. */
export async function* quotingCitations(
  views: Kysely<ViewTables>,
  sourceId: string,
): AsyncGenerator<QuotingCitation> {
  for (let after = ''; ;) {
    const rows = await quoting(views)
      .where('source_id', '=', sourceId)
      .where('citation_id', '>', after)
      .orderBy('citation_id')
      .limit(AT_A_TIME)
      .execute();
    yield* rows.map(quotingCitation);
    if (rows.length < AT_A_TIME) return;
    after = rows.at(-1)!.citation_id;
  }
}

/** Undefined where it has no quote, or does not stand any more. */
export async function quotingCitationOf(
  views: Kysely<ViewTables>,
  citationId: string,
): Promise<QuotingCitation | undefined> {
  const row = await quoting(views).where('citation_id', '=', citationId).executeTakeFirst();
  return row && quotingCitation(row);
}

const COLUMNS = [
  'citation_id',
  'claim_id',
  'source_id',
  'snapshot',
  'capture',
  'text',
  'looked_snapshot',
  'looked_capture',
  'looked_text',
  'looked_by',
] as const;

type Row = Pick<ViewTables['citations'], (typeof COLUMNS)[number]>;

function quoting(views: Kysely<ViewTables>) {
  return views
    .selectFrom('citations')
    .select(COLUMNS)
    .where('valid_to', 'is', null)
    .where('retracted', 'is', null)
    .where('quote', 'is not', null);
}

function quotingCitation(row: Row): QuotingCitation {
  return {
    claimId: row.claim_id,
    citationId: row.citation_id,
    sourceId: row.source_id,
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
