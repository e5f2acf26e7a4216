import { ErrorType, StreamNotFoundError, WrongExpectedVersionError } from '@eventstore/db-client';

import { EventStoreError, type EventStoreErrorCode } from '../event-store.js';

/** Our own answer where the server gave none in time. What was asked of it may be done all the same. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/** https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
const GRPC = {
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  resourceExhausted: 8,
  aborted: 10,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const;

const PASSING: readonly unknown[] = [
  GRPC.cancelled,
  GRPC.unknown,
  GRPC.deadlineExceeded,
  GRPC.aborted,
  GRPC.internal,
  GRPC.unavailable,
];

/**
 * Whether it may go well at the next try, and whether what was asked was done nobody knows: the
 * server, or the way to it, is away, late, starting or no longer the leader.
 *
 * An append without a server rejects with a bare gRPC error that has a code and no type; a lost
 * transport with `unavailable`, `cancelled` or `unknown`; discovery that finds no node with an error
 * that has neither.
 */
export function isPassing(error: unknown): boolean {
  if (error instanceof NoAnswerError) return true;
  if (isInvalidPosition(error) || isTooLarge(error)) return false;
  const status = statusOf(error);
  switch (typeOf(error)) {
    case ErrorType.TIMEOUT:
    case ErrorType.DEADLINE_EXCEEDED:
    case ErrorType.UNAVAILABLE:
    case ErrorType.CANCELLED:
    case ErrorType.NOT_LEADER:
      return true;
    case ErrorType.UNKNOWN:
      // What the client has no name for has the status that it came with, or none.
      return status === undefined || PASSING.includes(status);
    case undefined:
      return PASSING.includes(status) || isDiscoveryFailure(error);
    default:
      return false;
  }
}

/**
 * No event begins at the position that was asked for. Of a subscription a server says so by a status of
 * its own; of a read by one that stands for everything unforeseen, and by the name in the text.
 */
export function isInvalidPosition(error: unknown): boolean {
  return (
    statusOf(error) === GRPC.invalidArgument ||
    (statusOf(error) === GRPC.unknown && /\bInvalidPosition\b/.test(messageOf(error)))
  );
}

/** Whether the connection itself is lost or leads to the wrong node: a new client is needed. */
export function isLostConnection(error: unknown): boolean {
  return isPassing(error) && !(error instanceof NoAnswerError) && !isServersOwnTimeout(error);
}

/** The server knows no such user, or another password. To the client it is a denial like any other. */
export function isLoginRefused(error: unknown): boolean {
  return statusOf(error) === GRPC.unauthenticated;
}

export function isAccessDenied(error: unknown): boolean {
  return typeOf(error) === ErrorType.ACCESS_DENIED;
}

export function isStreamNotFound(error: unknown): boolean {
  return error instanceof StreamNotFoundError;
}

export function isWrongExpectedVersion(error: unknown): error is WrongExpectedVersionError {
  return error instanceof WrongExpectedVersionError;
}

/** A node that is not the leader did nothing. */
export function isFromFollower(error: unknown): boolean {
  return typeOf(error) === ErrorType.NOT_LEADER;
}

/** Where the server is not the leader and says who is: `<address>:<port>`. */
export function leaderNamedBy(error: unknown): string | undefined {
  if (!isFromFollower(error)) return undefined;
  const { leader } = error as { readonly leader?: { address?: string; port?: number } };
  return leader?.address && leader.port ? `${leader.address}:${leader.port}` : undefined;
}

/** A failure in the port's terms. An {@link EventStoreError} stays as it is. */
export function eventStoreError(error: unknown, doing: string): EventStoreError {
  if (error instanceof EventStoreError) return error;
  return new EventStoreError(codeOf(error), `${doing}: ${told(error)}`, { cause: error });
}

/** What the failure says of itself, for an operator. */
export function told(error: unknown): string {
  switch (typeOf(error)) {
    case ErrorType.STREAM_DELETED:
      return 'the stream was deleted from the server, which the ledger never does';
    case ErrorType.ACCESS_DENIED:
      if (isLoginRefused(error)) {
        return 'the server refuses the login: it knows no such user, or another password';
      }
      return 'the server denies the access; check the user in EVENT_STORE_URL, and its access lists with `fact-ledger init --check`';
    case ErrorType.NOT_LEADER:
      return 'the node is not the leader of its cluster';
    default:
      return isTooLarge(error)
        ? `an event, or all of one command, take more than the server is set to store (${messageOf(error)})`
        : messageOf(error) || String(error);
  }
}

function codeOf(error: unknown): EventStoreErrorCode {
  return isTooLarge(error) ? 'event-too-large' : 'unavailable';
}

/**
 * Tells whether one of a server's three limits was met. The client has an error for the size of an append
 * alone: it does not recognise that of an event, and that of a message is gRPC's own.
 */
function isTooLarge(error: unknown): boolean {
  if (typeOf(error) === ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED) return true;
  return statusOf(error) === GRPC.resourceExhausted
    ? /\bmessage (exceeds|larger)\b/.test(messageOf(error))
    : /\bMaximum ?Append ?Event ?Size/.test(messageOf(error));
}

function typeOf(error: unknown): unknown {
  return (error as { readonly type?: unknown } | null)?.type;
}

function statusOf(error: unknown): unknown {
  return (error as { readonly code?: unknown } | null)?.code;
}

/** Empty where it has none, as several of the client's errors. */
function messageOf(error: unknown): string {
  const message = (error as { readonly message?: unknown } | null)?.message;
  return typeof message === 'string' ? message : '';
}

/** The client's discovery throws a bare Error: `Failed to discover after 10 attempts.` */
function isDiscoveryFailure(error: unknown): boolean {
  return /discover/i.test(messageOf(error));
}

function isServersOwnTimeout(error: unknown): boolean {
  const type = typeOf(error);
  return type === ErrorType.TIMEOUT || type === ErrorType.DEADLINE_EXCEEDED;
}
