import { sql, type Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { RELATION_KINDS } from '../../../events/claim/claim-events.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Id, Instant, named, nullable } from '../../queries/answer-fields.js';
import { heldAt, type AsOf } from '../../queries/as-of.js';
import { pageOf, readPage, type Page, type PageRequest } from '../../queries/page.js';
import { Person, person, Retraction, retraction } from '../../queries/person.js';
import { ClaimAtAGlance, claimAtAGlance, type GlanceRow } from './claim-at-a-glance.js';

const { text, status, findings } = ClaimAtAGlance.properties;

/** How a claim stands to another one, seen from one of the two. */
export const RelationAnswer = named('ClaimRelation', {
  id: Id,
  kind: Type.Enum([...RELATION_KINDS]),
  direction: Type.Enum(['to', 'from'], {
    description:
      '`to`: recorded on this claim, and leads to the other; `from`: recorded on the other. `same-as` and `contradicts` hold both ways.',
  }),
  claimId: Type.String({ format: 'uuid', description: 'The other claim.' }),
  text,
  status,
  findings,
  note: nullable(Type.String()),
  retracted: nullable(Retraction),
  recordedBy: Person,
  recordedAt: Instant,
});
export type RelationAnswer = Static<typeof RelationAnswer>;

export const RelationPage = pageOf(RelationAnswer);

const ORDER = { position: 'relation.recorded_position', key: 'relation.relation_id' };

/** The relations of a claim, also those taken back, with the claims at their other ends. @throws InvalidCursorError */
export async function listRelations(
  views: Kysely<ViewTables>,
  request: { readonly claimId: string } & PageRequest,
  asOf?: AsOf,
): Promise<Page<RelationAnswer>> {
  const { claimId } = request;
  return readPage(
    relationsOf(views, claimId, asOf),
    request,
    ORDER,
    (row) => ({ position: row.recorded_position, key: row.relation_id }),
    (row) => relationAnswer(row, claimId),
  );
}

/** A relation as its claim sees it, from either end; undefined where the claim has, or had, no such one. */
export async function getRelation(
  views: Kysely<ViewTables>,
  claimId: string,
  relationId: string,
  asOf?: AsOf,
): Promise<RelationAnswer | undefined> {
  const row = await relationsOf(views, claimId, asOf)
    .where('relation.relation_id', '=', relationId)
    .executeTakeFirst();
  return row && relationAnswer(row, claimId);
}

function relationsOf(views: Kysely<ViewTables>, claimId: string, asOf: AsOf) {
  const otherEnd = sql<string>`case relation.claim_id when ${claimId} then relation.other_id else relation.claim_id end`;
  return views
    .selectFrom('claim_relations as relation')
    .innerJoin('claims as other', (join) => join.on('other.claim_id', '=', otherEnd))
    .innerJoin('claim_status as stands', 'stands.claim_id', 'other.claim_id')
    .selectAll('relation')
    .select(['other.text', 'stands.status', 'stands.veracity', 'stands.attribution'])
    .where((is) =>
      is.or([is('relation.claim_id', '=', claimId), is('relation.other_id', '=', claimId)]),
    )
    .where(heldAt(asOf, 'relation'))
    .where(heldAt(asOf, 'stands'));
}

type RelationRow = ViewTables['claim_relations'] & Omit<GlanceRow, 'claim_id'>;

function relationAnswer(row: RelationRow, claim: string): RelationAnswer {
  const leadsTo = row.claim_id === claim;
  const { id: claimId, ...told } = claimAtAGlance({
    ...row,
    claim_id: leadsTo ? row.other_id : row.claim_id,
  });
  return {
    id: row.relation_id,
    kind: row.kind,
    direction: leadsTo ? 'to' : 'from',
    claimId,
    ...told,
    note: row.note,
    retracted: retraction(parse(row.retracted)),
    recordedBy: person(row.recorded_by),
    recordedAt: row.recorded_at,
  };
}
