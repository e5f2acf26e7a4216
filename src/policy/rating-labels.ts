import type { Kysely } from 'kysely';

import type { Question } from '../../events/fields.js';
import type { Policy, Rating } from '../../events/policy/policy-events.js';
import { policyKey } from '../../projections/policies/policies.projection.js';
import { parse } from '../../projections/stored.js';
import type { ViewTables } from '../../projections/view-tables.js';

/** What versions of the policy call their ratings. */
export class RatingLabels {
  constructor(private readonly policies: ReadonlyMap<number, Policy>) {}

  /** The rating itself where the version has no such rating, or is not known. */
  labelOf(version: number, question: Question, rating: string): string {
    const policy = this.policies.get(version);
    return (policy && stepOf(policy, question, rating)?.label) ?? rating;
  }
}

/** Reads the labels of these versions in one query. */
export async function ratingLabels(
  views: Kysely<ViewTables>,
  versions: readonly number[],
): Promise<RatingLabels> {
  return new RatingLabels(await policiesOf(views, versions));
}

/** Reads these versions of the policy in one query; those that are not known are left out. */
export async function policiesOf(
  views: Kysely<ViewTables>,
  versions: readonly number[],
): Promise<Map<number, Policy>> {
  const asked = [...new Set(versions)].map(policyKey);
  if (asked.length === 0) return new Map();
  const rows = await views
    .selectFrom('policies')
    .select('policy')
    .where('version', 'in', asked)
    .execute();
  const policies = rows.map((row) => parse(row.policy));
  return new Map(policies.map((policy) => [policy.version, policy]));
}

/** The step of a scale on the question; of several scales that have it, the first. */
export function stepOf(policy: Policy, question: Question, rating: string): Rating | undefined {
  const others = policy.overrides.flatMap((override) =>
    override.question === question ? (override.scale ?? []) : [],
  );
  return [...policy.scales[question], ...others].find((step) => step.rating === rating);
}
