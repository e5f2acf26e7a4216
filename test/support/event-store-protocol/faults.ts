import type { Connections } from './connections.js';
import type { NodePlace, Refusal } from './refusals.js';

/** How a single append is refused: by the names of the protocol's answers. */
export type AppendRefusal = 'not-ready' | 'timeout' | 'too-busy' | 'access-denied' | 'unknown';

/** What goes wrong with an append; several at once are put together. */
export interface AppendFault {
  /** Milliseconds to wait before the events are stored. Other appends meanwhile go on. */
  readonly lateBefore?: number;
  /** Milliseconds between the storing and the answer. */
  readonly lateAfter?: number;
  /** The client's connection breaks; after storing, the answer is lost. */
  readonly breakConnection?: 'before-storing' | 'after-storing';
  /** The whole server goes away, until it is restarted. */
  readonly crash?: 'before-storing' | 'after-storing';
  /** The disk is full; the server ends in so many milliseconds. See `Faults.fillUp`. */
  readonly fullDisk?: number;
  /**
   * Refused for the sake of another append to the stream that the leader of a cluster has taken, and no other
   * node yet: no read shows that one (seen on 26.1.0, three nodes).
   */
  readonly behindUnseen?: true;
  readonly refuse?: AppendRefusal;
  /** Ends the whole call, with every other append that is under way on it. */
  readonly refuseCall?: Refusal;
  /** Stores the events all the same, with either refusal, as a server's commit timeout may. */
  readonly storedAllTheSame?: boolean;
}

/** What goes wrong with a read, or with a subscription. */
export interface ReadFault {
  /** Milliseconds to wait before anything is answered. */
  readonly late?: number;
  readonly refuse?: Refusal;
  /** The client's connection breaks after so many events. */
  readonly breakAfterEvents?: number;
}

/** Faults that are waiting for the calls they will strike. */
class FaultList<F extends object> {
  private readonly waiting = new Set<{ readonly fault: F; left: number }>();

  /**
   * @param times how many of the next calls it strikes; Infinity: until told otherwise
   * @returns ends it
   */
  add(fault: F, times = 1): () => void {
    const entry = { fault, left: times };
    this.waiting.add(entry);
    return () => void this.waiting.delete(entry);
  }

  clear(): void {
    this.waiting.clear();
  }

  /** Whether none is waiting any more. */
  get struckAll(): boolean {
    return this.waiting.size === 0;
  }

  /** What strikes the call that is beginning now; of two that contradict, the later one. */
  take(): Partial<F> {
    const taken: Partial<F> = {};
    for (const entry of this.waiting) {
      Object.assign(taken, entry.fault);
      entry.left -= 1;
      if (entry.left <= 0) this.waiting.delete(entry);
    }
    return taken;
  }
}

/** A running subscription, as far as faults reach into it. */
export interface Droppable {
  /** Ends it: with the refusal, or without a word. */
  drop(refusal?: Refusal): void;
}

/** Everything that can be made to go wrong, at any time, together. */
export class Faults {
  readonly appends = new FaultList<AppendFault>();
  readonly reads = new FaultList<ReadFault>();
  /** Strikes subscriptions as they begin. */
  readonly subscriptions = new FaultList<ReadFault>();
  /** Strikes the call that a client makes once, before its first append. */
  readonly serverFeatures = new FaultList<{ readonly refuse: Refusal }>();
  /** Makes it a node that is starting, which neither reads nor writes. */
  notReady = false;
  /** Makes it a node that follows this one: calls that ask for the leader are refused and told where it is. */
  leader: NodePlace | undefined;
  /**
   * A batch append that is read after the deadline its client wrote into it is stored. A real server
   * answers `timeout` and does not store it (seen on 24.2.0, stopped and continued). By its source, one
   * that it had read just before it was stopped it stores.
   */
  storesLateBatches = false;
  /** What runs now. The server keeps it. */
  readonly running = new Set<Droppable>();

  constructor(private readonly connections: Connections) {}

  /** Breaks every connection; new ones are taken at once. */
  breakConnections(): void {
    this.connections.breakAll();
  }

  /**
   * Nothing is answered and no connection breaks; what arrives is worked off after `thaw`, also for a
   * client that has left since, of which a real server mostly hears before it stores what was sent.
   */
  freeze(): void {
    this.connections.freeze();
  }

  thaw(): void {
    this.connections.thaw();
  }

  /**
   * The disk is full, and is so again after each restart. The append that meets it is answered `timeout`,
   * those after it not at all, and some time later the server has ended (seen on 24.2.0, which took some
   * five seconds). Until then reads are served, and nothing is stored: that is assumed, not seen.
   * @param exitsAfter milliseconds
   * @returns makes room, of which a server takes notice when it is restarted
   */
  fillUp(exitsAfter = 200): () => void {
    return this.appends.add({ fullDisk: exitsAfter }, Infinity);
  }

  /** Ends the subscriptions that run: with this error, or, without one, as if they were complete. */
  dropSubscriptions(refusal?: Refusal): void {
    for (const subscription of this.running) subscription.drop(refusal);
  }

  /** No new faults; what was frozen is thawed. A server that is away stays away. */
  clear(): void {
    for (const list of [this.appends, this.reads, this.subscriptions, this.serverFeatures]) {
      list.clear();
    }
    this.notReady = false;
    this.leader = undefined;
    this.storesLateBatches = false;
    this.thaw();
  }
}
