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

/** Says that what was open has been judged by a version. */
export interface MarkApplied {
  readonly type: 'MarkApplied';
  readonly version: number;
}

export interface PolicyState {
  /** Undefined until a first one is adopted. */
  readonly policy: Policy | undefined;
  /** The last version that what was open has been judged by; 0 before the first. */
  readonly applied: number;
}

export const policyDecider: Decider<PolicyState, AdoptPolicy | MarkApplied, PolicyEvent> = {
  initial: { policy: undefined, applied: 0 },
  evolve: (state, event) =>
    event.type === 'PolicyAdopted'
      ? { ...state, policy: event.data }
      : { ...state, applied: event.data.version },
  decide: (command, state) =>
    command.type === 'AdoptPolicy' ? adopt(command, state) : markApplied(command, state),
};

/** Says nothing of a version that is not in force any more: the one in force is applied instead. */
function markApplied({ version }: MarkApplied, state: PolicyState): Decision<PolicyEvent> {
  if (state.policy?.version !== version || state.applied === version) return accept();
  return accept({ type: 'PolicyApplied', data: { version } });
}

function adopt(
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
    suspendedVerdicts: proposal.suspendedVerdicts ?? UNSAID.suspendedVerdicts,
    publishing: proposal.publishing ?? UNSAID.publishing,
  };
  // A request's objects may be of a class, and say undefined; what the log gives back is plain.
  return JSON.parse(JSON.stringify(next)) as Policy;
}
