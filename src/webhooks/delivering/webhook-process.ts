import { v5 as uuidv5 } from 'uuid';

import type { DisablingCause, WebhookEvent } from '../../../events/webhook/webhook-events.js';
import { CommandRefusedError } from '../../deciding/command-refused.js';
import type { CommandRunner } from '../../deciding/command-runner.js';
import { SYSTEM } from '../../deciding/system-actor.js';
import {
  ProgressOvertakenError,
  type DeliveryProgress,
  type DeliveryStore,
} from '../../delivery-store/delivery-store.js';
import type { EventStore } from '../../event-store/event-store.js';
import type { Batch } from '../../following/batches.js';
import { eventAt, isMarked } from '../../following/event-mark.js';
import { Follower, type Follow } from '../../following/follower.js';
import { HaltError } from '../../following/halt.js';
import { whileHeld, type Leases } from '../../following/lease.js';
import type { RetryReport } from '../../following/retry.js';
import type { Process } from '../../following/supervisor.js';
import { webhookDecider } from '../webhook.decider.js';
import { DELIVERED_CATEGORIES } from './delivered-events.js';
import { Endpoints } from './endpoints.js';
import { Queueing } from './queueing.js';
import { Sending, type SendingParts } from './sending.js';

export interface WebhookProcessParts extends Omit<
  SendingParts,
  'store' | 'deliveries' | 'disable'
> {
  readonly store: Pick<EventStore, 'readStream' | 'readAll' | 'readAt' | 'subscribe' | 'head'>;
  readonly deliveries: DeliveryStore;
  readonly runner: Pick<CommandRunner, 'run'>;
  readonly leases: Leases;
  /** Called with every failed try to go on, and with null when it works again. */
  readonly onRetry?: RetryReport;
}

interface Begun {
  readonly queueing: Queueing;
  readonly sending: Sending;
}

/** Not the name of a view, which is that of the lease of who projects it. */
const LEASE = 'webhook-deliveries';
const LOOK_EVERY_MS = 1_000;
const OF_WEBHOOKS = { categories: ['webhook'] };
const OF_ALL = { categories: [...DELIVERED_CATEGORIES, 'webhook'] };

/**
 * Sends events to webhooks: queues them in the order of the log, and sends what is queued. One process at a
 * time does it. What it has looked through and what is queued is kept in one transaction, and a delivery stays
 * queued until the receiver has taken it, so that one that is killed has sent each at least once.
 */
export class WebhookProcess implements Process {
  readonly name = 'webhooks';
  private readonly follower: Follower;
  /** Undefined while there are no webhooks, or another process sends. */
  private begun: Begun | undefined;

  constructor(private readonly parts: WebhookProcessParts) {
    this.follower = new Follower(
      {
        subscribe: (from) => parts.store.subscribe({ ...from, filter: this.filter() }),
        round: (follow, signal) => this.takeTurn(follow, signal),
        handle: (batch, signal) => this.handle(batch, signal),
      },
      {
        betweenRounds: LOOK_EVERY_MS,
        onRetry: (state) => parts.onRetry?.(state),
        isOvertaken: (error) => error instanceof ProgressOvertakenError,
      },
    );
  }

  start(): void {
    this.follower.start();
  }

  async stop(): Promise<void> {
    await this.follower.stop();
  }

  problem(): string | null {
    return this.follower.status.halt?.reason ?? null;
  }

  /** What somebody should see to, a sentence each. */
  notes(): string[] {
    const { queueing, sending } = this.begun ?? {};
    const disabled = [...(queueing?.endpoints.all() ?? [])].flatMap(([id, { state }]) => {
      const { cause, reason } = state.disabled ?? {};
      return cause === undefined || cause === 'admin'
        ? []
        : [`The webhook ${id} is disabled: ${reason}`];
    });
    const unsigned = [...(sending?.withoutSecret ?? [])].map(
      (id) => `The webhook ${id} is sent nothing: its secret cannot be made any more; rotate it.`,
    );
    return [...disabled, ...unsigned];
  }

  /** Until the lease is lost or the process stops; nothing where another process holds it. */
  private async takeTurn(follow: Follow, stopping: AbortSignal): Promise<void> {
    await whileHeld(this.parts.leases, LEASE, stopping, async (held) => {
      try {
        const kept = await this.kept();
        // The first one that is registered restarts it.
        if (!kept) return await follow(null, held);
        await this.mustFit(kept.progress);
        await this.sendWhile(kept, follow, held);
      } finally {
        this.begun = undefined;
      }
    });
  }

  private async sendWhile(
    { progress, endpoints }: Kept,
    follow: Follow,
    held: AbortSignal,
  ): Promise<void> {
    const queueing = new Queueing(this.parts, endpoints, progress);
    const disable = this.disable.bind(this);
    const sending = new Sending({ ...this.parts, disable }, endpoints);
    this.begun = { queueing, sending };
    const over = new AbortController();
    const signal = AbortSignal.any([held, over.signal]);
    const sent = sending.run(signal).finally(() => over.abort());
    // It may fail while nobody waits for it, which would end the process.
    sent.catch(() => undefined);
    try {
      await follow(progress.position, signal);
    } finally {
      over.abort();
      await sent;
    }
  }

  private async handle({ events }: Batch, signal: AbortSignal): Promise<void> {
    if (!this.begun) {
      if (events.length > 0) this.follower.restart();
      return;
    }
    const { queueing, sending } = this.begun;
    const before = queueing.endpoints.size;
    await queueing.take(events, signal);
    sending.wake();
    // From now on, it is about more than webhooks.
    if (before === 0 && queueing.endpoints.size > 0) this.follower.restart();
  }

  private filter() {
    return this.begun && this.begun.queueing.endpoints.size > 0 ? OF_ALL : OF_WEBHOOKS;
  }

  /** What was kept before; undefined where there never was a webhook. */
  private async kept(): Promise<Kept | undefined> {
    const { deliveries } = this.parts;
    const loaded = (await deliveries.isThere()) ? await deliveries.load() : undefined;
    if (loaded) return { ...loaded, endpoints: new Endpoints(loaded.endpoints) };
    return this.begunAnew();
  }

  /**
   * A registration makes what keeps the deliveries, so that they are lost, or the log was imported. What was
   * delivered is not known: where the secrets are those of this ledger, nothing is sent before somebody says
   * from where on.
   */
  private async begunAnew(): Promise<Kept | undefined> {
    const { store, catalog, deliveries, secrets } = this.parts;
    const position = await store.head();
    if (position === undefined) return undefined;
    const endpoints = new Endpoints();
    let isAny = false;
    for await (const event of store.readAll({ until: position, filter: OF_WEBHOOKS })) {
      endpoints.apply(event, catalog.upcast(event) as unknown as WebhookEvent);
      isAny = true;
    }
    if (!isAny) return undefined;
    for (const [webhookId, { secret }] of endpoints.enabled()) {
      const isOurs = secret && (await secrets.find(webhookId, secret)) !== undefined;
      if (isOurs) await this.disable(webhookId, 'deliveries-lost', DELIVERIES_LOST);
    }
    await deliveries.begin(position, endpoints.kept(endpoints.all().keys()));
    return { progress: { position, digest: null }, endpoints };
  }

  private async mustFit({ position, digest }: DeliveryProgress): Promise<void> {
    if (digest === null) return;
    const mark = { position, digest };
    if (isMarked(await eventAt(this.parts.store, position), mark)) return;
    throw new HaltError(position, DO_NOT_FIT);
  }

  /** In the ledger's own name; nothing where it is not enabled any more. */
  private async disable(
    webhookId: string,
    cause: DisablingCause,
    reason: string,
    about?: { readonly delivery_id: string; readonly queued_at: string; readonly tries: number },
  ): Promise<void> {
    const what = about
      ? `${about.delivery_id} ${about.queued_at} ${about.tries}`
      : `${webhookId} ${this.parts.clock().toISOString()}`;
    const commandId = uuidv5(`disable ${cause} ${what}`, SYSTEM.id);
    try {
      await this.parts.runner.run({
        decider: webhookDecider,
        stream: `webhook-${webhookId}`,
        context: { actor: SYSTEM, commandId, correlationId: commandId },
        content: { name: 'DisableWebhook', cause },
        command: () => ({ type: 'DisableWebhook' as const, cause, reason: reason.slice(0, 5_000) }),
      });
    } catch (error) {
      // Somebody was quicker.
      if (!(error instanceof CommandRefusedError)) throw error;
    }
  }
}

interface Kept {
  readonly progress: DeliveryProgress;
  readonly endpoints: Endpoints;
}

const DELIVERIES_LOST =
  'It is not known any more what was delivered. Enable it with `after` to say from where on to deliver.';

const DO_NOT_FIT =
  'the deliveries of webhooks do not fit the log: it has lost its end, or is another one. See "The deliveries of webhooks do not fit the log" in the runbook';
