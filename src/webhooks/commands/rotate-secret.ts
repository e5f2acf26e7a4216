import { admins } from '../../access/route-access.js';
import { recordedIn } from '../../deciding/outcome.js';
import { defineCommand } from '../../routes/command.js';
import { newSalt, WebhookSecrets } from '../webhook-secrets.js';
import { webhookDecider } from '../webhook.decider.js';
import { SECRET_SHOWN } from './shown-secret.js';
import { RotationBody } from './webhook.dto.js';

const BOTH_GOOD_MS = 24 * 3_600_000;

export const RotateWebhookSecret = defineCommand('RotateWebhookSecret', {
  route: 'POST /v1/webhooks/:id/secret',
  summary: 'Make a new secret for a webhook; it is shown this once',
  description:
    'For 24 hours messages are signed with both secrets, the new one first, so that the receiver can change over at any time. With `compromised` the one before signs nothing more.',
  access: admins,
  body: RotationBody,
  uses: [WebhookSecrets],
  adds: SECRET_SHOWN,
  examples: { planned: { summary: 'With a day to change over', body: { compromised: false } } },
  decider: webhookDecider,
  stream: ({ path }) => `webhook-${path.id}`,
  command: async ({ path, body, now, once }, secrets) => {
    const { recorded } = await secrets.make(path.id, once(newSalt));
    const until = new Date(Date.parse(now) + BOTH_GOOD_MS).toISOString();
    return {
      type: 'RotateSecret' as const,
      secret: recorded,
      previousUntil: body.compromised ? null : until,
    };
  },
  answer: async ({ path, once, outcome }, secrets) => {
    const salt = once(newSalt);
    const isOurs = recordedIn(outcome, 'WebhookSecretRotated')?.secret.salt === salt;
    return { secret: isOurs ? (await secrets.make(path.id, salt)).secret : null };
  },
});
