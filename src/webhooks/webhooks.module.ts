import { Module } from '@nestjs/common';

import { featureOf } from '../routes/feature.js';
import { AmendWebhook } from './commands/amend-webhook.js';
import { DisableWebhook } from './commands/disable-webhook.js';
import { EnableWebhook } from './commands/enable-webhook.js';
import { RegisterWebhook } from './commands/register-webhook.js';
import { RemoveWebhook } from './commands/remove-webhook.js';
import { RotateWebhookSecret } from './commands/rotate-secret.js';
import { WebhookActions } from './webhook-actions.js';
import { WebhookDeliveriesController } from './webhook-deliveries.controller.js';
import { webhookReads } from './webhooks.reads.js';

@Module(
  featureOf({
    tag: 'webhooks',
    commands: [
      RegisterWebhook,
      AmendWebhook,
      DisableWebhook,
      EnableWebhook,
      RotateWebhookSecret,
      RemoveWebhook,
    ],
    reads: webhookReads,
    controllers: [WebhookDeliveriesController],
    providers: [WebhookActions],
  }),
)
export class WebhooksModule {}
