import { contributors } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { derivationDecider } from '../derivation.decider.js';

export const RetractDerivation = defineCommand('RetractDerivation', {
  route: 'POST /v1/sources/:id/derivations/:did/retraction',
  summary: 'Retract a derivation',
  description:
    'Takes a derivation back, with a reason; it stays readable and says so. Members take back what they declared, editors also what others did.',
  access: contributors,
  separatesDuties: true,
  body: ReasonBody,
  examples: {
    reason: { summary: 'With a reason', body: { reason: 'It has the words from elsewhere.' } },
  },
  decider: derivationDecider,
  stream: ({ path }) => `source-${path.id}`,
  command: ({ path, body: { reason }, context: { actor } }) => ({
    type: 'RetractDerivation' as const,
    derivationId: path.did,
    reason,
    actor,
  }),
});
