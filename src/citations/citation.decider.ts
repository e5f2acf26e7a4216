import type {
  Anchoring,
  CitationData,
  ReanchoringOutcome,
} from '../../events/citation/citation-events.js';
import type { Actor } from '../../events/envelope.js';
import type { ClaimStreamEvent } from '../../events/ledger-event.js';
import { CLAIM_UNKNOWN, CLAIM_WITHDRAWN } from '../claims/claim.decider.js';
import {
  evolveClaim,
  initialClaimState,
  type CitationState,
  type ClaimState,
  type Look,
} from '../claims/claim.state.js';
import { accept, refuse, type Decider, type Decision, type Refusal } from '../deciding/decision.js';
import { findingsAfter, type Reviewing } from '../reviews/findings.js';
import { attributionRefused } from './attribution.decider.js';

export interface AddCitation extends Readonly<CitationData> {
  readonly type: 'AddCitation';
  /** The cited source as it stands; the captures by the SHA-256 of their bytes, the first being 1. */
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

/**
 * The ledger's own: the cited source was captured again, or a text of it was taken anew, or this release
 * looks for quotes in another way.
 */
export interface ReanchorCitation {
  readonly type: 'ReanchorCitation';
  readonly citationId: string;
  /** The SHA-256 of the capture's bytes. */
  readonly snapshot: string;
  readonly capture: number;
  /** SHA-256 of the text that was looked in. */
  readonly text: string;
  /** What the quote comes to there. Undefined where there is nothing to look for. */
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

/** Records a look once for each citation, text and algorithm. What does not stand any more is left as it is. */
function reanchor(command: ReanchorCitation, state: ClaimState): Decision<ClaimStreamEvent> {
  const { citationId, snapshot, capture, text, found } = command;
  const citation = state.citations.get(citationId);
  if (!citation) return refuse(CITATION_UNKNOWN);
  if (citation.retracted || state.withdrawn || !found) return accept();
  const look = { snapshot, capture, text, algorithm: found.anchoring.algorithm };
  if (looksAt(citation).some((known) => isSameLook(known, look))) return accept();
  const data = { citationId, snapshot, capture, text, ...found };
  return accept({ type: 'CitationReanchored', data });
}

/** Every search for the citation's quote, the first one included. */
function looksAt({ added, reanchored }: CitationState): Look[] {
  const { snapshot, capture, text, anchoring } = added;
  if (snapshot === undefined || !anchoring) return [...reanchored];
  return [{ snapshot, capture, text, algorithm: anchoring.algorithm }, ...reanchored];
}

/** Whether two looks are one. Those of earlier releases had earlier algorithms, and no capture or text. */
function isSameLook(known: Look, look: Look): boolean {
  return (
    known.algorithm === look.algorithm && known.capture === look.capture && known.text === look.text
  );
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

function passageRefused(command: AddCitation): Refusal | undefined {
  const { quote, snapshot, capture, anchoring, source } = command;
  if (capture !== undefined) {
    const known = source.snapshots[capture - 1];
    if (known === undefined) {
      const { length } = source.snapshots;
      return {
        kind: 'rule',
        rule: 'capture-unknown',
        detail: `The source has no capture ${capture}; it was captured ${length} times.`,
        pointer: '/capture',
      };
    }
    if (snapshot !== undefined && snapshot !== known) {
      return {
        kind: 'rule',
        rule: 'capture-of-other-bytes',
        detail: `Capture ${capture} of the source is the snapshot ${known}, not this one.`,
        pointer: '/snapshot',
      };
    }
  }
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
  const { citationId, sourceId, stance, snapshot, capture, text } = command;
  const { quote, anchoring, attribution, addedBy } = command;
  return {
    citationId,
    sourceId,
    stance,
    ...(snapshot !== undefined && { snapshot }),
    ...(capture !== undefined && { capture }),
    ...(quote && anchoring && { quote, anchoring, ...(text !== undefined && { text }) }),
    attribution,
    addedBy,
  };
}
