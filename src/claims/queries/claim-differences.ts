import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import Type, { type Static, type TSchema } from 'typebox';

import { STANCES } from '../../../events/citation/citation-events.js';
import { RELATION_KINDS } from '../../../events/claim/claim-events.js';
import { Question } from '../../../events/fields.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Count, Id, named } from '../../queries/answer-fields.js';
import { heldAt, recordedBy, type AsOf } from '../../queries/as-of.js';
import { Person, person } from '../../queries/person.js';
import { hadEnded } from '../../reviews/ended-verdicts.js';

/** The most things of a kind that a difference shows. */
export const MOST_SHOWN = 100;

function someOf<Item extends TSchema & { readonly $id?: string }>(item: Item) {
  return named(`Some${item.$id}s`, {
    count: Count,
    items: Type.Array(item, { description: `The first ${MOST_SHOWN} of them, oldest first.` }),
  });
}

const DifferingCitation = named('DifferingCitation', {
  id: Id,
  sourceId: Id,
  stance: Type.Enum([...STANCES]),
});
const DifferingVerdict = named('DifferingVerdict', {
  id: Id,
  question: Question,
  rating: Type.String(),
  reviewer: Person,
});
const DifferingRelation = named('DifferingRelation', {
  id: Id,
  kind: Type.Enum([...RELATION_KINDS]),
  claimId: Type.String({ format: 'uuid', description: 'The other claim.' }),
});
const Citations = someOf(DifferingCitation);
const Verdicts = someOf(DifferingVerdict);
const Relations = someOf(DifferingRelation);

/** What a claim has at one moment and not at another. */
export const DifferingParts = {
  citations: named('DifferingCitations', { added: Citations, retracted: Citations }),
  verdicts: named('DifferingVerdicts', {
    given: Verdicts,
    replaced: Verdicts,
    withdrawn: Verdicts,
  }),
  relations: named('DifferingRelations', { added: Relations, retracted: Relations }),
};
export type DifferingParts = {
  [Part in keyof typeof DifferingParts]: Static<(typeof DifferingParts)[Part]>;
};

/** Two moments, of which the second is not before the first. */
export interface Span {
  readonly claimId: string;
  readonly from: NonNullable<AsOf>;
  readonly to: AsOf;
}

/**
 * Reads which citations, verdicts and relations stood at one of the moments alone. What came and went between
 * them is in neither. Seven queries, each along the claim's own entries of an index.
 */
export async function differingParts(
  views: Kysely<ViewTables>,
  span: Span,
): Promise<DifferingParts> {
  const [added, retracted] = [IS_NEW, IS_RETRACTED];
  return {
    citations: {
      added: await citationsSuch(views, span, added),
      retracted: await citationsSuch(views, span, retracted),
    },
    verdicts: {
      given: await verdictsSuch(views, span, givenBetween(span)),
      replaced: await verdictsSuch(views, span, endedBetween(span, 'replaced')),
      withdrawn: await verdictsSuch(views, span, endedBetween(span, 'withdrawn')),
    },
    relations: {
      added: await relationsSuch(views, span, added),
      retracted: await relationsSuch(views, span, retracted),
    },
  };
}

/** On the row as it is at the second moment, and `earlier`, as it was at the first. */
const IS_NEW = sql<SqlBool>`thing.retracted is null and earlier.recorded_at is null`;
const IS_RETRACTED = sql<SqlBool>`thing.retracted is not null
  and earlier.recorded_at is not null and earlier.retracted is null`;

async function citationsSuch(
  views: Kysely<ViewTables>,
  { claimId, from, to }: Span,
  such: RawBuilder<SqlBool>,
) {
  const rows = await views
    .selectFrom('citations as thing')
    .leftJoin('citations as earlier', (join) =>
      join.onRef('earlier.citation_id', '=', 'thing.citation_id').on(heldAt(from, 'earlier')),
    )
    .select(['thing.citation_id as id', 'thing.source_id as sourceId', 'thing.stance'])
    .select(IN_ALL)
    .where('thing.claim_id', '=', claimId)
    .where(heldAt(to, 'thing'))
    .where(such)
    .orderBy('thing.recorded_position')
    .limit(MOST_SHOWN)
    .execute();
  return some(rows, ({ id, sourceId, stance }) => ({ id, sourceId, stance }));
}

async function relationsSuch(
  views: Kysely<ViewTables>,
  { claimId, from, to }: Span,
  such: RawBuilder<SqlBool>,
) {
  const rows = await views
    .selectFrom('claim_relations as thing')
    .leftJoin('claim_relations as earlier', (join) =>
      join.onRef('earlier.relation_id', '=', 'thing.relation_id').on(heldAt(from, 'earlier')),
    )
    .select(['thing.relation_id as id', 'thing.kind', 'thing.claim_id', 'thing.other_id'])
    .select(IN_ALL)
    .where((is) => is.or([is('thing.claim_id', '=', claimId), is('thing.other_id', '=', claimId)]))
    .where(heldAt(to, 'thing'))
    .where(such)
    .orderBy('thing.recorded_position')
    .limit(MOST_SHOWN)
    .execute();
  return some(rows, ({ id, kind, claim_id, other_id }) => ({
    id,
    kind,
    claimId: claim_id === claimId ? other_id : claim_id,
  }));
}

async function verdictsSuch(
  views: Kysely<ViewTables>,
  { claimId, to }: Span,
  such: RawBuilder<SqlBool>,
) {
  const rows = await views
    .selectFrom('verdicts')
    .select(['verdict_id as id', 'question', 'rating', 'reviewer_id', 'organization'])
    .select(IN_ALL)
    .where('claim_id', '=', claimId)
    .where(recordedBy(to, 'verdicts', 'recorded_at'))
    .where(such)
    .orderBy('recorded_position')
    .limit(MOST_SHOWN)
    .execute();
  return some(rows, ({ id, question, rating, reviewer_id, organization }) => ({
    id,
    question,
    rating,
    reviewer: person(reviewer_id, organization),
  }));
}

function givenBetween({ from, to }: Span): RawBuilder<SqlBool> {
  return sql`not (${recordedBy(from, 'verdicts', 'recorded_at')}) and not ${hadEnded(to)}`;
}

function endedBetween({ from, to }: Span, status: 'replaced' | 'withdrawn'): RawBuilder<SqlBool> {
  return sql`verdicts.status = ${status} and ${recordedBy(from, 'verdicts', 'recorded_at')}
    and not ${hadEnded(from)} and ${hadEnded(to)}`;
}

/** How many rows a query has in all. PostgreSQL gives it as text, since it may be beyond what a number holds. */
const IN_ALL = sql<number | string>`count(*) over ()`.as('in_all');

function some<Row extends { readonly in_all: number | string }, Item>(
  rows: readonly Row[],
  item: (row: Row) => Item,
): { count: number; items: Item[] } {
  return { count: Number(rows[0]?.in_all ?? 0), items: rows.map(item) };
}
