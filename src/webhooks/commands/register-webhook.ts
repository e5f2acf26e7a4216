import { admins } from '../../access/route-access.js';
import { recordedIn } from '../../deciding/outcome.js';
import { EXAMPLE_IDS } from '../../http/example-ids.js';
import { DELIVERIES, EVENT_STORE, SETTINGS, VIEWS } from '../../parts.js';
import { defineCommand } from '../../routes/command.js';
import { countWebhooks } from '../queries/webhooks.js';
import { newSalt, WebhookSecrets } from '../webhook-secrets.js';
import { webhookDecider } from '../webhook.decider.js';
import { SECRET_SHOWN } from './shown-secret.js';
import { targetOf } from './webhook-target.js';
import { WebhookBody } from './webhook.dto.js';

export const RegisterWebhook = defineCommand('RegisterWebhook', {
  route: 'POST /v1/webhooks',
  summary: 'Register a webhook; its secret is shown this once',
  description:
    'From now on events are sent to the URL, those alone that all three lists select, as the Standard Webhooks specification has it. The secret is in this answer and nowhere else; a repeated request shows null in its place.',
  access: admins,
  keepsDeliveries: true,
  body: WebhookBody,
  uses: [WebhookSecrets, SETTINGS, VIEWS, DELIVERIES, EVENT_STORE],
  makes: 'webhook',
  adds: SECRET_SHOWN,
  examples: {
    findings: {
      summary: 'The findings on a topic',
      body: {
        url: 'https://desk.example/hooks/ledger',
        description: 'Findings for the chat of the desk',
        eventTypes: ['FindingReached', 'FindingReopened'],
        topics: ['ceasefire'],
      },
    },
    ofClaim: {
      summary: 'Whatever happens to a claim',
      body: { url: 'https://desk.example/hooks/claim', claims: [EXAMPLE_IDS.claim] },
    },
  },
  decider: webhookDecider,
  stream: ({ made }) => `webhook-${made}`,
  command: async ({ body, made, once }, secrets, settings, views, deliveries, store) => {
    const { eventTypes = [], claims = [], topics = [], ...described } = body;
    const { recorded } = await secrets.make(made, once(newSalt));
    // What keeps them must be there before there is a webhook: who finds none later has lost it.
    const head = await store.head();
    if (head !== undefined) await deliveries.begin(head);
    return {
      type: 'RegisterWebhook' as const,
      ...described,
      eventTypes,
      claims,
      topics,
      secret: recorded,
      others: await countWebhooks(views),
      target: targetOf(body.url, settings),
    };
  },
  answer: async ({ once, made, outcome }, secrets) => {
    const salt = once(newSalt);
    const isOurs = recordedIn(outcome, 'WebhookRegistered')?.secret.salt === salt;
    return { secret: isOurs ? (await secrets.make(made, salt)).secret : null };
  },
});
