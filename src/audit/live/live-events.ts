import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';

import type { Position } from '../../../events/envelope.js';
import type { EventStore } from '../../event-store/event-store.js';
import type { Batch } from '../../following/batches.js';
import { Follower, type Follow } from '../../following/follower.js';
import { pause, repeat } from '../../following/pause.js';
import type { Process } from '../../following/supervisor.js';
import { Waiters } from '../../following/waiters.js';
import { Problem } from '../../http/problem.js';
import { Metrics } from '../../operations/metrics.js';
import { EVENT_STORE, SETTINGS } from '../../parts.js';
import { People } from '../../queries/people.js';
import type { Settings } from '../../settings/settings.js';
import { eventAnswer, eventLine } from '../event-answer.js';
import { ClaimTopics } from './claim-topics.js';
import { LiveBatch, NO_TOPICS, type ShowEvent } from './live-batch.js';
import { LiveClient, type LiveClientOptions } from './live-client.js';
import { MissedEvents } from './missed-events.js';

/** At the least from one sending to all to the next, so that a thousand clients leave time for writes. */
const BETWEEN_SENDINGS_MS = 25;

/** How often it is looked whether clients may stay, and whether they take what they get. */
const LOOK_EVERY_MS = 1_000;

/** A client that takes nothing for so long is gone, or wants to do harm. */
const LONGEST_STALL_MS = 60_000;

/** How long a client waits for the log to be followed, before it looks again. */
const WAIT_MS = 10_000;

const SHORTEST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 5_000;

const FULL_RETRY_SECONDS = 30;

type LiveSettings = Pick<Settings, 'liveClients' | 'liveBufferBytes' | 'liveHeartbeatSeconds'>;

/**
 * Gives what is recorded to all who follow it, by one subscription of the log while there is anybody. Who
 * resumes from far behind reads the log at their own pace until they are where the others are.
 */
@Injectable()
export class LiveEvents implements Process, BeforeApplicationShutdown {
  readonly name = 'live-events';
  private readonly logger = new Logger(LiveEvents.name);
  private readonly clients = new Set<LiveClient>();
  private readonly waiting = new Waiters();
  private readonly follower: Follower;
  private readonly missed: MissedEvents;
  private readonly stopping = new AbortController();
  /** What the clients have been given; undefined while the log is not followed. Empty: nothing is recorded yet. */
  private reached: Position | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'subscribe' | 'readAll' | 'head'>,
    private readonly topics: ClaimTopics,
    private readonly people: People,
    private readonly metrics: Metrics,
    @Inject(SETTINGS) private readonly settings: LiveSettings,
  ) {
    this.missed = new MissedEvents(store, topics, this.show);
    this.follower = new Follower({
      subscribe: (from) => store.subscribe(from),
      round: (follow, signal) => this.round(follow, signal),
      handle: (batch, signal) => this.handle(batch, signal),
    });
  }

  start(): void {
    this.follower.start();
    this.looking ??= this.look();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.follower.stop();
    await this.looking;
  }

  /** Ends the streams before the server waits for what is under way. */
  beforeApplicationShutdown(): void {
    this.stopping.abort();
    for (const client of this.clients) client.finish('stopping', 'The server is stopping.');
  }

  /** @throws Problem where as many follow as may, or the server is stopping. */
  open(options: Omit<LiveClientOptions, 'bufferBytes'>): LiveClient {
    const { liveClients, liveBufferBytes } = this.settings;
    if (this.stopping.signal.aborted) {
      throw new Problem('shutting-down', 'The server is stopping.', { retryAfter: 5 });
    }
    if (this.clients.size >= liveClients) {
      const detail = `${liveClients} clients follow the log, which is as many as may.`;
      throw new Problem('too-many-live-clients', detail, { retryAfter: FULL_RETRY_SECONDS });
    }
    const client = new LiveClient({ ...options, bufferBytes: liveBufferBytes });
    client.once('close', () => this.leave(client));
    this.clients.add(client);
    if (this.clients.size === 1) this.follower.restart();
    this.metrics.observeLiveClients(this.clients.size);
    client.begin(retryDelay());
    this.bringUp(client).catch((error: unknown) => this.lost(client, error));
    return client;
  }

  private leave(client: LiveClient): void {
    if (!this.clients.delete(client)) return;
    // The round that begins anew finds nobody, and ends the subscription.
    if (this.clients.size === 0) this.follower.restart();
    this.waiting.wake();
    this.metrics.observeLiveClients(this.clients.size);
  }

  private async round(follow: Follow, signal: AbortSignal): Promise<void> {
    if (this.clients.size === 0) {
      this.reached = undefined;
      return;
    }
    this.reached ??= (await this.store.head()) ?? '';
    this.waiting.wake();
    await follow(this.reached === '' ? null : this.reached, signal);
  }

  private async handle({ events }: Batch, signal: AbortSignal): Promise<void> {
    if (events.length === 0) return;
    const asked = [...this.clients].some(({ selection }) => selection.topicKey !== undefined);
    const topics = asked ? await this.topics.of(events) : NO_TOPICS;
    // Where no topics are known, nothing was awaited, so that nobody who asks for one has joined since.
    const batch = new LiveBatch(events, topics, this.show);
    for (const client of this.clients) if (client.isJoined) this.give(client, batch);
    this.reached = batch.last;
    await pause(BETWEEN_SENDINGS_MS, signal);
  }

  private give(client: LiveClient, batch: LiveBatch): void {
    if (client.isOver || client.at >= batch.last) return;
    const bytes = batch.bytesFor(client.selection, client.at);
    if (!bytes || client.hasRoomFor(bytes)) return client.advance(batch.last, bytes);
    const { liveBufferBytes } = this.settings;
    this.drop(client, `More than ${liveBufferBytes} bytes would have waited for this client.`);
  }

  /** Gives a client what it has missed, at its own pace, until it is where the others are. */
  private async bringUp(client: LiveClient): Promise<void> {
    const isOver = () => client.isOver;
    // eslint-disable-next-line no-restricted-syntax -- waits, or reads on, until it is there or over
    while (!isOver()) {
      const { reached } = this;
      if (reached === undefined) {
        await this.waiting.until(() => (isOver() ? 'never' : this.reached !== undefined), WAIT_MS);
      } else if (client.at >= reached) {
        client.isJoined = true;
        return;
      } else await this.missed.giveTo(client, reached);
    }
  }

  private lost(client: LiveClient, error: unknown): void {
    if (client.isOver) return;
    this.logger.warn(`A client cannot be given what it has missed: ${String(error)}`);
    this.drop(client, 'The log cannot be read now.');
  }

  private drop(client: LiveClient, reason: string): void {
    this.metrics.observeLiveDropped();
    client.finish('dropped', reason);
  }

  private look(): Promise<void> {
    let beaten = performance.now();
    return repeat(this.stopping.signal, async () => {
      const now = performance.now();
      const isBeat = now - beaten >= this.settings.liveHeartbeatSeconds * 1_000;
      if (isBeat) beaten = now;
      for (const client of this.clients) this.lookAt(client, now, isBeat);
      return LOOK_EVERY_MS;
    });
  }

  private lookAt(client: LiveClient, now: number, isBeat: boolean): void {
    if (client.isOver) return;
    if (!client.mayStay()) {
      const reason =
        'The key was revoked, its member was suspended, or what they may see has changed.';
      client.finish('ended', reason);
    } else if (client.stalledFor(now) > LONGEST_STALL_MS) {
      this.drop(client, `It took nothing for ${LONGEST_STALL_MS / 1_000} seconds.`);
    } else if (isBeat) client.beat();
  }

  private readonly show: ShowEvent = (event, audience) =>
    this.people.withNames(eventAnswer(eventLine(event)), audience !== 'public');
}

/** Clients that were ended together come back one after the other. */
function retryDelay(): number {
  return Math.round(SHORTEST_RETRY_MS + Math.random() * (LONGEST_RETRY_MS - SHORTEST_RETRY_MS));
}
