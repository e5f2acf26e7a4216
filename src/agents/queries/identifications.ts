import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { Agent } from '../../../events/fields.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Id, Instant, named, nullable } from '../../queries/answer-fields.js';
import { heldAt, type AsOf } from '../../queries/as-of.js';
import { pageOf, readPage, type Page, type PageRequest } from '../../queries/page.js';
import { Person, person, Retraction, retraction } from '../../queries/person.js';

export const IdentificationAnswer = named('Identification', {
  id: Id,
  agents: Type.Array(Agent, { description: 'Descriptions that a member took for one agent.' }),
  reason: Type.String(),
  retracted: nullable(Retraction),
  recordedBy: Person,
  recordedAt: Instant,
});
export type IdentificationAnswer = Static<typeof IdentificationAnswer>;

export const IdentificationPage = pageOf(IdentificationAnswer);

const ORDER = {
  position: 'agent_identifications.recorded_position',
  key: 'agent_identifications.identification_id',
};

/** Undefined where there is, or was, no such identification. */
export async function getIdentification(
  views: Kysely<ViewTables>,
  id: string,
  asOf?: AsOf,
): Promise<IdentificationAnswer | undefined> {
  const row = await views
    .selectFrom('agent_identifications')
    .selectAll()
    .where('identification_id', '=', id)
    .where(heldAt(asOf, 'agent_identifications'))
    .executeTakeFirst();
  return row && identificationAnswer(row);
}

/** Retracted ones are among them, and say so. @throws InvalidCursorError */
export async function listIdentifications(
  views: Kysely<ViewTables>,
  request: PageRequest,
  asOf?: AsOf,
): Promise<Page<IdentificationAnswer>> {
  return readPage(
    views
      .selectFrom('agent_identifications')
      .selectAll()
      .where(heldAt(asOf, 'agent_identifications')),
    request,
    ORDER,
    (row) => ({ position: row.recorded_position, key: row.identification_id }),
    identificationAnswer,
  );
}

function identificationAnswer(row: ViewTables['agent_identifications']): IdentificationAnswer {
  return {
    id: row.identification_id,
    agents: [...parse(row.agents)],
    reason: row.reason,
    retracted: retraction(parse(row.retracted)),
    recordedBy: person(row.recorded_by),
    recordedAt: row.recorded_at,
  };
}
