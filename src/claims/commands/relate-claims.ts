import { RELATION_KINDS, type RelationKind } from '../../../events/claim/claim-events.js';
import { contributors } from '../../access/route-access.js';
import { Choice, Text, Uuid } from '../../http/fields.js';
import { EXAMPLE_IDS } from '../../http/example-ids.js';
import { defineCommand } from '../../routes/command.js';
import { isRelated } from '../claim.state.js';
import { relationDecider } from '../relation.decider.js';

export class RelationBody {
  @Choice(RELATION_KINDS, {
    description:
      'How this claim stands to the other. Neither takes over verdicts or findings of the other, also where they are the `same-as`.',
  })
  kind: RelationKind;
  @Uuid({ description: 'The other claim.', formerly: 'to' }) claimId: string;
  @Text(5000, { optional: true }) note?: string;
}

export const RelateClaims = defineCommand('RelateClaims', {
  route: 'POST /v1/claims/:id/relations',
  summary: 'Relate a claim to another one',
  description:
    'Says how this claim stands to another one: that it is the same, contradicts it, narrows it or follows it up. Both claims show the relation.',
  access: contributors,
  body: RelationBody,
  makes: 'relation',
  examples: {
    followUp: {
      summary: 'It follows an earlier one up',
      body: {
        kind: 'follows-up',
        claimId: EXAMPLE_IDS.prediction,
        note: 'The talks are about that.',
      },
    },
  },
  decider: relationDecider,
  stream: ({ path }) => `claim-${path.id}`,
  command: async ({ path, body: { claimId: to, ...body }, made, load }) => {
    const other = await load(relationDecider, `claim-${to}`);
    return {
      type: 'RelateClaims' as const,
      claimId: path.id,
      relationId: made,
      to,
      ...body,
      other: {
        recorded: other.recorded !== undefined,
        saysSo: isRelated(other, body.kind, path.id),
      },
    };
  },
});
