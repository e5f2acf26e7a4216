import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import {
  PolicyOverride,
  PUBLISHER_ROLES,
  Rating,
  SUSPENDED_VERDICTS,
} from '../../../events/policy/policy-events.js';
import { policyKey } from '../../../projections/policies/policies.projection.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Instant, named, nullable } from '../../queries/answer-fields.js';
import type { AsOf } from '../../queries/as-of.js';
import { pageOf, readPage, type Page, type PageRequest } from '../../queries/page.js';
import { Person, person } from '../../queries/person.js';
import { newestPolicy } from '../policy-in-force.js';

export const PolicyAnswer = named('Policy', {
  version: Type.Integer({ minimum: 1 }),
  quorum: Type.Integer({ minimum: 1 }),
  distinctOrganizations: Type.Boolean(),
  scales: named('Scales', { veracity: Type.Array(Rating), attribution: Type.Array(Rating) }),
  expiresAfterDays: nullable(
    Type.Integer({
      minimum: 1,
      description: 'How many days after it was given a verdict expires that names no date itself.',
    }),
  ),
  overrides: Type.Array(PolicyOverride, {
    description:
      'What is otherwise for a question or a topic. Of several that hold for a claim, what stands later wins.',
  }),
  suspendedVerdicts: Type.Enum([...SUSPENDED_VERDICTS], {
    description: 'What becomes of the active verdicts of a member who is suspended.',
  }),
  publishing: named('Publishing', {
    roles: Type.Array(Type.Enum([...PUBLISHER_ROLES]), {
      description: 'Who may publish a finding.',
    }),
    byCarriers: Type.Boolean({
      description: 'Whether somebody may publish a finding that a verdict of their own carries.',
    }),
  }),
  recordedBy: Person,
  recordedAt: Instant,
});
export type PolicyAnswer = Static<typeof PolicyAnswer>;

export const PolicyPage = pageOf(PolicyAnswer);

const ORDER = { position: 'policies.recorded_position', key: 'policies.version' };

/** The policy in force; undefined before the first was adopted. */
export async function getPolicy(
  views: Kysely<ViewTables>,
  asOf?: AsOf,
): Promise<PolicyAnswer | undefined> {
  const row = await newestPolicy(views, asOf);
  return row && policyAnswer(row);
}

/** Undefined where no policy of that version was adopted. */
export async function getPolicyVersion(
  views: Kysely<ViewTables>,
  version: number,
): Promise<PolicyAnswer | undefined> {
  const row = await views
    .selectFrom('policies')
    .selectAll()
    .where('version', '=', policyKey(version))
    .executeTakeFirst();
  return row && policyAnswer(row);
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

function policyAnswer(row: ViewTables['policies']): PolicyAnswer {
  const policy = parse(row.policy);
  return {
    ...policy,
    expiresAfterDays: policy.expiresAfterDays ?? null,
    recordedBy: person(row.recorded_by),
    recordedAt: row.recorded_at,
  };
}
