import type { Actor } from '../../events/envelope.js';
import type { ClaimStreamEvent } from '../../events/ledger-event.js';
import { beginningOf, isPartialDate } from '../../events/partial-date.js';
import type { Policy } from '../../events/policy/policy-events.js';
import { CLAIM_UNKNOWN, CLAIM_WITHDRAWN, noSuchDate } from '../claims/claim.decider.js';
import {
  countedVerdicts,
  evolveClaim,
  initialClaimState,
  type ClaimState,
  type FoundState,
  type PublicationState,
} from '../claims/claim.state.js';
import { accept, refuse, type Decider, type Decision, type Refusal } from '../deciding/decision.js';

interface Publishing {
  readonly publicationId: string;
  readonly actor: Actor;
  /** The policy in force. */
  readonly policy: Policy;
}

export interface PublishFinding extends Publishing {
  readonly type: 'PublishFinding';
  readonly findingId: string;
  readonly wording: string;
  readonly summary?: string;
  readonly language: string;
  readonly url?: string;
}

export interface CorrectPublication extends Publishing {
  readonly type: 'CorrectPublication';
  readonly correctionId: string;
  readonly wrong: string;
  readonly since: string;
  readonly wording: string;
  readonly summary?: string;
  /** ISO 8601 instant in UTC with milliseconds. */
  readonly now: string;
}

export interface RetractPublication extends Publishing {
  readonly type: 'RetractPublication';
  readonly reason: string;
}

export type PublicationCommand = PublishFinding | CorrectPublication | RetractPublication;

/** Decides on what the public is told of a claim's findings. */
export const publicationDecider: Decider<ClaimState, PublicationCommand, ClaimStreamEvent> = {
  initial: initialClaimState,
  evolve: evolveClaim,
  decide,
};

/** A page shows them all. */
const MOST_CORRECTIONS = 100;

function decide(command: PublicationCommand, state: ClaimState): Decision<ClaimStreamEvent> {
  if (!state.recorded) return refuse(CLAIM_UNKNOWN);
  const refusal = publisherRefused(command);
  if (refusal) return refuse(refusal);
  switch (command.type) {
    case 'PublishFinding':
      return publish(command, state);
    case 'CorrectPublication':
      return correct(command, state);
    case 'RetractPublication':
      return retract(command, state);
  }
}

function publisherRefused({ actor, policy }: Publishing): Refusal | undefined {
  const { roles } = policy.publishing;
  if (roles.some((role) => actor.roles.includes(role))) return undefined;
  return {
    kind: 'separation-of-duties',
    rule: 'not-a-publisher',
    detail: `By the policy in force only a member with one of these roles publishes: ${roles.join(', ')}.`,
  };
}

function publish(command: PublishFinding, state: ClaimState): Decision<ClaimStreamEvent> {
  const { publicationId, findingId, wording, summary, language, url } = command;
  if (state.publications.get(publicationId)) return accept();
  const finding = state.findings.get(findingId);
  if (!finding) {
    return refuse({
      kind: 'not-found',
      rule: 'finding-unknown',
      detail: 'The claim has no such finding.',
    });
  }
  const refusal =
    standingRefused(finding, state) ??
    carrierRefused(finding, command, state) ??
    publishedRefused(finding, language, state);
  if (refusal) return refuse(refusal);
  const { question, rating, policyVersion } = finding;
  return accept<ClaimStreamEvent>({
    type: 'FindingPublished',
    data: {
      publicationId,
      question,
      findingId,
      rating,
      policyVersion,
      wording,
      ...(summary !== undefined && { summary }),
      language,
      ...(url !== undefined && { url }),
    },
  });
}

function correct(command: CorrectPublication, state: ClaimState): Decision<ClaimStreamEvent> {
  const { correctionId, publicationId, wrong, since, wording, summary, now } = command;
  const publication = state.publications.get(publicationId);
  if (publication?.corrections.includes(correctionId)) return accept();
  const refusal = publicationRefused(publication) ?? sinceRefused(since, now);
  if (!publication || refusal) return refuse(refusal ?? PUBLICATION_UNKNOWN);
  const finding = standingFinding(publication, state);
  if (!finding || state.withdrawn)
    return refuse(state.withdrawn ? CLAIM_WITHDRAWN : NOTHING_STANDS);
  const isOther = finding.id !== publication.findingId;
  const carries = carrierRefused(finding, command, state);
  if (carries) return refuse(carries);
  if (!isOther && wording === publication.wording && summary === publication.summary) {
    return refuse({
      kind: 'rule',
      rule: 'correction-changes-nothing',
      detail: 'The publication says so already, of the same finding.',
    });
  }
  if (publication.corrections.length >= MOST_CORRECTIONS) {
    return refuse({
      kind: 'rule',
      rule: 'too-many-corrections',
      detail: `A publication is corrected at most ${MOST_CORRECTIONS} times.`,
    });
  }
  const { id: findingId, rating, policyVersion } = finding;
  return accept<ClaimStreamEvent>({
    type: 'CorrectionIssued',
    data: {
      correctionId,
      publicationId,
      wrong,
      since,
      findingId,
      rating,
      policyVersion,
      wording,
      ...(summary !== undefined && { summary }),
    },
  });
}

function retract(
  { publicationId, reason }: RetractPublication,
  state: ClaimState,
): Decision<ClaimStreamEvent> {
  const refusal = publicationRefused(state.publications.get(publicationId));
  if (refusal) return refuse(refusal);
  return accept<ClaimStreamEvent>({
    type: 'PublicationRetracted',
    data: { publicationId, reason },
  });
}

const PUBLICATION_UNKNOWN: Refusal = {
  kind: 'not-found',
  rule: 'publication-unknown',
  detail: 'The claim has no such publication.',
};

const NOTHING_STANDS: Refusal = {
  kind: 'rule',
  rule: 'no-finding-to-correct-by',
  detail: 'No finding stands on the question. The publication can be retracted.',
};

function publicationRefused(publication: PublicationState | undefined): Refusal | undefined {
  if (!publication) return PUBLICATION_UNKNOWN;
  if (!publication.retracted) return undefined;
  return {
    kind: 'rule',
    rule: 'publication-retracted',
    detail: 'The publication was retracted before.',
  };
}

/** What is published is what stands: a finding that was reopened or superseded is history. */
function standingRefused(finding: FoundState, state: ClaimState): Refusal | undefined {
  if (state.withdrawn) return CLAIM_WITHDRAWN;
  const standing = state.standing[finding.question];
  if (standing.status === 'reached' && standing.findingId === finding.id) return undefined;
  return {
    kind: 'rule',
    rule: 'finding-not-standing',
    detail: 'The finding does not stand any more.',
  };
}

function carrierRefused(
  { question, rating }: FoundState,
  { actor, policy }: Publishing,
  state: ClaimState,
): Refusal | undefined {
  if (policy.publishing.byCarriers) return undefined;
  const carries = countedVerdicts(state, question).some(
    (verdict) => verdict.rating === rating && verdict.reviewer.id === actor.id,
  );
  if (!carries) return undefined;
  return {
    kind: 'separation-of-duties',
    rule: 'own-finding',
    detail: 'By the policy in force nobody publishes a finding that their own verdict carries.',
  };
}

function publishedRefused(
  finding: FoundState,
  language: string,
  { publications }: ClaimState,
): Refusal | undefined {
  for (const publication of publications.values()) {
    if (publication.retracted || publication.question !== finding.question) continue;
    if (publication.language !== language.toLowerCase()) continue;
    return {
      kind: 'rule',
      rule: 'already-published',
      detail: `The question is published in ${language} as ${publication.id}, which can be corrected or retracted.`,
    };
  }
  return undefined;
}

function standingFinding(
  { question }: PublicationState,
  { standing, findings }: ClaimState,
): FoundState | undefined {
  const { [question]: stands } = standing;
  return stands.status === 'reached' ? findings.get(stands.findingId) : undefined;
}

function sinceRefused(since: string, now: string): Refusal | undefined {
  if (!isPartialDate(since)) return noSuchDate(since, '/since');
  if (beginningOf(since) <= now) return undefined;
  return {
    kind: 'invalid',
    rule: 'wrong-since-in-future',
    detail: 'What was published has been wrong since a day that has begun (in UTC).',
    pointer: '/since',
  };
}
