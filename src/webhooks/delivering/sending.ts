import type { Catalog } from '../../../events/catalog.js';
import type { DisablingCause } from '../../../events/webhook/webhook-events.js';
import type { Tried } from '../../delivery-store/delivery-statements.js';
import type { DeliveryStore } from '../../delivery-store/delivery-store.js';
import type { DeliveryRow } from '../../delivery-store/delivery-tables.js';
import type { EventStore } from '../../event-store/event-store.js';
import { eventAt } from '../../following/event-mark.js';
import { pause, repeat } from '../../following/pause.js';
import type { WebhookState } from '../webhook.decider.js';
import type { WebhookSecrets } from '../webhook-secrets.js';
import type { Endpoints } from './endpoints.js';
import { messageOf, type WebhookMessage } from './message.js';
import { nextTry } from './retry-schedule.js';
import { signed } from './signing.js';
import type { Answered, Receivers } from './webhook-client.js';

/** What became of a try. */
export type DeliveryOutcome = 'delivered' | 'failed' | 'gone' | 'dead';

export interface SendingParts {
  readonly store: Pick<EventStore, 'readAt'>;
  readonly catalog: Catalog;
  readonly deliveries: Pick<
    DeliveryStore,
    'due' | 'delivered' | 'postponed' | 'givenUp' | 'forget'
  >;
  readonly secrets: Pick<WebhookSecrets, 'find'>;
  readonly client: Pick<Receivers, 'send'>;
  readonly clock: () => Date;
  /** Records that nothing more is sent to a webhook. */
  readonly disable: (
    webhookId: string,
    cause: DisablingCause,
    reason: string,
    about: DeliveryRow,
  ) => Promise<void>;
  readonly onTried?: (outcome: DeliveryOutcome) => void;
  /** Milliseconds after each failed try; those of the specification where left out. */
  readonly retryDelays?: readonly number[];
}

/** Deliveries to one webhook that are under way at once, each of another line. */
const AT_ONCE = 4;

const LOOK_EVERY_MS = 1_000;
const FORGET_EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** How long what was delivered, or given up, can be looked at and sent again. */
export const KEPT_DAYS = { delivered: 7, dead: 90 };

/** Those under way have this long at the end; what is cut off is sent again. */
const END_WITHIN_MS = 5_000;

interface UnderWay {
  readonly webhookId: string;
  readonly line: string;
  readonly done: Promise<void>;
}

/**
 * Sends what is due. Each webhook has a few places of its own, so that one that hangs takes none from the
 * others; and of each line the first alone is due, so that one that waits holds up nothing but its claim.
 */
export class Sending {
  private readonly underWay = new Map<string, UnderWay>();
  private readonly ending = new AbortController();
  /** Nothing is sent to them until the log says that they are disabled. */
  private readonly held = new Set<string>();
  private resting = new AbortController();
  private failure: { readonly error: unknown } | undefined;
  private forgotten = 0;
  /** Webhooks whose secret cannot be made any more. */
  readonly withoutSecret = new Set<string>();

  constructor(
    private readonly parts: SendingParts,
    private readonly endpoints: Pick<Endpoints, 'enabled'>,
  ) {}

  /** Until the signal aborts. @throws what the log or the deliveries fail with. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      await repeat(signal, async () => {
        this.resting = new AbortController();
        await this.fillPlaces();
        await this.forget();
        if (this.failure) throw this.failure.error;
        await pause(LOOK_EVERY_MS, AbortSignal.any([signal, this.resting.signal]));
        return 0;
      });
    } finally {
      await this.end();
    }
  }

  /** Something may be due now. */
  wake(): void {
    this.resting.abort();
  }

  private async fillPlaces(): Promise<void> {
    const enabled = this.endpoints.enabled();
    const ids = new Set(enabled.map(([id]) => id));
    for (const id of this.held) if (!ids.has(id)) this.held.delete(id);
    for (const id of this.withoutSecret) if (!ids.has(id)) this.withoutSecret.delete(id);
    for (const [webhookId, state] of enabled) {
      if (await this.canSend(webhookId, state)) await this.fill(webhookId, state);
    }
  }

  private async canSend(webhookId: string, { secret }: WebhookState): Promise<boolean> {
    if (this.held.has(webhookId)) return false;
    const found = secret && (await this.parts.secrets.find(webhookId, secret));
    if (found === undefined) this.withoutSecret.add(webhookId);
    else this.withoutSecret.delete(webhookId);
    return found !== undefined;
  }

  private async fill(webhookId: string, state: WebhookState): Promise<void> {
    const own = [...this.underWay.values()].filter((each) => each.webhookId === webhookId);
    const free = AT_ONCE - own.length;
    if (free <= 0) return;
    const lines = new Set(own.map(({ line }) => line));
    const due = await this.parts.deliveries.due(webhookId, this.now(), AT_ONCE + own.length);
    const waiting = due.filter(({ delivery_id: id, line }) => {
      if (this.underWay.has(id) || lines.has(line)) return false;
      lines.add(line);
      return true;
    });
    for (const delivery of waiting.slice(0, free)) this.begin(delivery, state);
  }

  private begin(delivery: DeliveryRow, state: WebhookState): void {
    const { delivery_id: id, webhook_id: webhookId, line } = delivery;
    const done = this.attempt(delivery, state)
      .catch((error: unknown) => {
        if (!this.ending.signal.aborted) this.failure ??= { error };
      })
      .finally(() => {
        this.underWay.delete(id);
        this.wake();
      });
    this.underWay.set(id, { webhookId, line, done });
  }

  private async attempt(delivery: DeliveryRow, state: WebhookState): Promise<void> {
    const { delivery_id: id, webhook_id: webhookId, position } = delivery;
    const found = await this.messageAt(position);
    if ('failure' in found) return this.notTaken(delivery, { ...NO_ANSWER, ...found });
    const now = this.parts.clock();
    const { secrets, client } = this.parts;
    const message = await signed(secrets, webhookId, state, id, found.message, now);
    if (!message) return;
    const answered = await client.send(message, this.ending.signal);
    if (answered.failure !== null) return this.notTaken(delivery, answered);
    await this.parts.deliveries.delivered(delivery, this.triedNow(answered));
    this.parts.onTried?.('delivered');
  }

  private async messageAt(
    position: string,
  ): Promise<{ readonly message: WebhookMessage } | { readonly failure: string }> {
    const event = await eventAt(this.parts.store, position);
    if (!event) return { failure: 'The event is not in the log any more.' };
    try {
      return { message: messageOf(this.parts.catalog.upcast(event)) };
    } catch (error) {
      return { failure: `This release cannot read the event: ${(error as Error).message}` };
    }
  }

  private async notTaken(
    delivery: DeliveryRow,
    answered: Omit<Answered, 'milliseconds'>,
  ): Promise<void> {
    const { deliveries, retryDelays, onTried } = this.parts;
    const tried = this.triedNow(answered);
    const { webhook_id: webhookId } = delivery;
    if (answered.status === 410) {
      onTried?.('gone');
      this.held.add(webhookId);
      await deliveries.postponed(delivery, tried, tried.at);
      const reason = 'The receiver answered 410: it wants nothing more.';
      return this.parts.disable(webhookId, 'gone', reason, delivery);
    }
    const nowMs = this.parts.clock().getTime();
    const failed = { tries: delivery.tries + 1, nowMs, retryAfter: answered.retryAfter };
    const dueAt = nextTry(failed, Math.random(), retryDelays);
    onTried?.(dueAt === undefined ? 'dead' : 'failed');
    if (dueAt !== undefined) return deliveries.postponed(delivery, tried, dueAt);
    if (await deliveries.givenUp(delivery, tried)) {
      this.held.add(webhookId);
      const reason = `The receiver has taken nothing since ${delivery.first_try_at ?? tried.at}. ${answered.failure}`;
      await this.parts.disable(webhookId, 'failing', reason, delivery);
    }
  }

  private triedNow({ status, failure }: Pick<Answered, 'status' | 'failure'>): Tried {
    return { at: this.now(), status, failure };
  }

  private async forget(): Promise<void> {
    const now = this.parts.clock().getTime();
    if (now - this.forgotten < FORGET_EVERY_MS) return;
    this.forgotten = now;
    const before = (days: number) => new Date(now - days * DAY_MS).toISOString();
    await this.parts.deliveries.forget({
      delivered: before(KEPT_DAYS.delivered),
      dead: before(KEPT_DAYS.dead),
    });
  }

  private async end(): Promise<void> {
    const all = Promise.all([...this.underWay.values()].map(({ done }) => done));
    const late = setTimeout(() => this.ending.abort(), END_WITHIN_MS);
    await all;
    clearTimeout(late);
  }

  private now(): string {
    return this.parts.clock().toISOString();
  }
}

const NO_ANSWER = { status: null, retryAfter: undefined };
