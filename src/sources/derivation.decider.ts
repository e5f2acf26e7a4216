import type { Actor } from '../../events/envelope.js';
import type {
  DerivationData,
  DerivationKind,
  SharedPassages,
  SourceEvent,
} from '../../events/source/source-events.js';
import { accept, refuse, type Decider, type Decision, type Refusal } from '../deciding/decision.js';
import { SOURCE_UNKNOWN, SOURCE_WITHDRAWN } from './source.decider.js';
import { evolveSource, initialSourceState, type SourceState } from './source.state.js';

interface Declaration {
  readonly derivationId: string;
  /** The stream's own source, which draws on the other. */
  readonly sourceId: string;
  readonly from: string;
  readonly kind: DerivationKind;
  readonly declaredBy: string;
}

export interface DeclareDerivation extends Declaration {
  readonly type: 'DeclareDerivation';
  /** Whether the other source is registered. That it is withdrawn is no reason to leave it untold. */
  readonly fromRegistered: boolean;
}

export interface AcceptSuggestion extends Declaration {
  readonly type: 'AcceptSuggestion';
  /** What the ledger finds that the two share; undefined where that is too little. */
  readonly shared: SharedPassages | undefined;
}

export interface DismissSuggestion {
  readonly type: 'DismissSuggestion';
  readonly from: string;
  readonly reason: string;
  readonly shared: SharedPassages | undefined;
}

export interface RetractDerivation {
  readonly type: 'RetractDerivation';
  readonly derivationId: string;
  readonly reason: string;
  readonly actor: Actor;
}

export type DerivationCommand =
  DeclareDerivation | AcceptSuggestion | DismissSuggestion | RetractDerivation;

/** Decides on which sources a source draws. Each stream decides alone, so that a cycle can be recorded. */
export const derivationDecider: Decider<SourceState, DerivationCommand, SourceEvent> = {
  initial: initialSourceState,
  evolve: evolveSource,
  decide,
};

function decide(command: DerivationCommand, state: SourceState): Decision<SourceEvent> {
  if (!state.description) return refuse(SOURCE_UNKNOWN);
  switch (command.type) {
    case 'DeclareDerivation':
      return declare(command, state, notRegistered(command));
    case 'AcceptSuggestion':
      return declare(command, state, command.shared ? undefined : NOTHING_SHARED, command.shared);
    case 'DismissSuggestion':
      return dismiss(command, state);
    case 'RetractDerivation':
      return retract(command, state);
  }
}

const NOTHING_SHARED: Refusal = {
  kind: 'rule',
  rule: 'nothing-shared',
  detail: 'No snapshots of the two sources share long passages, as far as the ledger can tell.',
};

function declare(
  { derivationId, sourceId, from, kind, declaredBy }: Declaration,
  state: SourceState,
  unfounded: Refusal | undefined,
  suggestion?: SharedPassages,
): Decision<SourceEvent> {
  if (state.derivations.get(derivationId)) return accept();
  if (state.withdrawn) return refuse(SOURCE_WITHDRAWN);
  if (from === sourceId) {
    return refuse({
      kind: 'rule',
      rule: 'derivation-from-itself',
      detail: 'A source draws on another one, not on itself.',
    });
  }
  if (unfounded) return refuse(unfounded);
  if (isDeclared(state, from, kind)) {
    return refuse({
      kind: 'rule',
      rule: 'derivation-already-declared',
      detail: `That the source ${kind} the other one is on record already.`,
    });
  }
  const data: DerivationData = {
    derivationId,
    from,
    kind,
    ...(suggestion && { suggestion }),
    declaredBy,
  };
  return accept({ type: 'DerivationDeclared', data });
}

function notRegistered({ fromRegistered }: DeclareDerivation): Refusal | undefined {
  if (fromRegistered) return undefined;
  return {
    kind: 'rule',
    rule: 'derivation-source-not-registered',
    detail: 'A source draws on a registered one; register it first.',
    pointer: '/from',
  };
}

function dismiss(
  { from, reason, shared }: DismissSuggestion,
  state: SourceState,
): Decision<SourceEvent> {
  if (state.withdrawn) return refuse(SOURCE_WITHDRAWN);
  if (!shared) return refuse(NOTHING_SHARED);
  if (state.dismissed.includes(from)) {
    return refuse({
      kind: 'rule',
      rule: 'suggestion-already-dismissed',
      detail: 'The suggestion was dismissed before.',
    });
  }
  if (isDeclared(state, from)) {
    return refuse({
      kind: 'rule',
      rule: 'derivation-already-declared',
      detail: 'That the source draws on the other one is on record; retract that first.',
    });
  }
  const data = { from, suggestion: shared, reason };
  return accept({ type: 'DerivationSuggestionDismissed', data });
}

function retract(
  { derivationId, reason, actor }: RetractDerivation,
  state: SourceState,
): Decision<SourceEvent> {
  const derivation = state.derivations.get(derivationId);
  if (!derivation) {
    return refuse({
      kind: 'not-found',
      rule: 'derivation-unknown',
      detail: 'The source has no such derivation.',
    });
  }
  if (derivation.declaredBy !== actor.id && !actor.roles.includes('editor')) {
    return refuse({
      kind: 'separation-of-duties',
      rule: 'derivation-not-yours',
      detail: 'A derivation is retracted by the member who declared it, or by an editor.',
    });
  }
  if (derivation.retracted) {
    return refuse({
      kind: 'rule',
      rule: 'derivation-already-retracted',
      detail: 'The derivation was retracted before.',
    });
  }
  return accept({ type: 'DerivationRetracted', data: { derivationId, reason } });
}

/** Whether a derivation is in force, of that kind, or of any where none is named. */
function isDeclared({ derivations }: SourceState, from: string, kind?: DerivationKind): boolean {
  for (const derivation of derivations.values()) {
    if (derivation.retracted || derivation.from !== from) continue;
    if (kind === undefined || derivation.kind === kind) return true;
  }
  return false;
}
