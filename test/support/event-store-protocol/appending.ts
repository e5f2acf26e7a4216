import streams from '@eventstore/db-client/generated/streams_pb.js';

import type { AppendOutcome, Expectation, ProposedEvent } from './event-log.js';
import type { AppendFault, AppendRefusal } from './faults.js';
import { sizeOnDisk } from './messages.js';
import { pause, type NodeState } from './node-state.js';
import type { Refusal } from './refusals.js';

/** An append that is complete, by whichever call it came. */
export interface Append {
  readonly stream: string;
  readonly expected: Expectation;
  readonly events: readonly ProposedEvent[];
}

export type AppendAnswer =
  | AppendOutcome
  | { readonly result: 'refused'; readonly why: AppendRefusal }
  | { readonly result: 'call-refused'; readonly refusal: Refusal }
  | { readonly result: 'too-large'; readonly greatest: number }
  | {
      readonly result: 'event-too-large';
      readonly id: string;
      readonly size: number;
      readonly greatest: number;
    }
  /** The connection, or the server, is gone: nobody is there to answer. */
  | { readonly result: 'none' };

const NOBODY_ANSWERS: AppendAnswer = { result: 'none' };

/** Stores an append, unless a fault strikes it. @param peer who called, as gRPC names it */
export async function performAppend(
  node: NodeState,
  append: Append,
  peer: string,
): Promise<AppendAnswer> {
  if (node.faults.notReady) return { result: 'refused', why: 'not-ready' };
  if (node.writerBlocked) return NOBODY_ANSWERS;
  const fault = node.faults.appends.take();
  const { life } = node;
  const tooLarge = sizeRefusal(node, append);
  if (tooLarge !== undefined) return tooLarge;
  if (fault.lateBefore !== undefined) await pause(fault.lateBefore);
  if (node.life !== life || strikes(node, fault, 'before-storing', peer)) return NOBODY_ANSWERS;
  if (fault.fullDisk !== undefined) {
    node.writerBlocked = true;
    void pause(fault.fullDisk).then(() => node.life === life && node.crash());
    return { result: 'refused', why: 'timeout' };
  }
  if (fault.behindUnseen) return { result: 'wrong-expected-version', current: behind(append) };
  const refused = refusedBy(fault);
  if (refused !== undefined && !fault.storedAllTheSame) return refused;
  const outcome = node.log.append(append.stream, append.expected, append.events);
  if (strikes(node, fault, 'after-storing', peer)) return NOBODY_ANSWERS;
  if (fault.lateAfter !== undefined) await pause(fault.lateAfter);
  if (node.life !== life) return NOBODY_ANSWERS;
  return refused ?? outcome;
}

function sizeRefusal(
  { maxAppendSize, maxAppendEventSize }: NodeState,
  { events }: Append,
): AppendAnswer | undefined {
  let total = 0;
  for (const event of events) {
    const size = sizeOnDisk(event);
    if (size > maxAppendEventSize) {
      return { result: 'event-too-large', id: event.id, size, greatest: maxAppendEventSize };
    }
    total += size;
  }
  return total > maxAppendSize ? { result: 'too-large', greatest: maxAppendSize } : undefined;
}

function refusedBy({ refuse, refuseCall }: AppendFault): AppendAnswer | undefined {
  if (refuseCall !== undefined) return { result: 'call-refused', refusal: refuseCall };
  return refuse && { result: 'refused', why: refuse };
}

/** The revision after the one that is expected. */
function behind({ expected }: Append): bigint {
  return typeof expected === 'bigint' ? expected + 1n : 0n;
}

function strikes(
  node: NodeState,
  fault: AppendFault,
  when: 'before-storing' | 'after-storing',
  peer: string,
): boolean {
  if (fault.crash === when) node.crash();
  else if (fault.breakConnection === when) node.connections.breakOne(peer);
  else return false;
  return true;
}

/** Undefined where the request names none, which a real server does not take. */
export function expectationOf(
  options: streams.AppendReq.Options | streams.BatchAppendReq.Options,
): Expectation | undefined {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'stream-exists';
  if (options instanceof streams.AppendReq.Options) {
    return options.hasRevision() ? BigInt(options.getRevision()) : undefined;
  }
  return options.hasStreamPosition() ? BigInt(options.getStreamPosition()) : undefined;
}
