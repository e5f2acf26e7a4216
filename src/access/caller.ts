import type { FastifyRequest } from 'fastify';

import type { Actor } from '../../events/envelope.js';

/** Whom the access check found behind a request; undefined for a public one without a key. */
const callers = new WeakMap<FastifyRequest, Actor>();

export function callerOf(request: FastifyRequest): Actor | undefined {
  return callers.get(request);
}

export function setCaller(request: FastifyRequest, actor: Actor): void {
  callers.set(request, actor);
}
