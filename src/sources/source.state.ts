import type {
  DerivationData,
  SnapshotData,
  SourceChanges,
  SourceDescription,
  SourceEvent,
  TextTakenData,
} from '../../events/source/source-events.js';
import { ById } from '../claims/by-id.js';

export type DerivationState = Readonly<Pick<DerivationData, 'from' | 'kind' | 'declaredBy'>> & {
  readonly retracted: boolean;
};

/** A source's stream, folded: what the deciders of sources and of derivations decide on. */
export interface SourceState {
  /** Undefined until the source is registered. */
  readonly description: SourceDescription | undefined;
  /** The first capture is 1. In that order, each with the text that was taken out of it last. */
  readonly snapshots: readonly SnapshotData[];
  /** The derivations of this source from others. */
  readonly derivations: ById<DerivationState>;
  /** The sources on which it does not draw, as a member said of a suggestion. */
  readonly dismissed: readonly string[];
  readonly withdrawn: boolean;
}

export const initialSourceState: SourceState = {
  description: undefined,
  snapshots: [],
  derivations: ById.empty(),
  dismissed: [],
  withdrawn: false,
};

export function evolveSource(state: SourceState, event: SourceEvent): SourceState {
  switch (event.type) {
    case 'SourceRegistered':
      return { ...state, description: event.data };
    case 'SourceAmended':
      return state.description === undefined
        ? state
        : { ...state, description: amended(state.description, event.data.changes) };
    case 'SnapshotCaptured':
      return { ...state, snapshots: [...state.snapshots, event.data] };
    case 'SnapshotTextTaken':
      return { ...state, snapshots: readAnew(state.snapshots, event.data) };
    case 'DerivationDeclared': {
      const { derivationId, from, kind, declaredBy } = event.data;
      const derivation = { from, kind, declaredBy, retracted: false };
      return { ...state, derivations: state.derivations.with(derivationId, derivation) };
    }
    case 'DerivationRetracted':
      return { ...state, derivations: retracted(state.derivations, event.data.derivationId) };
    case 'DerivationSuggestionDismissed':
      return { ...state, dismissed: [...state.dismissed, event.data.from] };
    case 'SourceWithdrawn':
      return { ...state, withdrawn: true };
  }
}

/** A capture with the text that was taken out of it last. */
function readAnew(
  snapshots: readonly SnapshotData[],
  { capture, text, sketch }: TextTakenData,
): SnapshotData[] {
  return snapshots.map((snapshot, index) => {
    if (index !== capture - 1) return snapshot;
    const { sketch: _, ...kept } = snapshot;
    return { ...kept, text, ...(sketch && { sketch }) };
  });
}

function amended(description: SourceDescription, changes: SourceChanges): SourceDescription {
  const members = Object.entries({ ...description, ...changes });
  return Object.fromEntries(members.filter(([, value]) => value !== null)) as SourceDescription;
}

function retracted(derivations: ById<DerivationState>, id: string): ById<DerivationState> {
  const derivation = derivations.get(id);
  return derivation ? derivations.with(id, { ...derivation, retracted: true }) : derivations;
}
