import type { ClaimData } from '../../events/claim/claim-events.js';
import type { CitationData } from '../../events/citation/citation-events.js';
import type { Question } from '../../events/fields.js';
import type { ClaimStreamEvent } from '../../events/ledger-event.js';
import type { Policy } from '../../events/policy/policy-events.js';
import type { VerdictData } from '../../events/verdict/verdict-events.js';
import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import type { Reviewing } from '../../src/reviews/findings.js';
import { uuid } from './recorded-history.js';

type Of<T extends ClaimStreamEvent['type']> = Extract<ClaimStreamEvent, { type: T }>;

export const AUTHOR = uuid(1);
export const SOURCE = uuid(20);
export const [CITATION, OTHER_CITATION] = [uuid(31), uuid(32)] as const;

export const policy: Policy = { version: 1, ...DEFAULT_POLICY };

export function recorded(changes: Partial<ClaimData> = {}): Of<'ClaimRecorded'> {
  return {
    type: 'ClaimRecorded',
    data: {
      text: 'Talks on phase two have started',
      kind: 'fact',
      claimant: { kind: 'own-voice' },
      topics: [],
      recordedBy: AUTHOR,
      ...changes,
    },
  };
}

export const claimWithdrawn: Of<'ClaimWithdrawn'> = {
  type: 'ClaimWithdrawn',
  data: { reason: 'recorded twice' },
};

export function cited(
  citationId: string,
  changes: Partial<CitationData> = {},
): Of<'CitationAdded'> {
  return {
    type: 'CitationAdded',
    data: {
      citationId,
      sourceId: SOURCE,
      stance: 'makes',
      attribution: [],
      addedBy: AUTHOR,
      ...changes,
    },
  };
}

export function retracted(citationId: string): Of<'CitationRetracted'> {
  return { type: 'CitationRetracted', data: { citationId, reason: 'misread' } };
}

export function reviewer(n: number, organization = 'Desk'): VerdictData['reviewer'] {
  return { id: uuid(40 + n), organization };
}

/** The n-th verdict, given by the n-th reviewer unless told otherwise. */
export function judged(
  n: number,
  rating: string,
  changes: Partial<VerdictData> = {},
): Of<'VerdictSubmitted'> {
  return {
    type: 'VerdictSubmitted',
    data: {
      verdictId: uuid(50 + n),
      question: 'veracity',
      rating,
      rationale: 'It was broadcast.',
      evidence: [CITATION],
      reviewer: reviewer(n),
      ...changes,
    },
  };
}

export function verdictWithdrawn(n: number, reason = 'hasty'): Of<'VerdictWithdrawn'> {
  return { type: 'VerdictWithdrawn', data: { verdictId: uuid(50 + n), reason } };
}

/** The n-th conflict of interest, of the n-th reviewer. */
export function conflicted(
  n: number,
  changes: Partial<Of<'ConflictOfInterestDeclared'>['data']> = {},
): Of<'ConflictOfInterestDeclared'> {
  const data = { conflictId: uuid(70 + n), member: reviewer(n).id, reason: 'worked there' };
  return { type: 'ConflictOfInterestDeclared', data: { ...data, ...changes } };
}

export function conflictRetracted(n: number): Of<'ConflictOfInterestRetracted'> {
  const data = { conflictId: uuid(70 + n), reason: 'another firm' };
  return { type: 'ConflictOfInterestRetracted', data };
}

/** The n-th finding, by the verdicts of these numbers. */
export function reached(
  n: number,
  rating: string,
  verdicts: readonly number[],
  changes: Partial<Of<'FindingReached'>['data']> = {},
): Of<'FindingReached'> {
  return {
    type: 'FindingReached',
    data: {
      findingId: uuid(60 + n),
      question: 'veracity',
      rating,
      verdicts: verdicts.map((each) => uuid(50 + each)),
      dissent: [],
      policyVersion: 1,
      ...changes,
    },
  };
}

export function contested(verdicts: readonly number[], findingId?: string): Of<'FindingContested'> {
  return {
    type: 'FindingContested',
    data: {
      question: 'veracity',
      verdicts: verdicts.map((each) => uuid(50 + each)),
      policyVersion: 1,
      ...(findingId !== undefined && { findingId }),
    },
  };
}

export function reopened(
  cause: Of<'FindingReopened'>['data']['cause'],
  findingId?: string,
  question: Question = 'veracity',
): Of<'FindingReopened'> {
  return {
    type: 'FindingReopened',
    data: { question, ...(findingId !== undefined && { findingId }), cause },
  };
}

/** Findings of a command get the n-th id, that on attribution one a hundred higher. */
export function reviewing(n: number, changes: Partial<Policy> = {}): Reviewing {
  return {
    policy: { ...policy, ...changes },
    findingIds: { veracity: uuid(60 + n), attribution: uuid(160 + n) },
  };
}
