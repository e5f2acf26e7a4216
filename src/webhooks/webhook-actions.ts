import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';

import { CommandRefusedError } from '../deciding/command-refused.js';
import { CommandRunner } from '../deciding/command-runner.js';
import type { DeliveryStore } from '../delivery-store/delivery-store.js';
import { CLOCK, DELIVERIES, WEBHOOK_RECEIVERS, type Clock } from '../parts.js';
import { Semaphore } from '../runtime/semaphore.js';
import { testMessage } from './delivering/message.js';
import { signed } from './delivering/signing.js';
import type { Answered, Receivers } from './delivering/webhook-client.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { webhookDecider, WEBHOOK_UNKNOWN, type WebhookState } from './webhook.decider.js';

/** Tests take as long as a receiver likes, fifteen seconds at most. */
const LIMITS = { atOnce: 4, waiting: 16, waitMs: 15_000 };

/** What admins do to webhooks of which nothing is recorded. */
@Injectable()
export class WebhookActions {
  private readonly semaphore = new Semaphore(LIMITS);

  constructor(
    private readonly runner: CommandRunner,
    private readonly secrets: WebhookSecrets,
    @Inject(WEBHOOK_RECEIVERS) private readonly receivers: Pick<Receivers, 'send'>,
    @Inject(DELIVERIES) private readonly deliveries: DeliveryStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Sends a message that tells of nothing, once, whether or not the webhook is disabled.
   *
   * @throws CommandRefusedError; QueueFullError
   */
  async test(webhookId: string): Promise<Answered> {
    const state = await this.registered(webhookId);
    const now = this.clock();
    const message = testMessage(webhookId, now.toISOString());
    const sent = await signed(this.secrets, webhookId, state, uuidv7(), message, now);
    if (!sent) {
      throw new CommandRefusedError({
        kind: 'rule',
        rule: 'webhook-secret-lost',
        detail: 'The secret of the webhook cannot be made any more; rotate it.',
      });
    }
    const never = new AbortController();
    return this.semaphore.run(() => this.receivers.send(sent, never.signal));
  }

  /**
   * Queues a delivery again: one that was given up, that was delivered, or that waits for its next try.
   *
   * @returns whether there is such a delivery.
   * @throws CommandRefusedError
   */
  async deliverAgain(webhookId: string, deliveryId: string): Promise<boolean> {
    const { status } = await this.registered(webhookId);
    if (status !== 'enabled') {
      throw new CommandRefusedError({
        kind: 'rule',
        rule: 'webhook-disabled',
        detail: 'The webhook is not enabled.',
      });
    }
    if (!(await this.deliveries.isThere())) return false;
    return this.deliveries.again(webhookId, deliveryId, this.clock().toISOString());
  }

  private async registered(webhookId: string): Promise<WebhookState> {
    const state = await this.runner.load(webhookDecider, `webhook-${webhookId}`);
    if (state.status === 'none') throw new CommandRefusedError(WEBHOOK_UNKNOWN);
    if (state.status !== 'removed') return state;
    throw new CommandRefusedError({
      kind: 'rule',
      rule: 'webhook-removed',
      detail: 'The webhook was removed.',
    });
  }
}
