import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { CommandRefusedError, type RefusalReason } from '../deciding/command-refused.js';
import { DeliveriesUnavailableError } from '../delivery-store/delivery-database.js';
import { EventStoreError } from '../event-store/event-store.js';
import { InvalidCursorError } from '../queries/page.js';
import { SnapshotStoreError } from '../snapshots/snapshot-store.js';
import { QueueFullError } from '../runtime/semaphore.js';
import { ViewsUnavailableError } from '../view-store/views-unavailable.js';
import { codeOfRefusal, invalid, noRoute, Problem, PROBLEMS, type ProblemCode } from './problem.js';

/** Turns whatever was thrown into a problem document; what nobody foresaw is logged and told as 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(error, request);
    if (isFailure(problem)) request.log.error({ err: problem.cause }, problem.detail);
    sendProblem(reply, problem);
  }
}

/** A view that is behind and a server that stops have no cause: callers bring them about as they like. */
function isFailure({ code, status, cause }: Problem): boolean {
  return code === 'internal' || (status >= 500 && cause !== undefined);
}

export function sendProblem(reply: FastifyReply, problem: Problem): void {
  if (reply.sent) return;
  const { retryAfter, allow } = problem.extras;
  if (retryAfter !== undefined) void reply.header('Retry-After', String(retryAfter));
  if (allow !== undefined) void reply.header('Allow', allow);
  if (problem.code === 'unauthenticated') void reply.header('WWW-Authenticate', 'Bearer');
  void reply
    // What could not be given may have been a file to save.
    .removeHeader('Content-Disposition')
    .status(problem.status)
    .header('Cache-Control', 'no-store')
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem.body()));
}

export function toProblem(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof CommandRefusedError) return fromRefusal(error.reason);
  if (error instanceof EventStoreError) return fromEventStore(error);
  if (error instanceof SnapshotStoreError) return fromSnapshotStore(error);
  if (error instanceof QueueFullError) return fromFullQueue(error);
  if (error instanceof ViewsUnavailableError) return fromViews(error);
  if (error instanceof DeliveriesUnavailableError) return fromDeliveries(error);
  if (error instanceof InvalidCursorError) return invalid('/after', error.message);
  const code = codeOfStatus(statusOf(error));
  if (code === 'not-found') return noRoute(request.method, request.url);
  if (code === 'internal') {
    return new Problem(code, `Unexpected failure; request id ${request.id}.`, {}, error);
  }
  return new Problem(code, detailOf(error) || PROBLEMS[code].title, {}, error);
}

/** What the libraries themselves refuse with a status: Nest, Fastify, and those that serve `/docs`. */
const BY_STATUS: Record<number, ProblemCode> = {
  400: 'malformed',
  // The static files answer 403 to a path that leads out of their folder; it is not about the caller's rights.
  403: 'not-found',
  404: 'not-found',
  408: 'request-timeout',
  412: 'precondition-failed',
  413: 'too-large',
  414: 'uri-too-long',
  415: 'unsupported-media-type',
  416: 'range-not-satisfiable',
  417: 'expectation-failed',
  431: 'headers-too-large',
  503: 'shutting-down',
};

/** A status that has no code of its own is told as the first of its class (RFC 9110, 15). */
export function codeOfStatus(status = 500): ProblemCode {
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'malformed' : 'internal');
}

/** A library may quote the whole path. */
function detailOf(error: unknown): string {
  return (error as Error).message.slice(0, 300);
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error === 'object' && error !== null && 'statusCode' in error) {
    return Number(error.statusCode);
  }
  return undefined;
}

function fromRefusal(reason: RefusalReason): Problem {
  switch (reason.kind) {
    case 'revision-mismatch': {
      const actualRevision = reason.actual === 'no-stream' ? null : Number(reason.actual);
      const at = actualRevision === null ? 'not there' : `at revision ${actualRevision}`;
      return new Problem('revision-mismatch', `The record is ${at}.`, { actualRevision });
    }
    case 'write-conflict':
      return new Problem(
        'write-conflict',
        `Other writes were quicker ${reason.tries} times; nothing was recorded. Try again.`,
      );
    default: {
      const { kind, rule, detail, pointer } = reason;
      const errors = pointer === undefined ? {} : { errors: [{ pointer, detail }] };
      return new Problem(codeOfRefusal(kind), detail, { rule, ...errors });
    }
  }
}

function fromSnapshotStore(error: SnapshotStoreError): Problem {
  switch (error.code) {
    case 'full':
      return new Problem(
        'storage-full',
        'The disk of the snapshots is full; nothing was recorded.',
        { retryAfter: 30 },
        error,
      );
    case 'damaged': {
      // No time to try again is told: it stays so until somebody brings the file back.
      const detail = `${capitalized(error.message)}; it has to come back from a backup.`;
      return new Problem('snapshots-unavailable', detail, {}, error);
    }
    case 'unavailable': {
      const detail = 'The snapshots cannot be read or kept now; nothing was recorded.';
      return new Problem('snapshots-unavailable', detail, { retryAfter: 30 }, error);
    }
  }
}

function capitalized(message: string): string {
  return `${message.slice(0, 1).toUpperCase()}${message.slice(1)}`;
}

function fromFullQueue({ message }: QueueFullError): Problem {
  const detail = `${message} Nothing was recorded.`;
  return new Problem('busy', detail, { retryAfter: 10 });
}

function fromViews(error: ViewsUnavailableError): Problem {
  return new Problem(
    'views-unavailable',
    'The views cannot be read now; what is recorded is not touched by that, and writes go on. /health/ready says why, and what an operator can do.',
    { retryAfter: 2 },
    error,
  );
}

/** Admins alone meet it, whom it tells what to see to. */
function fromDeliveries(error: DeliveriesUnavailableError): Problem {
  return new Problem('webhooks-unavailable', error.message, { retryAfter: 10 }, error);
}

function fromEventStore(error: EventStoreError): Problem {
  switch (error.code) {
    case 'command-id-reused':
      return new Problem(
        'idempotency-key-reused',
        'This Idempotency-Key was used before with another request.',
      );
    case 'event-too-large':
      return new Problem('too-large', error.message);
    case 'store-full':
      return new Problem(
        'storage-full',
        'The disk of the event store is full; nothing was recorded.',
        { retryAfter: 30 },
        error,
      );
    case 'damaged':
      // No time to try again is told: it stays so until somebody brings the file back.
      return new Problem('event-store-damaged', `${capitalized(error.message)}.`, {}, error);
    case 'unavailable':
    case 'unreachable':
    case 'locked':
    case 'closed':
      return new Problem(
        'event-store-unavailable',
        'The event store cannot take this now; nothing is known to be recorded. Try again with the same Idempotency-Key.',
        { retryAfter: 2 },
        error,
      );
    case 'wrong-expected-revision':
    case 'no-events':
      return new Problem('internal', `The event store refused: ${error.message}`, {}, error);
  }
}
