import { ServerCredentials } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';

import { Connections } from './connections.js';
import { EventLog } from './event-log.js';
import { Faults } from './faults.js';
import type { NodeState } from './node-state.js';
import { grpcServer } from './services.js';

const MIB = 1024 * 1024;

/** Bytes of data, metadata and type names that a real server takes by default since 25.1; 1 MiB of both before. */
const DEFAULT_MAX_APPEND_SIZE = 256 * MIB;
const DEFAULT_MAX_APPEND_EVENT_SIZE = 16 * MIB;

export interface ProtocolServerOptions {
  /** The port; any that is free where left out. */
  readonly port?: number;
  /** Bytes of all events of an append. */
  readonly maxAppendSize?: number;
  /** Bytes of one event. */
  readonly maxAppendEventSize?: number;
  /** True for versions after 24.10, which send the message; those before keep it to themselves. */
  readonly tellsFellBehind?: boolean;
}

export interface ProtocolServer {
  /** A connection string. */
  readonly url: string;
  readonly port: number;
  /** What is stored, for tests to compare with what they were told. */
  readonly log: EventLog;
  readonly faults: Faults;
  /** Ends as a killed process does: connections break, new ones are refused, the log stays. */
  away(): Promise<void>;
  /**
   * Ends, if it has not, and serves again on the same port. What it had remembered of appends without a
   * revision is gone; where `emptyHanded`, so are all events.
   */
  restart(options?: { readonly emptyHanded?: boolean }): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A single node that speaks EventStoreDB's gRPC protocol in this process, for tests of what happens when
 * things go wrong; `faults` says what can. The protocol is the client's own generated one, the behaviour
 * that of EventStoreDB 24.10's source, and of KurrentDB 26's where the two differ.
 *
 * It serves ServerFeatures, Gossip.Read, Streams.BatchAppend, Streams.Append, and of Streams.Read the
 * reads of a stream and of all, and the subscription to all with or without a filter.
 *
 * It does not do: TLS, users and access lists (stream metadata is stored as any event and obeyed by
 * nobody), $maxAge, $maxCount and truncation, deletion by a client (`log.tombstone` stands for it), links
 * and their resolution, subscriptions to one stream, filtered reads, persistent subscriptions,
 * projections, the management API over HTTP, transactions, scavenging, or a cluster: it tells where a
 * leader is, if told to, and knows nothing of it. Nothing is on disk. Positions have a real server's
 * order and gaps, not its numbers. .NET's regular expressions are read as JavaScript's.
 */
export async function startProtocolServer(
  options: ProtocolServerOptions = {},
): Promise<ProtocolServer> {
  const log = new EventLog();
  let port = options.port ?? 0;
  let life = 1;
  const node: NodeState = {
    log,
    writerBlocked: false,
    maxAppendSize: options.maxAppendSize ?? DEFAULT_MAX_APPEND_SIZE,
    maxAppendEventSize: options.maxAppendEventSize ?? DEFAULT_MAX_APPEND_EVENT_SIZE,
    tellsFellBehind: options.tellsFellBehind ?? false,
    get life() {
      return life;
    },
    get faults() {
      return faults;
    },
    get connections() {
      return connections;
    },
    crash: () => void away(),
  };
  const grpc = grpcServer(node, randomUUID(), () => port);
  const connections = new Connections(await boundPort(grpc));
  const faults = new Faults(connections);

  async function away(): Promise<void> {
    life += 1;
    await connections.close();
  }

  port = await connections.listen(port);
  log.recordStatistics();
  return {
    url: `esdb://127.0.0.1:${port}?tls=false`,
    port,
    log,
    faults,
    away,
    async restart({ emptyHanded = false } = {}) {
      await away();
      if (emptyHanded) log.forgetAll();
      else log.forgetWritten();
      log.recordStatistics();
      node.writerBlocked = false;
      await connections.listen(port);
    },
    async stop() {
      faults.clear();
      await away();
      grpc.forceShutdown();
    },
  };
}

function boundPort(server: ReturnType<typeof grpcServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });
}
