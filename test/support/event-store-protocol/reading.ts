import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { once } from 'node:events';

import { allowedBy } from './event-filter.js';
import type { EventLog, LoggedEvent } from './event-log.js';
import type { ReadFault } from './faults.js';
import { BEFORE_ALL, type LogPosition } from './log-position.js';
import { backwards, InvalidPosition, PAGE_SIZE, pageForward } from './log-pages.js';
import { eventMessage, streamName, streamNotFound } from './messages.js';
import { pause, refusedAsFollower, type NodeState } from './node-state.js';
import {
  notReady,
  notSpoken,
  positionNotTaken,
  Refusal,
  streamDeleted,
  unknown,
} from './refusals.js';
import { subscriptionMessages } from './subscription.js';

type Call = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

type Options = streams.ReadReq.Options;

/** Streams.Read: of a stream or of all, in both directions; and the subscription to all. */
export async function read(node: NodeState, call: Call): Promise<void> {
  const { faults } = node;
  const options = call.request.getOptions() ?? new streams.ReadReq.Options();
  const fault = (options.hasSubscription() ? faults.subscriptions : faults.reads).take();
  const ending = new AbortController();
  let dropped: Refusal | undefined;
  const subscription = {
    drop(refusal?: Refusal) {
      dropped = refusal;
      ending.abort();
    },
  };
  call.on('cancelled', () => ending.abort());
  call.on('close', () => ending.abort());
  if (options.hasSubscription()) faults.running.add(subscription);
  try {
    if (fault.late !== undefined) await pause(fault.late);
    const refusal = faults.notReady ? notReady() : refusedAsFollower(node, call.metadata);
    if (refusal ?? fault.refuse) throw refusal ?? fault.refuse!;
    await send(node, call, messages(node, options, ending.signal), fault, ending.signal);
    if (dropped) throw dropped;
    call.end();
  } catch (error) {
    if (error instanceof InvalidPosition) call.emit('error', invalidPosition(options));
    else if (error instanceof Refusal) call.emit('error', error);
    else throw error;
  } finally {
    faults.running.delete(subscription);
  }
}

function invalidPosition(options: Options): Refusal {
  if (options.hasSubscription()) return positionNotTaken();
  return unknown('Unexpected ReadAllResult: InvalidPosition >> Log record has too large length');
}

async function send(
  node: NodeState,
  call: Call,
  responses: AsyncIterable<streams.ReadResp> | Iterable<streams.ReadResp>,
  { breakAfterEvents }: Partial<ReadFault>,
  signal: AbortSignal,
): Promise<void> {
  let sent = 0;
  for await (const response of responses) {
    if (signal.aborted) return;
    if (response.hasEvent() && sent === breakAfterEvents) {
      return node.connections.breakOne(call.getPeer());
    }
    if (response.hasEvent()) sent += 1;
    if (call.write(response)) continue;
    await once(call, 'drain', { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}

function messages(
  node: NodeState,
  options: Options,
  signal: AbortSignal,
): AsyncIterable<streams.ReadResp> | Iterable<streams.ReadResp> {
  const { log } = node;
  const idsAsText = options.getUuidOption()?.hasString() ?? false;
  if (options.hasSubscription()) {
    const filter = options.getFilter();
    if (!options.hasAll()) throw notSpoken('subscriptions to a single stream');
    const window = filter?.hasMax() ? filter.getMax() : PAGE_SIZE;
    return subscriptionMessages(
      log,
      {
        after: subscribedAfter(options),
        idsAsText,
        tellsFellBehind: node.tellsFellBehind,
        ...(filter && {
          filter: {
            allowed: allowedBy(filter),
            window,
            checkpointInterval: window * filter.getCheckpointintervalmultiplier(),
          },
        }),
      },
      signal,
    );
  }
  if (options.hasFilter()) throw notSpoken('reads of all with a filter');
  const events = options.hasStream()
    ? streamEvents(log, options.getStream()!, isBackwards(options))
    : allEvents(log, options);
  if (events === undefined) {
    return [streamNotFound(streamName(options.getStream()?.getStreamIdentifier()))];
  }
  return limited(events, BigInt(options.getCount()), (event) => eventMessage(event, idsAsText));
}

function isBackwards(options: Options): boolean {
  return options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
}

function subscribedAfter(options: Options): LogPosition | 'end' {
  const from = options.getAll();
  if (from?.hasEnd()) return 'end';
  return positionOf(from) ?? BEFORE_ALL;
}

function positionOf(from: streams.ReadReq.Options.AllOptions | undefined): LogPosition | undefined {
  const position = from?.getPosition();
  if (position === undefined) return undefined;
  const commit = BigInt(position.getCommitPosition());
  const prepare = BigInt(position.getPreparePosition());
  // KurrentDB.Core/Services/Transport/Common/Position.cs takes no such pair, and nobody catches it.
  if (prepare > commit) throw unknown('Exception was thrown by handler.');
  return { commit, prepare };
}

function allEvents(log: EventLog, options: Options): Iterable<LoggedEvent> {
  const from = options.getAll();
  const position = positionOf(from);
  if (isBackwards(options)) {
    // Before the start there is nothing.
    if (position === undefined && !from?.hasEnd()) return [];
    return backwards(log, position ?? 'end');
  }
  return from?.hasEnd() ? [] : forwards(log, position ?? { commit: 0n, prepare: 0n });
}

function* forwards(log: EventLog, from: LogPosition): Generator<LoggedEvent> {
  let next = from;
  for (;;) {
    const page = pageForward(log, next, { allowed: () => true });
    yield* page.events;
    if (page.endOfLog) return;
    next = page.next;
  }
}

/** Undefined where there is no such stream. The revision asked for is the first that is answered. */
function streamEvents(
  log: EventLog,
  options: streams.ReadReq.Options.StreamOptions,
  back: boolean,
): LoggedEvent[] | undefined {
  const name = streamName(options.getStreamIdentifier());
  if (log.isDeleted(name)) throw streamDeleted(name);
  const events = log.stream(name);
  if (events === undefined) return undefined;
  const { StreamOptions } = streams.ReadReq.Options;
  const { END, REVISION } = StreamOptions.RevisionOptionCase;
  const asked = options.getRevisionOptionCase();
  const from =
    asked === END ? events.length - 1 : asked === REVISION ? Number(options.getRevision()) : 0;
  if (back) return events.slice(0, from + 1).reverse();
  return asked === END ? [] : events.slice(from);
}

function* limited<T, R>(items: Iterable<T>, count: bigint, map: (item: T) => R): Generator<R> {
  let left = count;
  for (const item of items) {
    if (left <= 0n) return;
    left -= 1n;
    yield map(item);
  }
}
