import { isDeepStrictEqual } from 'node:util';

import { QUESTIONS } from '../../events/fields.js';
import type { Policy, PolicyEvent } from '../../events/policy/policy-events.js';
import { accept, refuse, type Decider, type Decision, type Refusal } from '../deciding/decision.js';

/** A policy before the ledger has numbered it. */
export type PolicyProposal = Omit<Policy, 'version'>;

export interface AdoptPolicy {
  readonly type: 'AdoptPolicy';
  readonly policy: PolicyProposal;
}

export interface PolicyState {
  /** Undefined until a first one is adopted. */
  readonly policy: Policy | undefined;
}

export const policyDecider: Decider<PolicyState, AdoptPolicy, PolicyEvent> = {
  initial: { policy: undefined },
  evolve: (_, event) => ({ policy: event.data }),
  decide,
};

function decide({ policy }: AdoptPolicy, state: PolicyState): Decision<PolicyEvent> {
  const repeated = repeatedRating(policy);
  if (repeated) return refuse(repeated);
  const { quorum, distinctOrganizations, scales } = policy;
  const version = (state.policy?.version ?? 0) + 1;
  const next: Policy = { version, quorum, distinctOrganizations, scales };
  if (state.policy && isDeepStrictEqual(asJson(next), asJson({ ...state.policy, version }))) {
    return refuse({
      kind: 'rule',
      rule: 'policy-unchanged',
      detail: `Version ${state.policy.version} says the same.`,
    });
  }
  return accept({ type: 'PolicyAdopted', data: next });
}

function repeatedRating({ scales }: PolicyProposal): Refusal | undefined {
  for (const question of QUESTIONS) {
    const seen = new Set<string>();
    for (const [index, { rating }] of scales[question].entries()) {
      if (seen.has(rating)) {
        return {
          kind: 'invalid',
          rule: 'rating-repeated',
          detail: `The scale of ${question} has ${rating} twice.`,
          pointer: `/scales/${question}/${index}/rating`,
        };
      }
      seen.add(rating);
    }
  }
  return undefined;
}

/** A request's objects may be of a class; what the log gives back is plain. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
