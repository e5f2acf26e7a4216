import type { RecordedLedgerEvent } from '../../../events/ledger-event.js';
import { contributors } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { relationDecider } from '../relation.decider.js';

export const UnrelateClaims = defineCommand('UnrelateClaims', {
  route: 'POST /v1/claims/:id/relations/:rid/retraction',
  summary: 'Take a relation back, on the claim that it was recorded on',
  description:
    'Takes a relation back, with a reason; it stays in the list and says so. Members take back what they recorded, editors also what others did.',
  access: contributors,
  separatesDuties: true,
  body: ReasonBody,
  examples: {
    reason: { summary: 'With a reason', body: { reason: 'They are about other talks.' } },
  },
  decider: relationDecider,
  stream: ({ path }) => `claim-${path.id}`,
  command: async ({ path, body, context, load }) => ({
    type: 'UnrelateClaims' as const,
    relationId: path.rid,
    reason: body.reason,
    actor: context.actor,
    relatedBy: await load(whoRecorded(path.rid), `claim-${path.id}`),
  }),
});

/** The member stands in the event's metadata, which a decider does not see. */
function whoRecorded(relationId: string) {
  return {
    initial: undefined,
    evolve: (before: string | undefined, event: RecordedLedgerEvent): string | undefined =>
      event.type === 'ClaimRelated' && event.data.relationId === relationId
        ? event.metadata.actor.id
        : before,
  };
}
