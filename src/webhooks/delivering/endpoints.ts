import { idOf, type Position, type RecordedEvent } from '../../../events/envelope.js';
import type { WebhookEvent } from '../../../events/webhook/webhook-events.js';
import type { Endpoint } from '../../delivery-store/delivery-statements.js';
import { webhookDecider, type WebhookState } from '../webhook.decider.js';

/** A webhook as it was at a place of the log. */
export interface KnownEndpoint {
  readonly state: WebhookState;
  /** Of the event that disabled it last; null where none did. */
  readonly disabledAt: Position | null;
}

/** The webhooks that were not removed, as they were at one place of the log. */
export class Endpoints {
  private readonly known = new Map<string, KnownEndpoint>();

  constructor(kept: readonly Endpoint[] = []) {
    for (const { webhookId, state } of kept) {
      this.known.set(webhookId, JSON.parse(state) as KnownEndpoint);
    }
  }

  get size(): number {
    return this.known.size;
  }

  all(): ReadonlyMap<string, KnownEndpoint> {
    return this.known;
  }

  enabled(): [string, WebhookState][] {
    return [...this.known]
      .filter(([, { state }]) => state.status === 'enabled')
      .map(([id, { state }]) => [id, state]);
  }

  /** Applies an event of a webhook. @returns the webhook before and after it. */
  apply(
    { stream, position }: Pick<RecordedEvent, 'stream' | 'position'>,
    event: WebhookEvent,
  ): { readonly before: KnownEndpoint | undefined; readonly after: KnownEndpoint } {
    const id = idOf(stream);
    const before = this.known.get(id);
    const state = webhookDecider.evolve(before?.state ?? webhookDecider.initial, event);
    const isDisabling = event.type === 'WebhookDisabled';
    const after = { state, disabledAt: isDisabling ? position : (before?.disabledAt ?? null) };
    if (state.status === 'removed') this.known.delete(id);
    else this.known.set(id, after);
    return { before, after };
  }

  /** As they are to be kept. */
  kept(ids: Iterable<string>): Endpoint[] {
    return [...ids].flatMap((webhookId) => {
      const endpoint = this.known.get(webhookId);
      return endpoint ? [{ webhookId, state: JSON.stringify(endpoint) }] : [];
    });
  }
}
