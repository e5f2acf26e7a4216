import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';

import type { Actor } from '../../events/envelope.js';
import type { CommandContext } from '../deciding/command-context.js';
import { invalidHeader, Problem } from '../http/problem.js';
import { callerOf } from './caller.js';

/** Printable ASCII; a UUID is usual. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** RFC 9110 entity tag as the ledger writes it: the revision, and of a read the digest of its body. */
const REVISION_TAG = /^"(\d{1,15})(?:-[\w-]{22})?"$/;

/** The {@link CommandContext} of a request. Only behind the access check, which knows the caller. */
export const Context = createParamDecorator((_: unknown, execution: ExecutionContext) =>
  commandContextOf(execution.switchToHttp().getRequest<FastifyRequest>()),
);

/** @throws Problem for a header that cannot be understood. */
function commandContextOf(request: FastifyRequest): CommandContext {
  const actor = callerOf(request);
  if (!actor) throw new Problem('unauthenticated', 'This needs a key.');
  const ifMatch = revisionIn(request.headers['if-match']);
  const key = request.headers['idempotency-key'];
  return {
    actor,
    commandId: key === undefined ? uuidv7() : commandIdFor(key, actor),
    isFirstTry: key === undefined,
    correlationId: request.id,
    ...(ifMatch !== undefined && { ifMatch }),
  };
}

/** The key's own bytes decide, and whose key it is: two members may choose the same. */
function commandIdFor(key: string | string[], actor: Actor): string {
  if (typeof key !== 'string' || !IDEMPOTENCY_KEY.test(key)) {
    throw invalidHeader('Idempotency-Key', 'is one value of 1 to 255 printable ASCII characters');
  }
  return uuidv5(key, actor.id);
}

function revisionIn(header: string | undefined): bigint | undefined {
  if (header === undefined) return undefined;
  const [, revision] = REVISION_TAG.exec(header.trim()) ?? [];
  if (revision === undefined) {
    throw invalidHeader('If-Match', 'is one revision in quotes, such as "3", as ETag showed it');
  }
  return BigInt(revision);
}
