import type { CitationData } from '../../events/citation/citation-events.js';
import type { ClaimData, RelationKind } from '../../events/claim/claim-events.js';
import type { Question } from '../../events/fields.js';
import type { ClaimStreamEvent, DataOf } from '../../events/ledger-event.js';
import type { PublicationEvent } from '../../events/publication/publication-events.js';
import { endOf } from '../../events/partial-date.js';
import { ById } from './by-id.js';

export type RecordedClaim = Readonly<
  Pick<ClaimData, 'recordedBy' | 'kind' | 'topics' | 'resolves'>
>;

export interface CitationState {
  readonly added: Readonly<CitationData>;
  /** Where the ledger has looked for the quote again, in that order. */
  readonly reanchored: readonly Look[];
  readonly retracted: boolean;
}

/** One search for a quote: in which text of which capture, and by which algorithm. */
export interface Look {
  readonly snapshot: string;
  /** Undefined where an earlier release did not say, as `text`. */
  readonly capture?: number | undefined;
  readonly text?: string | undefined;
  readonly algorithm: string;
}

export interface VerdictState {
  readonly id: string;
  readonly question: Question;
  readonly rating: string;
  readonly reviewer: { readonly id: string; readonly organization: string };
  readonly evidence: readonly string[];
  /** Whether the reviewer saw the source themselves. */
  readonly sourceSeen: boolean;
  /** Neither withdrawn nor replaced. It counts only while none of its evidence is retracted, too. */
  readonly active: boolean;
}

/** A relation to another claim, recorded on this one. */
export interface RelationState {
  readonly kind: RelationKind;
  readonly to: string;
  readonly retracted: boolean;
}

/** A member's conflict of interest in the claim. */
export interface ConflictState {
  readonly member: string;
  /** The instant (ISO 8601, UTC, milliseconds) from which on it is over; undefined where it does not end. */
  readonly ends: string | undefined;
  readonly retracted: boolean;
}

/** A finding that was reached, whether it stands or not. */
export interface FoundState {
  readonly id: string;
  readonly question: Question;
  readonly rating: string;
  readonly policyVersion: number;
}

/** What the public was told of a finding, as the last correction left it. */
export interface PublicationState {
  readonly id: string;
  readonly question: Question;
  readonly findingId: string;
  readonly wording: string;
  readonly summary: string | undefined;
  /** In small letters, for tags are compared without regard to case (RFC 5646, 2.1.1). */
  readonly language: string;
  readonly corrections: readonly string[];
  readonly retracted: boolean;
}

/** What the ledger has said last on one question. */
export type FindingState =
  | { readonly status: 'open'; readonly reopened: boolean }
  | { readonly status: 'reached'; readonly findingId: string; readonly rating: string }
  | { readonly status: 'contested' };

/** A claim's stream, folded: what the deciders of claims, citations and reviews decide on. */
export interface ClaimState {
  /** Undefined until the claim is recorded. */
  readonly recorded: RecordedClaim | undefined;
  readonly withdrawn: boolean;
  readonly citations: ById<CitationState>;
  readonly verdicts: ById<VerdictState>;
  readonly relations: ById<RelationState>;
  readonly conflicts: ById<ConflictState>;
  readonly standing: Readonly<Record<Question, FindingState>>;
  readonly findings: ById<FoundState>;
  readonly publications: ById<PublicationState>;
}

const OPEN: FindingState = { status: 'open', reopened: false };

export const initialClaimState: ClaimState = {
  recorded: undefined,
  withdrawn: false,
  citations: ById.empty(),
  verdicts: ById.empty(),
  relations: ById.empty(),
  conflicts: ById.empty(),
  standing: { attribution: OPEN, veracity: OPEN },
  findings: ById.empty(),
  publications: ById.empty(),
};

export function evolveClaim(state: ClaimState, event: ClaimStreamEvent): ClaimState {
  switch (event.type) {
    case 'ClaimRecorded': {
      const { recordedBy, kind, topics, resolves } = event.data;
      return { ...state, recorded: { recordedBy, kind, topics, ...(resolves && { resolves }) } };
    }
    case 'ClaimWithdrawn':
      return { ...state, withdrawn: true };
    case 'ConflictOfInterestDeclared': {
      const { conflictId, member, expires } = event.data;
      const ends = expires === undefined ? undefined : endOf(expires);
      return {
        ...state,
        conflicts: state.conflicts.with(conflictId, { member, ends, retracted: false }),
      };
    }
    case 'ConflictOfInterestRetracted':
      return { ...state, conflicts: withoutConflict(state.conflicts, event.data.conflictId) };
    case 'CitationAdded': {
      const citation = { added: event.data, reanchored: [], retracted: false };
      return { ...state, citations: state.citations.with(event.data.citationId, citation) };
    }
    case 'CitationReanchored':
      return { ...state, citations: reanchored(state.citations, event.data) };
    case 'ClaimRelated': {
      const { relationId, kind, to } = event.data;
      return {
        ...state,
        relations: state.relations.with(relationId, { kind, to, retracted: false }),
      };
    }
    case 'ClaimUnrelated':
      return { ...state, relations: withoutRelation(state.relations, event.data.relationId) };
    case 'CitationRetracted':
      return { ...state, citations: retracted(state.citations, event.data.citationId) };
    case 'VerdictSubmitted': {
      const { verdictId: id, question, rating, reviewer, evidence, replaces } = event.data;
      const sourceSeen = event.data.sourceSeen ?? false;
      const verdict = { id, question, rating, reviewer, evidence, sourceSeen, active: true };
      return { ...state, verdicts: inactive(state.verdicts, replaces).with(id, verdict) };
    }
    case 'VerdictWithdrawn':
      return { ...state, verdicts: inactive(state.verdicts, event.data.verdictId) };
    case 'FindingReached': {
      const { question, findingId, rating, policyVersion } = event.data;
      const found = { id: findingId, question, rating, policyVersion };
      const findings = state.findings.with(findingId, found);
      return stands({ ...state, findings }, question, { status: 'reached', findingId, rating });
    }
    case 'FindingContested':
      return stands(state, event.data.question, { status: 'contested' });
    case 'FindingReopened':
      return stands(state, event.data.question, { status: 'open', reopened: true });
    case 'FindingPublished':
    case 'CorrectionIssued':
    case 'PublicationRetracted':
      return { ...state, publications: published(state.publications, event) };
  }
}

/** The reviewer's active verdict on the question; there is never more than one. */
export function activeVerdict(
  state: ClaimState,
  reviewer: string,
  question: Question,
): VerdictState | undefined {
  for (const verdict of state.verdicts.values()) {
    if (verdict.active && verdict.question === question && verdict.reviewer.id === reviewer) {
      return verdict;
    }
  }
  return undefined;
}

/** The member's conflict of interest that stands at that instant; there is never more than one. */
export function standingConflict(
  { conflicts }: ClaimState,
  member: string,
  now: string,
): ConflictState | undefined {
  for (const conflict of conflicts.values()) {
    if (conflict.member !== member || conflict.retracted) continue;
    if (conflict.ends === undefined || conflict.ends > now) return conflict;
  }
  return undefined;
}

/** Whether the claim is related so to that one, and it was not taken back. */
export function isRelated(state: ClaimState, kind: RelationKind, to: string): boolean {
  for (const relation of state.relations.values()) {
    if (!relation.retracted && relation.kind === kind && relation.to === to) return true;
  }
  return false;
}

/** The active verdicts on the question, none of whose evidence is retracted. */
export function countedVerdicts(state: ClaimState, question: Question): VerdictState[] {
  const counted: VerdictState[] = [];
  for (const verdict of state.verdicts.values()) {
    if (!verdict.active || verdict.question !== question) continue;
    if (verdict.evidence.some((id) => state.citations.get(id)?.retracted)) continue;
    counted.push(verdict);
  }
  return counted;
}

/** Whether the ledger found none of the quoted words when the citations were added; of no citations, no. */
export function isAllAbsent({ citations }: ClaimState, evidence: readonly string[]): boolean {
  return (
    evidence.length > 0 &&
    evidence.every((id) => citations.get(id)?.added.anchoring?.fidelity === 'absent')
  );
}

/** Whether a verdict may carry a finding: it rests on words that were found, or its reviewer saw them. */
export function hasGround(state: ClaimState, { evidence, sourceSeen }: VerdictState): boolean {
  return sourceSeen || !isAllAbsent(state, evidence);
}

function reanchored(
  citations: ById<CitationState>,
  { citationId, snapshot, capture, text, anchoring }: DataOf<'CitationReanchored'>,
): ById<CitationState> {
  const citation = citations.get(citationId);
  if (!citation) return citations;
  const look = { snapshot, capture, text, algorithm: anchoring.algorithm };
  return citations.with(citationId, { ...citation, reanchored: [...citation.reanchored, look] });
}

function retracted(citations: ById<CitationState>, id: string): ById<CitationState> {
  const citation = citations.get(id);
  return citation ? citations.with(id, { ...citation, retracted: true }) : citations;
}

function withoutRelation(relations: ById<RelationState>, id: string): ById<RelationState> {
  const relation = relations.get(id);
  return relation ? relations.with(id, { ...relation, retracted: true }) : relations;
}

function withoutConflict(conflicts: ById<ConflictState>, id: string): ById<ConflictState> {
  const conflict = conflicts.get(id);
  return conflict ? conflicts.with(id, { ...conflict, retracted: true }) : conflicts;
}

function inactive(verdicts: ById<VerdictState>, id: string | undefined): ById<VerdictState> {
  const verdict = id === undefined ? undefined : verdicts.get(id);
  return verdict ? verdicts.with(verdict.id, { ...verdict, active: false }) : verdicts;
}

function published(
  publications: ById<PublicationState>,
  event: PublicationEvent,
): ById<PublicationState> {
  const { publicationId: id } = event.data;
  if (event.type === 'FindingPublished') {
    const { question, findingId, wording, summary, language } = event.data;
    const tag = language.toLowerCase();
    const told = { id, question, findingId, wording, summary, language: tag };
    return publications.with(id, { ...told, corrections: [], retracted: false });
  }
  const before = publications.get(id);
  if (!before) return publications;
  if (event.type === 'PublicationRetracted')
    return publications.with(id, { ...before, retracted: true });
  const { correctionId, findingId, wording, summary } = event.data;
  const corrections = [...before.corrections, correctionId];
  return publications.with(id, { ...before, findingId, wording, summary, corrections });
}

function stands(state: ClaimState, question: Question, standing: FindingState): ClaimState {
  return { ...state, standing: { ...state.standing, [question]: standing } };
}
