import {
  START,
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  type EventStoreDBClient,
  type Position as ServerPosition,
} from '@eventstore/db-client';

import type { Position, RecordedEvent } from '../../../events/envelope.js';
import { EventStoreError, type CaughtUp, type SubscribeOptions } from '../event-store.js';
import { OF_LEADER, type Asking } from './asking.js';
import { Inflow } from './inflow.js';
import type { LogReader } from './log-reader.js';
import { matcher, type Filtered } from './matching.js';
import type { OwnStreams } from './own-streams.js';
import { isBeyondEveryLog, serverPosition, toPosition } from './position.js';
import { eventStoreError, isInvalidPosition, NoAnswerError } from './server-failure.js';
import { eventOf, recordedEvent } from './stored-event.js';

export type Subscribed = RecordedEvent | CaughtUp;

const FOLLOWING = 'cannot follow the log';

/** Live, the server does not say again that this was all; so long without another event, and it was. */
const QUIET_MS = 5;

/** Something the server said between two events: it counts when those before it are taken. */
interface Remark {
  readonly behind: number;
  readonly caughtUp: boolean;
  readonly position?: Position;
}

/**
 * One subscription to the whole log through the server's filter. Where it is dropped the iteration
 * fails with `unavailable`, and the subscriber begins again from where it stood.
 */
export class Subscription implements AsyncIterator<Subscribed, void> {
  private readonly items: AsyncGenerator<Subscribed, void>;
  private readonly matches: (event: Filtered) => boolean;
  private readonly stop = () => this.end();
  private readonly remarks: Remark[] = [];
  private inflow: Inflow<AllStreamResolvedEvent> | undefined;
  private taken = 0;
  private live = false;
  private lookedAt: Position | undefined;
  private announced: Position | undefined | null = null;
  private ended = false;
  private leaveWait: () => void = () => {};

  /** @param onEnd called when it has ended, for whatever reason; may be called again. */
  constructor(
    private readonly asking: Asking,
    private readonly reader: LogReader,
    private readonly own: OwnStreams,
    private readonly options: SubscribeOptions,
    private readonly onEnd: () => void,
  ) {
    const { filter = {}, after } = options;
    this.matches = matcher(filter);
    this.lookedAt = after;
    this.items = this.follow();
  }

  next(): Promise<IteratorResult<Subscribed, void>> {
    return this.items.next();
  }

  /** Ends a wait too, which a generator's own `return` would sit out. */
  return(): Promise<IteratorResult<Subscribed, void>> {
    this.end();
    return this.items.return();
  }

  end(): void {
    this.ended = true;
    this.leaveWait();
    this.inflow?.stir();
    this.options.signal.removeEventListener('abort', this.stop);
    this.onEnd();
  }

  private async *follow(): AsyncGenerator<Subscribed, void> {
    const { signal, after } = this.options;
    const from = after === undefined ? START : serverPosition(after);
    try {
      if (signal.aborted) this.end();
      else signal.addEventListener('abort', this.stop);
      if (this.ended) return;
      const inflow = await this.opened(from);
      // eslint-disable-next-line no-restricted-syntax -- waits for what comes, or for the end
      while (inflow && !this.ended) {
        const item = this.nextItem(inflow);
        if (item) yield item;
        else if (inflow.ended) throw new Error('the server ended the subscription');
        else if (await inflow.arrival(this.owesAnnouncement ? QUIET_MS : undefined)) continue;
        else yield this.announce();
      }
    } catch (error) {
      if (this.ended) return;
      throw isInvalidPosition(error)
        ? new RangeError(`${after} is not a position of this ledger`, { cause: error })
        : eventStoreError(error, FOLLOWING);
    } finally {
      this.end();
      await this.inflow?.leave();
    }
  }

  /** What has arrived, in the order in which the server said it; undefined where nothing has. */
  private nextItem(inflow: Inflow<AllStreamResolvedEvent>): Subscribed | undefined {
    for (;;) {
      const remark = this.remarks[0];
      if (remark && remark.behind <= this.taken) {
        this.remarks.shift();
        this.lookedAt = later(this.lookedAt, remark.position);
        this.live ||= remark.caughtUp;
        if (remark.caughtUp) return this.announce();
        continue;
      }
      const resolved = inflow.take();
      if (!resolved) return undefined;
      this.taken += 1;
      const event = eventOf(resolved);
      if (!event?.position) continue;
      this.lookedAt = later(this.lookedAt, toPosition(event.position));
      const stream = this.own.ofLedger(event);
      if (stream === undefined || !this.matches({ stream, type: event.type })) continue;
      return recordedEvent(event, stream);
    }
  }

  private get owesAnnouncement(): boolean {
    return this.live && this.announced !== this.lookedAt;
  }

  private announce(): CaughtUp {
    this.announced = this.lookedAt;
    return { caughtUp: true, position: this.lookedAt };
  }

  /** Undefined where the end came first. */
  private async opened(
    from: ServerPosition | typeof START,
  ): Promise<Inflow<AllStreamResolvedEvent> | undefined> {
    const end = new Promise<void>((resolve) => (this.leaveWait = resolve));
    const opening = this.mustReach(from).then(() =>
      this.asking.ask(FOLLOWING, (client, withinMs) => this.open(client, from, withinMs)),
    );
    const left = opening.then(async (inflow) => {
      this.inflow = inflow;
      if (this.ended) await inflow.leave();
    });
    await Promise.race([left, end]);
    return this.ended ? undefined : this.inflow;
  }

  /** Behind its end a server would follow in silence, whatever comes. @throws EventStoreError */
  private async mustReach(from: ServerPosition | typeof START): Promise<void> {
    if (from === START) return;
    const end = await this.reader.end();
    if (end !== undefined && serverPosition(end).commit >= from.commit) return;
    throw new EventStoreError(
      'unavailable',
      `the event store ends before ${toPosition(from)}: it has lost events, or is another one`,
    );
  }

  private async open(
    client: EventStoreDBClient,
    fromPosition: ServerPosition | typeof START,
    withinMs: number,
  ): Promise<Inflow<AllStreamResolvedEvent>> {
    const reached = (_: unknown, position: ServerPosition) => {
      if (!isBeyondEveryLog(position)) remark(false, toPosition(position));
    };
    const filter = this.own.filter(this.options.filter ?? {}, reached);
    const subscription = client.subscribeToAll({ fromPosition, filter, ...OF_LEADER });
    const inflow = new Inflow<AllStreamResolvedEvent>(subscription);
    const remark = (caughtUp: boolean, position?: Position) => {
      const behind = this.taken + inflow.waiting;
      this.remarks.push({ behind, caughtUp, ...(position !== undefined && { position }) });
      inflow.stir();
    };
    subscription.on('caughtUp', () => remark(true));
    try {
      await confirmation(subscription, withinMs);
      return inflow;
    } catch (error) {
      this.remarks.length = 0;
      await inflow.leave();
      throw error;
    }
  }
}

function confirmation(subscription: AllStreamSubscription, withinMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new NoAnswerError('the server did not confirm the subscription')),
      withinMs,
    );
    const done = (settle: () => void) => {
      clearTimeout(timer);
      settle();
    };
    subscription.on('confirmation', () => done(resolve));
    subscription.on('error', (error) => done(() => reject(error)));
    subscription.on('end', () =>
      done(() => reject(new Error('the server ended the subscription'))),
    );
  });
}

function later(a: Position | undefined, b: Position | undefined): Position | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}
