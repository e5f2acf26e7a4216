import { Webhook } from 'standardwebhooks';

import type { WebhookState } from '../webhook.decider.js';
import type { WebhookSecrets } from '../webhook-secrets.js';
import type { WebhookMessage } from './message.js';
import type { SignedMessage } from './webhook-client.js';

/** The part of a webhook's state that sending needs. */
export type Recipient = Pick<WebhookState, 'url' | 'secret' | 'previous'>;

/**
 * Signs a message for a webhook: by its secret, and by the one before as long as that is good as well, so
 * that a receiver may change from one to the other at any time between.
 *
 * @param id by which the receiver knows it again
 * @param now of this try; a receiver refuses what is signed too long ago
 * @returns undefined where the secret cannot be made any more
 */
export async function signed(
  secrets: Pick<WebhookSecrets, 'find'>,
  webhookId: string,
  { url, secret, previous }: Recipient,
  id: string,
  message: WebhookMessage,
  now: Date,
): Promise<SignedMessage | undefined> {
  const current = secret && (await secrets.find(webhookId, secret));
  if (current === undefined) return undefined;
  const isBeforeGood = previous !== undefined && previous.until > now.toISOString();
  const before = isBeforeGood ? await secrets.find(webhookId, previous.secret) : undefined;
  const body = JSON.stringify(message);
  const signatures = [current, ...(before === undefined ? [] : [before])].map((each) =>
    new Webhook(each).sign(id, now, body),
  );
  return {
    url,
    body,
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': signatures.join(' '),
    },
  };
}
