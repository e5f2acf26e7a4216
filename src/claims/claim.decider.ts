import type { ClaimData } from '../../events/claim/claim-events.js';
import type { ClaimStreamEvent } from '../../events/ledger-event.js';
import { isPartialDate } from '../../events/partial-date.js';
import { accept, refuse, type Decider, type Decision, type Refusal } from '../deciding/decision.js';
import { evolveClaim, initialClaimState, type ClaimState } from './claim.state.js';

export type ClaimCommand =
  | { readonly type: 'RecordClaim'; readonly claim: ClaimData }
  | { readonly type: 'WithdrawClaim'; readonly reason: string };

export const claimDecider: Decider<ClaimState, ClaimCommand, ClaimStreamEvent> = {
  initial: initialClaimState,
  evolve: evolveClaim,
  decide,
};

export const CLAIM_UNKNOWN: Refusal = {
  kind: 'not-found',
  rule: 'claim-unknown',
  detail: 'There is no such claim.',
};

export const CLAIM_WITHDRAWN: Refusal = {
  kind: 'rule',
  rule: 'claim-withdrawn',
  detail: 'The claim is withdrawn; it takes no more citations, verdicts and relations.',
};

/** Refuses a text that has the shape of a date and is on no calendar, such as 2026-02-30. */
export function noSuchDate(date: string, pointer: string): Refusal {
  return { kind: 'invalid', rule: 'no-such-date', detail: `${date} is no date.`, pointer };
}

function decide(command: ClaimCommand, state: ClaimState): Decision<ClaimStreamEvent> {
  switch (command.type) {
    case 'RecordClaim': {
      const refusal = recordingRefused(command.claim, state);
      return refusal ? refuse(refusal) : accept({ type: 'ClaimRecorded', data: command.claim });
    }
    case 'WithdrawClaim':
      if (!state.recorded) return refuse(CLAIM_UNKNOWN);
      if (state.withdrawn) {
        return refuse({
          kind: 'rule',
          rule: 'claim-already-withdrawn',
          detail: 'The claim was withdrawn before.',
        });
      }
      return accept({ type: 'ClaimWithdrawn', data: { reason: command.reason } });
  }
}

function recordingRefused(claim: ClaimData, state: ClaimState): Refusal | undefined {
  const { kind, resolves, statedAt } = claim;
  if (state.recorded) {
    return {
      kind: 'rule',
      rule: 'claim-already-recorded',
      detail: 'The claim is recorded already.',
    };
  }
  if (kind === 'prediction' && !resolves) {
    return {
      kind: 'invalid',
      rule: 'prediction-needs-resolves',
      detail: 'A prediction says by when it resolves and by which criterion.',
      pointer: '/resolves',
    };
  }
  if (kind !== 'prediction' && resolves) {
    return {
      kind: 'invalid',
      rule: 'only-predictions-resolve',
      detail: `Only a prediction resolves; this claim is of the kind ${kind}.`,
      pointer: '/resolves',
    };
  }
  if (resolves && !isPartialDate(resolves.by)) return noSuchDate(resolves.by, '/resolves/by');
  if (statedAt !== undefined && !isPartialDate(statedAt)) return noSuchDate(statedAt, '/statedAt');
  return undefined;
}
