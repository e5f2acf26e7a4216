import Type from 'typebox';

import { Question, QUESTIONS } from '../../../events/fields.js';
import { reviewers } from '../../access/route-access.js';
import { recordedIn } from '../../deciding/outcome.js';
import { Choice, DateField, Flag, Text, Uuids } from '../../http/fields.js';
import { Id, named, nullable } from '../../queries/answer-fields.js';
import { EXAMPLE_IDS } from '../../http/example-ids.js';
import { defineCommand } from '../../routes/command.js';
import { reviewingFacts } from '../reviewing-facts.js';
import { verdictDecider } from '../verdict.decider.js';

export class VerdictBody {
  @Choice(QUESTIONS) question: Question;
  @Text(50, { description: 'One of the scale that the policy has for the question.' })
  rating: string;
  @Text(20_000) rationale: string;
  @Uuids({ min: 1, max: 100 }, { description: 'Citations of the claim.' }) evidence: string[];
  @DateField({ optional: true, description: 'The day that the judgment speaks of.' })
  asOf?: string;
  @DateField({ optional: true, description: 'From then on the finding is shown as stale.' })
  expires?: string;
  @Flag({
    optional: true,
    description: 'A prediction judged before its date: true where its criterion is already met.',
  })
  criterionMet?: boolean;
  @Flag({
    optional: true,
    description:
      'True where you saw the source yourself. Without it a verdict does not rest on citations alone whose quotes the ledger found in no snapshot.',
  })
  sourceSeen?: boolean;
}

export const SubmitVerdict = defineCommand('SubmitVerdict', {
  route: 'POST /v1/claims/:id/verdicts',
  summary: 'Submit a verdict; an active one of the same reviewer on the question is replaced',
  description:
    "A reviewer's judgment on one question of a claim: a rating of the policy's scale, why, and the citations that it rests on. Where as many agree as the policy asks for, a finding is reached, and the answer shows it. Nobody judges a claim that they recorded, or all of whose citations they added.",
  access: reviewers,
  separatesDuties: true,
  body: VerdictBody,
  makes: 'verdict',
  adds: {
    finding: nullable(named('FindingMade', { id: Id, question: Question, rating: Type.String() })),
  },
  examples: {
    veracity: {
      summary: 'On whether it is so',
      body: {
        question: 'veracity',
        rating: 'true',
        rationale: 'Both sides have confirmed it.',
        evidence: [EXAMPLE_IDS.citation],
      },
    },
  },
  decider: verdictDecider,
  stream: ({ path }) => `claim-${path.id}`,
  command: async (one) => {
    const { id, organization } = one.context.actor;
    const { criterionMet, sourceSeen, ...judged } = one.body;
    return {
      type: 'SubmitVerdict' as const,
      ...judged,
      ...(criterionMet && { criterionMet }),
      ...(sourceSeen && { sourceSeen }),
      verdictId: one.made,
      reviewer: { id, organization },
      now: one.now,
      ...(await reviewingFacts(one)),
    };
  },
  answer: ({ outcome }) => {
    const reached = recordedIn(outcome, 'FindingReached');
    if (!reached) return { finding: null };
    const { findingId: id, question, rating } = reached;
    return { finding: { id, question, rating } };
  },
});
