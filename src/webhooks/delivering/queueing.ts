import type { Catalog } from '../../../events/catalog.js';
import { idOf, type Position, type RecordedEvent } from '../../../events/envelope.js';
import type { WebhookEvent } from '../../../events/webhook/webhook-events.js';
import type { NewDelivery } from '../../delivery-store/delivery-statements.js';
import type { DeliveryProgress, DeliveryStore } from '../../delivery-store/delivery-store.js';
import type { EventStore } from '../../event-store/event-store.js';
import { markOf } from '../../following/event-mark.js';
import { HaltError } from '../../following/halt.js';
import type { WebhookState } from '../webhook.decider.js';
import { ClaimTopics } from './claim-topics.js';
import { categoryOf, DELIVERED_CATEGORIES } from './delivered-events.js';
import type { Endpoints, KnownEndpoint } from './endpoints.js';
import { deliveryId } from './message.js';
import { asksForTopics, isSelected } from './selection.js';

export interface QueueingParts {
  readonly store: Pick<EventStore, 'readStream' | 'readAll'>;
  readonly catalog: Catalog;
  readonly deliveries: Pick<DeliveryStore, 'advance' | 'queue'>;
  readonly clock: () => Date;
}

/** Deliveries that are queued in one go while what was missed is looked through. */
const QUEUED_AT_ONCE = 500;

/**
 * Queues the events of the log for the webhooks that select them. Which webhooks there are, and what they
 * select, is in the log as well: an event is held against them as they were at its place, so that it makes
 * no difference when it is looked at, by whom, and how often.
 */
export class Queueing {
  private topics: ClaimTopics;

  constructor(
    private readonly parts: QueueingParts,
    readonly endpoints: Endpoints,
    private progress: DeliveryProgress,
  ) {
    this.topics = new ClaimTopics(parts.store, parts.catalog);
  }

  /** @throws ProgressOvertakenError where another has taken them; HaltError */
  async take(events: readonly RecordedEvent[], signal: AbortSignal): Promise<void> {
    const last = events.at(-1);
    if (!last) return;
    const changed = new Set<string>();
    const queued: NewDelivery[] = [];
    for (const event of events) {
      if (categoryOf(event.stream) === 'webhook') {
        await this.changed(event, signal);
        changed.add(idOf(event.stream));
      } else {
        queued.push(...(await this.deliveriesOf(event, this.endpoints.enabled(), this.topics)));
      }
    }
    const from = this.progress.position;
    const to = markOf(last);
    const removed = [...changed].filter((id) => !this.endpoints.all().has(id));
    const advance = { from, to, queued, changed: this.endpoints.kept(changed), removed };
    await this.parts.deliveries.advance(advance, this.now());
    this.progress = to;
  }

  private async changed(recorded: RecordedEvent, signal: AbortSignal): Promise<void> {
    const event = this.readable(recorded);
    const { before, after } = this.endpoints.apply(recorded, event);
    if (event.type !== 'WebhookEnabled' || event.data.missed === 'skip') return;
    const from = event.data.after ?? before?.disabledAt ?? recorded.position;
    await this.queueMissed(idOf(recorded.stream), after, from, recorded.position, signal);
  }

  /** Queues what was recorded between two positions; what is queued already stays as it is. */
  private async queueMissed(
    webhookId: string,
    { state }: KnownEndpoint,
    after: Position,
    until: Position,
    signal: AbortSignal,
  ): Promise<void> {
    if (after >= until) return;
    // Those of the claims as they were then.
    const topics = new ClaimTopics(this.parts.store, this.parts.catalog);
    const filter = { categories: DELIVERED_CATEGORIES };
    let queued: NewDelivery[] = [];
    const flush = async () => {
      signal.throwIfAborted();
      await this.parts.deliveries.queue(queued, this.now());
      queued = [];
    };
    for await (const event of this.parts.store.readAll({ after, until, filter })) {
      queued.push(...(await this.deliveriesOf(event, [[webhookId, state]], topics)));
      if (queued.length >= QUEUED_AT_ONCE) await flush();
    }
    await flush();
  }

  private async deliveriesOf(
    event: RecordedEvent,
    webhooks: readonly (readonly [string, WebhookState])[],
    known: ClaimTopics,
  ): Promise<NewDelivery[]> {
    const asks = asksForTopics(webhooks.map(([, state]) => state));
    const topics = asks ? await known.at(event) : [];
    return webhooks
      .filter(([, state]) => isSelected(state, event, topics))
      .map(([webhookId]) => ({
        delivery_id: deliveryId(webhookId, event),
        webhook_id: webhookId,
        position: event.position,
        line: event.stream,
        type: event.type,
        recorded_at: event.metadata.recordedAt,
      }));
  }

  private readable(recorded: RecordedEvent): WebhookEvent {
    try {
      return this.parts.catalog.upcast(recorded) as unknown as WebhookEvent;
    } catch (error) {
      throw new HaltError(recorded.position, error);
    }
  }

  private now(): string {
    return this.parts.clock().toISOString();
  }
}
