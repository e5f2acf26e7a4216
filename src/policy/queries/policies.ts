import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { Rating, type Policy } from '../../../events/policy/policy-events.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Id, Instant } from '../../queries/answer-fields.js';
import { recordedBy, type AsOf } from '../../queries/as-of.js';
import { pageOf, readPage, type Page, type PageRequest } from '../../queries/page.js';

export const PolicyAnswer = Type.Object({
  version: Type.Integer({ minimum: 1 }),
  quorum: Type.Integer({ minimum: 1 }),
  distinctOrganisations: Type.Boolean(),
  scales: Type.Object({ veracity: Type.Array(Rating), attribution: Type.Array(Rating) }),
  adoptedBy: Id,
  adoptedAt: Instant,
});
export type PolicyAnswer = Static<typeof PolicyAnswer>;

export const PolicyPage = pageOf(PolicyAnswer);

const ORDER = { position: 'policies.recorded_position', key: 'policies.version' };

/** The policy in force; undefined before the first was adopted. */
export async function getPolicy(
  views: Kysely<ViewTables>,
  asOf?: AsOf,
): Promise<PolicyAnswer | undefined> {
  const row = await newest(views, asOf);
  return row && policyAnswer(row);
}

/** The same without who adopted it and when: what findings are judged by. */
export async function policyInForce(
  views: Kysely<ViewTables>,
  asOf?: AsOf,
): Promise<Policy | undefined> {
  const row = await newest(views, asOf);
  return row && parse(row.policy);
}

/** @throws InvalidCursorError */
export async function listPolicies(
  views: Kysely<ViewTables>,
  request: PageRequest,
): Promise<Page<PolicyAnswer>> {
  return readPage(
    views.selectFrom('policies').selectAll(),
    request,
    ORDER,
    (row) => ({ position: row.recorded_position, key: row.version }),
    policyAnswer,
  );
}

function newest(views: Kysely<ViewTables>, asOf: AsOf) {
  return views
    .selectFrom('policies')
    .selectAll()
    .where(recordedBy(asOf, 'policies', 'adopted_at'))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

function policyAnswer(row: ViewTables['policies']): PolicyAnswer {
  return { ...parse(row.policy), adoptedBy: row.adopted_by, adoptedAt: row.adopted_at };
}
