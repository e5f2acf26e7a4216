import { DERIVATION_KINDS, type DerivationKind } from '../../../events/source/source-events.js';
import { contributors } from '../../access/route-access.js';
import { Choice, Uuid } from '../../http/fields.js';
import { EXAMPLE_IDS } from '../../http/example-ids.js';
import { defineCommand } from '../../routes/command.js';
import { derivationDecider } from '../derivation.decider.js';
import { sourceDecider } from '../source.decider.js';

export class DerivationBody {
  @Uuid({ description: 'The source that is drawn on.' }) from: string;
  @Choice(DERIVATION_KINDS) kind: DerivationKind;
}

export const DeclareDerivation = defineCommand('DeclareDerivation', {
  route: 'POST /v1/sources/:id/derivations',
  summary: 'Declare that a source draws on another',
  description:
    'Says that a source quotes, reports, republishes, translates or excerpts another. Citations of both then count as one origin of a claim.',
  access: contributors,
  body: DerivationBody,
  makes: 'derivation',
  examples: {
    quotes: {
      summary: 'The newspaper quotes from the recording',
      body: { from: EXAMPLE_IDS.broadcast, kind: 'quotes' },
    },
  },
  decider: derivationDecider,
  stream: ({ path }) => `source-${path.id}`,
  command: async ({ path, body: { from, kind }, made, context, load }) => {
    const { description } = await load(sourceDecider, `source-${from}`);
    return {
      type: 'DeclareDerivation' as const,
      derivationId: made,
      sourceId: path.id,
      from,
      kind,
      declaredBy: context.actor.id,
      fromRegistered: description !== undefined,
    };
  },
});
