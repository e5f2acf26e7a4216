import { admins } from '../../access/route-access.js';
import { SETTINGS } from '../../parts.js';
import { defineCommand } from '../../routes/command.js';
import { webhookDecider } from '../webhook.decider.js';
import { targetOf } from './webhook-target.js';
import { WebhookChangesBody } from './webhook.dto.js';

export const AmendWebhook = defineCommand('AmendWebhook', {
  route: 'POST /v1/webhooks/:id/amendments',
  summary: 'Change where a webhook leads, or what it selects',
  description:
    'What is not named stays. What is queued goes to the new URL; what is recorded from now on is selected anew.',
  access: admins,
  body: WebhookChangesBody,
  uses: [SETTINGS],
  examples: {
    moved: { summary: 'It has moved', body: { url: 'https://desk.example/hooks/findings' } },
  },
  decider: webhookDecider,
  stream: ({ path }) => `webhook-${path.id}`,
  command: ({ body }, settings) => ({
    type: 'AmendWebhook' as const,
    changes: body,
    target: targetOf(body.url, settings),
  }),
});
