import { admins } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { webhookDecider } from '../webhook.decider.js';

export const DisableWebhook = defineCommand('DisableWebhook', {
  route: 'POST /v1/webhooks/:id/disabling',
  summary: 'Send a webhook nothing for now',
  description:
    'What is queued stays so. What is recorded meanwhile is delivered when it is enabled, unless that says otherwise. The ledger does the same by itself where a receiver answers 410, or has taken nothing for days.',
  access: admins,
  body: ReasonBody,
  examples: {
    moving: {
      summary: 'With a reason',
      body: { reason: 'The receiver moves to another machine.' },
    },
  },
  decider: webhookDecider,
  stream: ({ path }) => `webhook-${path.id}`,
  command: ({ body: { reason } }) => ({
    type: 'DisableWebhook' as const,
    cause: 'admin' as const,
    reason,
  }),
});
