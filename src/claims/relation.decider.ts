import type { RelationKind } from '../../events/claim/claim-events.js';
import type { Actor } from '../../events/envelope.js';
import type { ClaimStreamEvent } from '../../events/ledger-event.js';
import { accept, refuse, type Decider, type Decision, type Refusal } from '../deciding/decision.js';
import { CLAIM_UNKNOWN, CLAIM_WITHDRAWN } from './claim.decider.js';
import { evolveClaim, initialClaimState, isRelated, type ClaimState } from './claim.state.js';

export interface RelateClaims {
  readonly type: 'RelateClaims';
  /** The claim that says so. */
  readonly claimId: string;
  readonly relationId: string;
  readonly kind: RelationKind;
  readonly to: string;
  readonly note?: string;
  /** The other claim as it stands. */
  readonly other: {
    readonly recorded: boolean;
    /** It is related so to this claim. */
    readonly saysSo: boolean;
  };
}

export interface UnrelateClaims {
  readonly type: 'UnrelateClaims';
  readonly relationId: string;
  readonly reason: string;
  readonly actor: Actor;
  /** The member who recorded the relation; undefined where there is none. */
  readonly relatedBy: string | undefined;
}

export type RelationCommand = RelateClaims | UnrelateClaims;

export const relationDecider: Decider<ClaimState, RelationCommand, ClaimStreamEvent> = {
  initial: initialClaimState,
  evolve: evolveClaim,
  decide,
};

/** What holds from both ends alike: once recorded on either claim, it is recorded. */
const MUTUAL: readonly RelationKind[] = ['same-as', 'contradicts'];

function decide(command: RelationCommand, state: ClaimState): Decision<ClaimStreamEvent> {
  if (!state.recorded) return refuse(CLAIM_UNKNOWN);
  return command.type === 'RelateClaims' ? relate(command, state) : unrelate(command, state);
}

function relate(command: RelateClaims, state: ClaimState): Decision<ClaimStreamEvent> {
  const { relationId, kind, to, note } = command;
  if (state.relations.get(relationId)) return accept();
  const refusal = relatingRefused(command, state);
  if (refusal) return refuse(refusal);
  const data = { relationId, kind, to, ...(note !== undefined && { note }) };
  return accept({ type: 'ClaimRelated', data });
}

function relatingRefused(
  { claimId, kind, to, other }: RelateClaims,
  state: ClaimState,
): Refusal | undefined {
  if (to === claimId) {
    return {
      kind: 'invalid',
      rule: 'relation-to-itself',
      detail: 'A claim is related to another one.',
      pointer: '/claimId',
    };
  }
  if (state.withdrawn) return CLAIM_WITHDRAWN;
  if (!other.recorded) {
    return {
      kind: 'rule',
      rule: 'related-claim-unknown',
      detail: 'The other claim is not recorded.',
      pointer: '/claimId',
    };
  }
  if (isRelated(state, kind, to) || (MUTUAL.includes(kind) && other.saysSo)) {
    return {
      kind: 'rule',
      rule: 'relation-already-recorded',
      detail: `That the claims are related so (${kind}) is recorded already.`,
      pointer: '/claimId',
    };
  }
  return undefined;
}

function unrelate(
  { relationId, reason, actor, relatedBy }: UnrelateClaims,
  state: ClaimState,
): Decision<ClaimStreamEvent> {
  const relation = state.relations.get(relationId);
  if (!relation) {
    return refuse({
      kind: 'not-found',
      rule: 'relation-unknown',
      detail:
        'The claim has no such relation. It is taken back on the claim that it was recorded on.',
    });
  }
  if (relatedBy !== actor.id && !actor.roles.includes('editor')) {
    return refuse({
      kind: 'separation-of-duties',
      rule: 'relation-not-yours',
      detail: 'A relation is taken back by the member who recorded it, or by an editor.',
    });
  }
  if (relation.retracted) {
    return refuse({
      kind: 'rule',
      rule: 'relation-already-taken-back',
      detail: 'The relation was taken back before.',
    });
  }
  return accept({ type: 'ClaimUnrelated', data: { relationId, reason } });
}
