import { reviewersAndEditors } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { conflictDecider } from '../conflict.decider.js';

export const RetractConflict = defineCommand('RetractConflict', {
  route: 'POST /v1/claims/:id/conflicts/:conflictId/retraction',
  summary: 'Retract a conflict of interest',
  description:
    'Takes a conflict of interest back, with a reason; it stays readable and says so. The member may judge the claim again; verdicts that were withdrawn with the conflict do not come back. Members take back what they declared, editors also what others did.',
  access: reviewersAndEditors,
  separatesDuties: true,
  body: ReasonBody,
  examples: {
    reason: { summary: 'With a reason', body: { reason: 'It is another person of that name.' } },
  },
  decider: conflictDecider,
  stream: ({ path }) => `claim-${path.id}`,
  command: ({ path, body: { reason }, context: { actor } }) => ({
    type: 'RetractConflict' as const,
    conflictId: path.conflictId,
    reason,
    actor,
  }),
});
