import { admins } from '../../access/route-access.js';
import { EVENT_STORE } from '../../parts.js';
import { defineCommand } from '../../routes/command.js';
import { webhookDecider } from '../webhook.decider.js';
import { EnablingBody } from './webhook.dto.js';

export const EnableWebhook = defineCommand('EnableWebhook', {
  route: 'POST /v1/webhooks/:id/enabling',
  summary: 'Send to a webhook again',
  description:
    'What was recorded while it was disabled is delivered, or what was recorded after a position, or nothing of it (`missed: skip`). Where it was disabled because what was to be sent is lost, one of the two must be said. What was delivered before is not, unless it was more than seven days ago.',
  access: admins,
  body: EnablingBody,
  examples: { all: { summary: 'With all that it missed', body: { missed: 'deliver' } } },
  uses: [EVENT_STORE],
  decider: webhookDecider,
  stream: ({ path }) => `webhook-${path.id}`,
  command: async ({ body: { missed = 'deliver', after } }, store) => ({
    type: 'EnableWebhook' as const,
    missed,
    after,
    head: await store.head(),
  }),
});
