import type {
  Anchoring,
  CitationData,
  ReanchoringOutcome,
} from '../../events/citation/citation-events.js';
import type { Actor } from '../../events/envelope.js';
import type { ClaimStreamEvent } from '../../events/ledger-event.js';
import { CLAIM_UNKNOWN, CLAIM_WITHDRAWN } from '../claims/claim.decider.js';
import { evolveClaim, initialClaimState, type ClaimState } from '../claims/claim.state.js';
import { accept, refuse, type Decider, type Decision, type Refusal } from '../deciding/decision.js';
import { findingsAfter, type Reviewing } from '../reviews/standing.js';
import { attributionRefused } from './attribution.decider.js';

export interface AddCitation extends Readonly<CitationData> {
  readonly type: 'AddCitation';
  /** The cited source as it stands; the snapshots by their SHA-256. */
  readonly source: {
    readonly registered: boolean;
    readonly withdrawn: boolean;
    readonly snapshots: readonly string[];
  };
  /** Those of the sources named by hops that are registered. */
  readonly hopSources: readonly string[];
}

export interface RetractCitation extends Reviewing {
  readonly type: 'RetractCitation';
  readonly citationId: string;
  readonly reason: string;
  readonly actor: Actor;
}

/** The ledger's own: a later snapshot of the cited source was captured. */
export interface ReanchorCitation {
  readonly type: 'ReanchorCitation';
  readonly citationId: string;
  /** The later one. */
  readonly snapshot: string;
  /** What the quote comes to in it. Undefined where there is nothing to look for. */
  readonly found?: { readonly anchoring: Anchoring; readonly outcome: ReanchoringOutcome };
}

export type CitationCommand = AddCitation | ReanchorCitation | RetractCitation;

export const citationDecider: Decider<ClaimState, CitationCommand, ClaimStreamEvent> = {
  initial: initialClaimState,
  evolve: evolveClaim,
  decide,
};

const CITATION_UNKNOWN: Refusal = {
  kind: 'not-found',
  rule: 'citation-unknown',
  detail: 'The claim has no such citation.',
};

function decide(command: CitationCommand, state: ClaimState): Decision<ClaimStreamEvent> {
  if (!state.recorded) return refuse(CLAIM_UNKNOWN);
  switch (command.type) {
    case 'AddCitation':
      return add(command, state);
    case 'ReanchorCitation':
      return reanchor(command, state);
    case 'RetractCitation':
      return retract(command, state);
  }
}

function add(command: AddCitation, state: ClaimState): Decision<ClaimStreamEvent> {
  if (state.citations.get(command.citationId)) return accept();
  const refusal =
    (state.withdrawn ? CLAIM_WITHDRAWN : undefined) ??
    sourceRefused(command) ??
    passageRefused(command) ??
    attributionRefused(command.attribution, command.hopSources);
  return refusal ? refuse(refusal) : accept({ type: 'CitationAdded', data: citationOf(command) });
}

/** Once for each citation and snapshot. What does not stand any more is left as it is. */
function reanchor(
  { citationId, snapshot, found }: ReanchorCitation,
  state: ClaimState,
): Decision<ClaimStreamEvent> {
  const citation = state.citations.get(citationId);
  if (!citation) return refuse(CITATION_UNKNOWN);
  const { added, reanchored, retracted } = citation;
  const known = added.snapshot === snapshot || reanchored.includes(snapshot);
  if (known || retracted || state.withdrawn || !found) return accept();
  return accept({ type: 'CitationReanchored', data: { citationId, snapshot, ...found } });
}

function retract(command: RetractCitation, state: ClaimState): Decision<ClaimStreamEvent> {
  const { citationId, reason, actor } = command;
  const citation = state.citations.get(citationId);
  if (!citation) return refuse(CITATION_UNKNOWN);
  if (citation.added.addedBy !== actor.id && !actor.roles.includes('editor')) {
    return refuse({
      kind: 'separation-of-duties',
      rule: 'citation-not-yours',
      detail: 'A citation is retracted by the member who added it, or by an editor.',
    });
  }
  if (citation.retracted) {
    return refuse({
      kind: 'rule',
      rule: 'citation-already-retracted',
      detail: 'The citation was retracted before.',
    });
  }
  const retracted: ClaimStreamEvent = { type: 'CitationRetracted', data: { citationId, reason } };
  const cause = { kind: 'evidence-retracted', id: citationId } as const;
  return accept<ClaimStreamEvent>(retracted, ...findingsAfter(state, [retracted], command, cause));
}

function sourceRefused({ source }: AddCitation): Refusal | undefined {
  if (!source.registered) {
    return {
      kind: 'rule',
      rule: 'source-not-registered',
      detail: 'A claim is cited only to a registered source.',
      pointer: '/sourceId',
    };
  }
  if (source.withdrawn) {
    return {
      kind: 'rule',
      rule: 'source-withdrawn',
      detail: 'The source is withdrawn.',
      pointer: '/sourceId',
    };
  }
  return undefined;
}

function passageRefused({ quote, snapshot, anchoring, source }: AddCitation): Refusal | undefined {
  if (snapshot !== undefined && !source.snapshots.includes(snapshot)) {
    return {
      kind: 'rule',
      rule: 'snapshot-of-another-source',
      detail: 'The source has no such snapshot.',
      pointer: '/snapshot',
    };
  }
  if (!quote) return undefined;
  if (snapshot === undefined) {
    return {
      kind: 'rule',
      rule: 'passage-needs-snapshot',
      detail: 'A quote is looked for in a snapshot; capture one of the source first.',
      pointer: '/quote',
    };
  }
  if (!anchoring) {
    return {
      kind: 'rule',
      rule: 'snapshot-has-no-text',
      detail: 'The ledger has no text of this snapshot to look for the quote in.',
      pointer: '/quote',
    };
  }
  return undefined;
}

function citationOf(command: AddCitation): CitationData {
  const { citationId, sourceId, stance, snapshot, quote, anchoring, attribution, addedBy } =
    command;
  return {
    citationId,
    sourceId,
    stance,
    ...(snapshot !== undefined && { snapshot }),
    ...(quote && anchoring && { quote, anchoring }),
    attribution,
    addedBy,
  };
}
