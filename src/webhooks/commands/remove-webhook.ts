import { admins } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { webhookDecider } from '../webhook.decider.js';

export const RemoveWebhook = defineCommand('RemoveWebhook', {
  route: 'POST /v1/webhooks/:id/removal',
  summary: 'Remove a webhook for good',
  description:
    'Nothing more is sent to it, and its deliveries are forgotten. It is still shown, with who removed it and why.',
  access: admins,
  body: ReasonBody,
  examples: {
    reason: { summary: 'With a reason', body: { reason: 'The desk has another chat.' } },
  },
  decider: webhookDecider,
  stream: ({ path }) => `webhook-${path.id}`,
  command: ({ body: { reason } }) => ({ type: 'RemoveWebhook' as const, reason }),
});
