import type { EventStoreDBClient } from '@eventstore/db-client';
import { createRequire } from 'node:module';

type Write = (stream: object, data: object) => Promise<void>;
type Listener = (...told: unknown[]) => void;

/** The duplex call of https://grpc.github.io/grpc/node/grpc-ClientDuplexStream.html, as far as it matters here. */
interface Call {
  on(event: string, listener: Listener): this;
}

/** A call that a client has open. */
interface OpenCall {
  cancel(): void;
  /** Says that nothing more is sent, where the call sends. */
  end?(): void;
}

type BatchAppend = (...args: unknown[]) => Call;

const WRITING = '@eventstore/db-client/dist/utils/backpressuredWrite.js';
const CALLS = '@eventstore/db-client/generated/streams_grpc_pb.js';

const require = createRequire(import.meta.url);
let guarded = false;

/**
 * Keeps what version 6.2.1 of the client throws where nobody can catch it from ending the process.
 *
 * @throws Error where the client is another than the one that this was written for.
 */
export function guardClient(): void {
  if (guarded) return;
  guardWrites();
  guardAnswers();
  guarded = true;
}

/**
 * The client waits for its writes inside of a promise's executor. Where a connection breaks while more
 * waits than it takes, each of these waits rejects with nobody there to hear it. The append itself is
 * rejected as well, by the stream's error, so that nothing is hidden by keeping them quiet.
 */
function guardWrites(): void {
  const module = require(WRITING) as { backpressuredWrite?: Write };
  const write = module.backpressuredWrite;
  if (typeof write !== 'function') throw isAnother(WRITING);
  module.backpressuredWrite = async (stream, data) => {
    try {
      await write(stream, data);
    } catch {
      // The stream's own error says it to whoever appends.
    }
  };
}

/**
 * The client keeps the appends of all streams in one table, which the error of any stream empties by
 * rejecting them. The answer to one of those on a stream that still lives finds no entry, and the
 * listener throws. Streams meet in that way even where each client is disposed of before the next is
 * made: an append that was still asking for the server's features opens its stream after the disposal.
 * Whoever appends was told that the outcome is unknown, and looks.
 */
function guardAnswers(): void {
  const { StreamsClient } = require(CALLS) as {
    StreamsClient?: { prototype: { batchAppend?: BatchAppend } };
  };
  const batchAppend = StreamsClient?.prototype.batchAppend;
  if (!StreamsClient || typeof batchAppend !== 'function') throw isAnother(CALLS);
  StreamsClient.prototype.batchAppend = function (this: unknown, ...args) {
    const call = batchAppend.apply(this, args);
    const on = call.on.bind(call);
    call.on = (event, listener) =>
      on(event, event === 'data' ? withoutThrowing(listener) : listener);
    return call;
  };
}

function withoutThrowing(listener: Listener): Listener {
  return (...told) => {
    try {
      listener(...told);
    } catch {
      // An append that nobody waits for any more; one that somebody does is bounded in time.
    }
  };
}

/**
 * Returns the calls that a client has open, those included that it opened after it was disposed of: an
 * append that was still asking for the server's features opens its own then, which no deadline ends. Such a
 * call keeps its connection, and the process from its exit.
 *
 * @throws Error where the client is another than the one that this was written for.
 */
export function openCallsOf(client: EventStoreDBClient): Set<OpenCall> {
  const { disposableStreams: calls } = client as unknown as { disposableStreams?: unknown };
  if (!(calls instanceof Set)) throw isAnother('the client');
  return calls as Set<OpenCall>;
}

/**
 * Keeps the client's constructor from writing to the console, between the lines of the log: of signs of
 * life that it takes for too frequent. What else it warns of, password and all, is refused beforehand.
 */
export function quietly<T>(make: () => T): T {
  const warn = Object.getOwnPropertyDescriptor(globalThis.console, 'warn')!;
  Object.defineProperty(globalThis.console, 'warn', { ...warn, value: () => {} });
  try {
    return make();
  } finally {
    Object.defineProperty(globalThis.console, 'warn', warn);
  }
}

function isAnother(module: string): Error {
  return new Error(`${module} is not as it was in 6.2.1`);
}
