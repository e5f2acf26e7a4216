import { contributors } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { derivationDecider } from '../derivation.decider.js';

export const RetractDerivation = defineCommand('RetractDerivation', {
  route: 'POST /v1/sources/:id/derivations/:did/retraction',
  summary: 'Retract a derivation',
  access: contributors,
  body: ReasonBody,
  decider: derivationDecider,
  stream: ({ path }) => `source-${path.id}`,
  command: ({ path, body: { reason }, context: { actor } }) => ({
    type: 'RetractDerivation' as const,
    derivationId: path.did,
    reason,
    actor,
  }),
});
