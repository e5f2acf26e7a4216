import type { Actor } from '../../events/envelope.js';
import { QUESTIONS } from '../../events/fields.js';
import type { ClaimStreamEvent, DataOf } from '../../events/ledger-event.js';
import { CLAIM_UNKNOWN } from '../claims/claim.decider.js';
import {
  activeVerdict,
  evolveClaim,
  initialClaimState,
  standingConflict,
  type ClaimState,
} from '../claims/claim.state.js';
import { accept, refuse, type Decider, type Decision } from '../deciding/decision.js';
import { findingsAfter, type Reviewing } from './findings.js';
import { expiryRefused } from './submission-rules.js';

export interface DeclareConflict extends Readonly<DataOf<'ConflictOfInterestDeclared'>>, Reviewing {
  readonly type: 'DeclareConflict';
  /** ISO 8601 instant in UTC with milliseconds. */
  readonly now: string;
}

export interface RetractConflict {
  readonly type: 'RetractConflict';
  readonly conflictId: string;
  readonly reason: string;
  readonly actor: Actor;
}

export type ConflictCommand = DeclareConflict | RetractConflict;

/** Decides on the conflicts of interest that members have in a claim. */
export const conflictDecider: Decider<ClaimState, ConflictCommand, ClaimStreamEvent> = {
  initial: initialClaimState,
  evolve: evolveClaim,
  decide,
};

function decide(command: ConflictCommand, state: ClaimState): Decision<ClaimStreamEvent> {
  if (!state.recorded) return refuse(CLAIM_UNKNOWN);
  return command.type === 'DeclareConflict' ? declare(command, state) : retract(command, state);
}

function declare(command: DeclareConflict, state: ClaimState): Decision<ClaimStreamEvent> {
  const { conflictId, member, reason, expires, now } = command;
  if (state.conflicts.get(conflictId)) return accept();
  const refusal = expires === undefined ? undefined : expiryRefused(expires, now);
  if (refusal) return refuse(refusal);
  if (standingConflict(state, member, now)) {
    return refuse({
      kind: 'rule',
      rule: 'conflict-already-declared',
      detail: 'The conflict of interest was declared before.',
    });
  }
  const data = { conflictId, member, reason, ...(expires !== undefined && { expires }) };
  const changes: ClaimStreamEvent[] = [{ type: 'ConflictOfInterestDeclared', data }];
  for (const question of QUESTIONS) {
    const verdict = activeVerdict(state, member, question);
    if (!verdict) continue;
    changes.push({
      type: 'VerdictWithdrawn',
      data: { verdictId: verdict.id, reason: 'The reviewer declared a conflict of interest.' },
    });
  }
  const cause = { kind: 'conflict-declared', id: member } as const;
  return accept<ClaimStreamEvent>(...changes, ...findingsAfter(state, changes, command, cause));
}

/** One that is over is retracted as well: that it was ever declared may have been an error. */
function retract(
  { conflictId, reason, actor }: RetractConflict,
  state: ClaimState,
): Decision<ClaimStreamEvent> {
  const conflict = state.conflicts.get(conflictId);
  if (!conflict) {
    return refuse({
      kind: 'not-found',
      rule: 'conflict-unknown',
      detail: 'The claim has no such conflict of interest.',
    });
  }
  if (conflict.member !== actor.id && !actor.roles.includes('editor')) {
    return refuse({
      kind: 'separation-of-duties',
      rule: 'conflict-not-yours',
      detail: 'A conflict of interest is retracted by the member who declared it, or by an editor.',
    });
  }
  if (conflict.retracted) {
    return refuse({
      kind: 'rule',
      rule: 'conflict-already-retracted',
      detail: 'The conflict of interest was retracted before.',
    });
  }
  return accept({ type: 'ConflictOfInterestRetracted', data: { conflictId, reason } });
}
