import type { Actor } from '../../events/envelope.js';
import type { ClaimStreamEvent } from '../../events/ledger-event.js';
import type { VerdictData } from '../../events/verdict/verdict-events.js';
import { CLAIM_UNKNOWN, CLAIM_WITHDRAWN } from '../claims/claim.decider.js';
import {
  activeVerdict,
  evolveClaim,
  initialClaimState,
  type ClaimState,
  type RecordedClaim,
} from '../claims/claim.state.js';
import { accept, refuse, type Decider, type Decision } from '../deciding/decision.js';
import { rulesFor } from '../policy/question-rules.js';
import { findingsAfter, openFindings, type Reviewing } from './findings.js';
import { submissionRefused, type Submission } from './submission-rules.js';

export interface SubmitVerdict extends Submission, Reviewing {
  readonly type: 'SubmitVerdict';
}

export interface WithdrawVerdict extends Reviewing {
  readonly type: 'WithdrawVerdict';
  readonly verdictId: string;
  readonly reason: string;
  readonly actor: Actor;
}

/** What the ledger does with verdicts of a member whose suspension withdraws them. */
export interface WithdrawSuspended extends Reviewing {
  readonly type: 'WithdrawSuspended';
  readonly memberId: string;
  /** Those that the member had given by then. */
  readonly verdictIds: readonly string[];
}

/** What the ledger does with questions that were open when a policy was adopted. */
export interface JudgeOpen extends Reviewing {
  readonly type: 'JudgeOpen';
}

export type VerdictCommand = SubmitVerdict | WithdrawVerdict | WithdrawSuspended | JudgeOpen;

export const verdictDecider: Decider<ClaimState, VerdictCommand, ClaimStreamEvent> = {
  initial: initialClaimState,
  evolve: evolveClaim,
  decide,
};

/** What an event that names all verdicts on a question can hold. */
const MOST_ON_A_QUESTION = 10_000;

function decide(command: VerdictCommand, state: ClaimState): Decision<ClaimStreamEvent> {
  const { recorded } = state;
  if (!recorded) return refuse(CLAIM_UNKNOWN);
  switch (command.type) {
    case 'SubmitVerdict':
      return submit(command, state, recorded);
    case 'WithdrawVerdict':
      return withdraw(command, state);
    case 'WithdrawSuspended':
      return withdrawSuspended(command, state);
    case 'JudgeOpen':
      return state.withdrawn ? accept() : accept<ClaimStreamEvent>(...openFindings(state, command));
  }
}

function submit(
  command: SubmitVerdict,
  state: ClaimState,
  recorded: RecordedClaim,
): Decision<ClaimStreamEvent> {
  if (state.verdicts.get(command.verdictId)) return accept();
  const refusal =
    (state.withdrawn ? CLAIM_WITHDRAWN : undefined) ?? submissionRefused(command, state, recorded);
  if (refusal) return refuse(refusal);
  const replaced = activeVerdict(state, command.reviewer.id, command.question);
  if (!replaced && isFull(command, state)) {
    return refuse({
      kind: 'rule',
      rule: 'too-many-verdicts',
      detail: `A question takes at most ${MOST_ON_A_QUESTION} verdicts.`,
    });
  }
  const submitted: ClaimStreamEvent = {
    type: 'VerdictSubmitted',
    data: { ...verdictOf(command, recorded), ...(replaced && { replaces: replaced.id }) },
  };
  const cause = replaced && ({ kind: 'verdict-replaced', id: replaced.id } as const);
  return accept<ClaimStreamEvent>(submitted, ...findingsAfter(state, [submitted], command, cause));
}

function withdraw(command: WithdrawVerdict, state: ClaimState): Decision<ClaimStreamEvent> {
  const { verdictId, reason, actor } = command;
  const verdict = state.verdicts.get(verdictId);
  if (!verdict) {
    return refuse({
      kind: 'not-found',
      rule: 'verdict-unknown',
      detail: 'The claim has no such verdict.',
    });
  }
  if (verdict.reviewer.id !== actor.id) {
    return refuse({
      kind: 'separation-of-duties',
      rule: 'verdict-not-yours',
      detail: 'A verdict is withdrawn by the reviewer who gave it.',
    });
  }
  if (!verdict.active) {
    return refuse({
      kind: 'rule',
      rule: 'verdict-not-active',
      detail: 'The verdict was withdrawn or replaced before.',
    });
  }
  const withdrawn: ClaimStreamEvent = { type: 'VerdictWithdrawn', data: { verdictId, reason } };
  const cause = { kind: 'verdict-withdrawn', id: verdictId } as const;
  return accept<ClaimStreamEvent>(withdrawn, ...findingsAfter(state, [withdrawn], command, cause));
}

function withdrawSuspended(
  command: WithdrawSuspended,
  state: ClaimState,
): Decision<ClaimStreamEvent> {
  const { memberId, verdictIds } = command;
  const changes = verdictIds.flatMap((verdictId): ClaimStreamEvent[] => {
    const verdict = state.verdicts.get(verdictId);
    if (!verdict?.active || verdict.reviewer.id !== memberId) return [];
    return [
      { type: 'VerdictWithdrawn', data: { verdictId, reason: 'The reviewer was suspended.' } },
    ];
  });
  const cause = { kind: 'member-suspended', id: memberId } as const;
  return accept<ClaimStreamEvent>(...changes, ...findingsAfter(state, changes, command, cause));
}

function isFull({ question }: SubmitVerdict, state: ClaimState): boolean {
  let active = 0;
  for (const verdict of state.verdicts.values()) {
    if (verdict.active && verdict.question === question) active += 1;
  }
  return active >= MOST_ON_A_QUESTION;
}

function verdictOf(command: SubmitVerdict, { topics }: RecordedClaim): VerdictData {
  const { verdictId, question, rating, rationale, evidence, reviewer } = command;
  const { asOf, criterionMet, sourceSeen, policy, now } = command;
  const { expiresAfterDays } = rulesFor(policy, question, topics);
  const byDefault = expiresAfterDays === undefined ? undefined : dayAfter(now, expiresAfterDays);
  const { expires = byDefault } = command;
  return {
    verdictId,
    question,
    rating,
    rationale,
    evidence,
    reviewer,
    ...(asOf !== undefined && { asOf }),
    ...(expires !== undefined && { expires }),
    ...(criterionMet && { criterionMet }),
    ...(sourceSeen && { sourceSeen }),
  };
}

/** The day (UTC) that lies so many days after that of the instant. */
function dayAfter(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * 86_400_000).toISOString().slice(0, 10);
}
