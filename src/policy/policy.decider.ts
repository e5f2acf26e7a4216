import { isDeepStrictEqual } from 'node:util';

import { UNSAID, type Policy, type PolicyEvent } from '../../events/policy/policy-events.js';
import { accept, refuse, type Decider, type Decision } from '../deciding/decision.js';
import { policyRefused, type ReviewersThere } from './policy-rules.js';

type UnsaidIfLeftOut = keyof typeof UNSAID;

/** A policy before the ledger has numbered it. What is left out of it is as {@link UNSAID} says. */
export type PolicyProposal = Omit<Policy, 'version' | UnsaidIfLeftOut> &
  Partial<Pick<Policy, UnsaidIfLeftOut>>;

export interface AdoptPolicy {
  readonly type: 'AdoptPolicy';
  readonly policy: PolicyProposal;
  readonly reviewers: ReviewersThere;
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

function decide(
  { policy: proposal, reviewers }: AdoptPolicy,
  { policy: before }: PolicyState,
): Decision<PolicyEvent> {
  const next = numbered(proposal, (before?.version ?? 0) + 1);
  const refusal = policyRefused(next, before, reviewers);
  if (refusal) return refuse(refusal);
  if (before && isDeepStrictEqual(next, { ...before, version: next.version })) {
    return refuse({
      kind: 'rule',
      rule: 'policy-unchanged',
      detail: `Version ${before.version} says the same.`,
    });
  }
  return accept({ type: 'PolicyAdopted', data: next });
}

/** Returns the policy with everything said in it. */
function numbered(proposal: PolicyProposal, version: number): Policy {
  const { quorum, distinctOrganizations, scales, expiresAfterDays } = proposal;
  const next: Policy = {
    version,
    quorum,
    distinctOrganizations,
    scales,
    ...(expiresAfterDays !== undefined && { expiresAfterDays }),
    overrides: proposal.overrides ?? UNSAID.overrides,
    blind: proposal.blind ?? UNSAID.blind,
    suspendedVerdicts: proposal.suspendedVerdicts ?? UNSAID.suspendedVerdicts,
    publishing: proposal.publishing ?? UNSAID.publishing,
  };
  // A request's objects may be of a class, and say undefined; what the log gives back is plain.
  return JSON.parse(JSON.stringify(next)) as Policy;
}
