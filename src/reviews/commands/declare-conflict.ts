import { reviewers } from '../../access/route-access.js';
import { recordedIn } from '../../deciding/outcome.js';
import { DateField, Text } from '../../http/fields.js';
import { defineCommand } from '../../routes/command.js';
import { conflictDecider } from '../conflict.decider.js';
import { reviewingFacts } from '../reviewing-facts.js';

export class ConflictBody {
  @Text(5000) reason: string;
  @DateField({
    optional: true,
    description: 'With its end the conflict ends. It does not, where this is left out.',
  })
  expires?: string;
}

export const DeclareConflict = defineCommand('DeclareConflict', {
  route: 'POST /v1/claims/:id/conflicts',
  summary: 'Declare a conflict of interest of your own',
  description:
    'Says that you will not judge this claim, why, and until when. Verdicts that you have given on it are withdrawn with it.',
  access: reviewers,
  body: ConflictBody,
  makes: 'conflict',
  examples: {
    untilThen: {
      summary: 'Until a day',
      body: { reason: 'The claimant pays me until then.', expires: '2099-12-31' },
    },
  },
  decider: conflictDecider,
  stream: ({ path }) => `claim-${path.id}`,
  command: async (one) => ({
    type: 'DeclareConflict' as const,
    conflictId: one.made,
    member: one.context.actor.id,
    ...one.body,
    now: one.now,
    ...(await reviewingFacts(one)),
  }),
  // A retry of one that an earlier release recorded, whose id was not made of the command's.
  answer: ({ outcome, made }) => ({
    id: recordedIn(outcome, 'ConflictOfInterestDeclared')?.conflictId ?? made,
  }),
  location: ({ path }, { id }) => `/v1/claims/${path.id}/conflicts/${id}`,
});
