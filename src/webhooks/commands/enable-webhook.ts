import { admins } from '../../access/route-access.js';
import { defineCommand } from '../../routes/command.js';
import { webhookDecider } from '../webhook.decider.js';
import { EnablingBody } from './webhook.dto.js';

export const EnableWebhook = defineCommand('EnableWebhook', {
  route: 'POST /v1/webhooks/:id/enabling',
  summary: 'Send to a webhook again',
  description:
    'What was recorded while it was disabled is delivered, or what was recorded after a position, or nothing of it (`missed: skip`). What was delivered before is not, unless it was more than seven days ago.',
  access: admins,
  body: EnablingBody,
  examples: { all: { summary: 'With all that it missed', body: { missed: 'deliver' } } },
  decider: webhookDecider,
  stream: ({ path }) => `webhook-${path.id}`,
  command: ({ body: { missed = 'deliver', after } }) => ({
    type: 'EnableWebhook' as const,
    missed,
    after,
  }),
});
