import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { randomUUID } from 'node:crypto';

import type { EventLog } from './event-log.js';
import { compared, later, type LogPosition } from './log-position.js';
import { lastPosition, pageForward, type Allowed } from './log-pages.js';
import { caughtUp, checkpoint, confirmation, eventMessage, fellBehind } from './messages.js';

/** How many live events a server keeps for a subscriber that is slow (Enumerator.LiveChannelOptions). */
const LIVE_BUFFER = 32;

export interface SubscriptionOptions {
  readonly after: LogPosition | 'end';
  readonly idsAsText: boolean;
  readonly tellsFellBehind: boolean;
  /** Undefined where the subscription asks for every event; then it hears of no checkpoints. */
  readonly filter?: {
    readonly allowed: Allowed;
    /** How many events to look at, at once. */
    readonly window: number;
    /** How many events, let through or not, lie between two checkpoints. */
    readonly checkpointInterval: number;
  };
}

/**
 * The messages of a subscription to all, as Enumerator.AllSubscription and AllSubscriptionFiltered of
 * 24.10 send them: confirmation, what was there, "caught up", then what comes. One that falls more than
 * the buffer behind reads again, and says once more that it caught up. A checkpoint at the end of what
 * was there is the last event let through, and where there was none, what the subscription began with:
 * for the start, −1, which is the end of all on the wire.
 * @throws InvalidPosition where `after` is not where a record begins
 */
export async function* subscriptionMessages(
  log: EventLog,
  options: SubscriptionOptions,
  signal: AbortSignal,
): AsyncGenerator<streams.ReadResp> {
  const { filter, idsAsText } = options;
  const confirmedAt = lastPosition(log);
  // Of events behind this one, the server tells the subscriber as they are written.
  let liveFrom = log.events.length;
  yield confirmation(randomUUID());
  let told = options.after === 'end' ? confirmedAt : options.after;
  let announced: LogPosition | undefined;
  let live = compared(told, confirmedAt) >= 0;
  let sinceCheckpoint = 0;
  while (!signal.aborted) {
    if (!live) {
      for (const step of catchUp(log, told, filter)) {
        told = step.told;
        if ('event' in step) yield eventMessage(step.event, idsAsText);
        else if (isNewCheckpoint(step.told)) yield checkpoint(step.told);
      }
    }
    yield caughtUp();
    live = true;
    while (live && !signal.aborted) {
      if (liveFrom === log.events.length) await log.grown(signal);
      const event = log.events[liveFrom];
      if (event === undefined) continue;
      const isNew = compared(event.position, told) > 0;
      if (isNew && log.events.length - liveFrom > LIVE_BUFFER) {
        liveFrom = log.events.length;
        if (options.tellsFellBehind) yield fellBehind();
        if (filter && isNewCheckpoint(told)) yield checkpoint(told);
        live = false;
        continue;
      }
      liveFrom += 1;
      sinceCheckpoint += 1;
      if (isNew && (filter === undefined || filter.allowed(event))) {
        told = event.position;
        yield eventMessage(event, idsAsText);
      }
      if (filter === undefined || sinceCheckpoint < filter.checkpointInterval) continue;
      sinceCheckpoint = 0;
      if (compared(event.position, told) < 0) continue;
      told = event.position;
      if (isNewCheckpoint(told)) yield checkpoint(told);
    }
  }

  /** Compared as on the wire, where −1 is the greatest of all: after it, no checkpoint is new. */
  function isNewCheckpoint(position: LogPosition): boolean {
    const place = position.commit < 0n ? { commit: 2n ** 64n, prepare: 2n ** 64n } : position;
    if (announced !== undefined && compared(place, announced) <= 0) return false;
    announced = place;
    return true;
  }
}

type CatchUpStep =
  | { readonly told: LogPosition; readonly event: EventLog['events'][number] }
  | { readonly told: LogPosition; readonly checkpoint: true };

function* catchUp(
  log: EventLog,
  after: LogPosition,
  filter: SubscriptionOptions['filter'],
): Generator<CatchUpStep> {
  let told = after;
  let considered = 0;
  let from = after.commit < 0n ? { commit: 0n, prepare: 0n } : after;
  for (;;) {
    const page = pageForward(log, from, {
      window: filter?.window,
      allowed: filter?.allowed ?? (() => true),
    });
    for (const event of page.events) {
      if (compared(event.position, told) <= 0) continue;
      told = event.position;
      yield { told, event };
    }
    considered += page.considered;
    if (page.endOfLog) {
      if (filter) yield { told, checkpoint: true };
      return;
    }
    if (filter && considered >= filter.checkpointInterval) {
      considered %= filter.checkpointInterval;
      told = later(told, page.from);
      yield { told, checkpoint: true };
    }
    from = page.next;
  }
}
