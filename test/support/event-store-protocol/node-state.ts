import type { Metadata } from '@grpc/grpc-js';

import type { EventLog } from './event-log.js';
import type { Connections } from './connections.js';
import type { Faults } from './faults.js';
import { notLeader, type Refusal } from './refusals.js';

/** What every call of the node works on. */
export interface NodeState {
  readonly log: EventLog;
  readonly faults: Faults;
  readonly connections: Connections;
  /** Counts the lives of the process: what was under way in an earlier one is not done in a later. */
  readonly life: number;
  /** The most bytes that the events of one append may have together. */
  readonly maxAppendSize: number;
  /** The most bytes that one event may have. */
  readonly maxAppendEventSize: number;
  /** Whether subscribers are told that they fell behind: no by 24.10, yes by later versions. */
  readonly tellsFellBehind: boolean;
  /** The process still runs, but writes nothing any more and says nothing of it. */
  writerBlocked: boolean;
  /** Goes away at once, until it is restarted. */
  crash(): void;
}

/** Why the node refuses the call though it is ready: it is not the leader that the caller asks for. */
export function refusedAsFollower({ faults }: NodeState, headers: Metadata): Refusal | undefined {
  const asksForLeader = headers.get('requires-leader').includes('true');
  return asksForLeader && faults.leader ? notLeader(faults.leader) : undefined;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
