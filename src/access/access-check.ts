import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { hasBody } from '../http/body-headers.js';
import { Problem } from '../http/problem.js';
import { SETTINGS } from '../parts.js';
import type { Settings } from '../settings/settings.js';
import type { Actor } from '../../events/envelope.js';
import { setCaller } from './caller.js';
import { Callers, type KnownCaller } from './callers.js';
import { FailedAttempts } from './failed-attempts.js';
import { digestOf } from './key.js';
import { isForAnybody, type Access } from './route-access.js';

/** RFC 6750 §2.1. */
const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;
const LONGEST_KEY = 512;

/** Lets a request through where its route says so, and finds out who asks. */
@Injectable()
export class AccessCheck {
  private readonly failures = new FailedAttempts();

  constructor(
    private readonly callers: Callers,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws Problem `unauthenticated`, `forbidden`, `slow-down`. */
  async admit(request: FastifyRequest): Promise<void> {
    const { access } = request.routeOptions.config;
    if (access === undefined) throw new Problem('forbidden', 'Nobody may call this route.');
    if (access === 'public') return;
    const { authorization } = request.headers;
    if (authorization === undefined) {
      if (isForAnybody(access, this.settings.publicReads)) return;
      throw new Problem(
        'unauthenticated',
        'This needs a key: send it as "Authorization: Bearer fl_…".',
      );
    }
    const caller = await this.callerWith(authorization, request.ip);
    mustHaveRole(caller, access);
    setCaller(request, caller.actor);
  }

  /**
   * Returns who asks by a request that was let in, as they stand now: a key may be revoked, and a member
   * suspended, while an answer is sent. Undefined where it would not be let in again; nothing is counted.
   */
  standingOf(request: FastifyRequest): { readonly caller?: Actor } | undefined {
    const { access } = request.routeOptions.config;
    const { authorization } = request.headers;
    if (access === undefined) return undefined;
    if (access === 'public' || authorization === undefined) return {};
    const caller = this.knownBy(authorization);
    if (!caller || caller.revoked || caller.suspended || !hasRole(caller, access)) return undefined;
    return { caller: caller.actor };
  }

  private knownBy(authorization: string): KnownCaller | undefined {
    const [, key] = BEARER.exec(authorization) ?? [];
    return key === undefined || key.length > LONGEST_KEY
      ? undefined
      : this.callers.find(digestOf(key));
  }

  private async callerWith(authorization: string, address: string): Promise<KnownCaller> {
    const caller = this.knownBy(authorization);
    // Only failures cost: whoever has a valid key is not shut out by others at the same address.
    if (caller && !caller.revoked && !caller.suspended) return caller;
    await this.failures.mustBeFew(address);
    await this.failures.add(address);
    if (caller && !caller.revoked) throw new Problem('forbidden', 'This member is suspended.');
    throw new Problem('unauthenticated', 'The key is not known, or was revoked.');
  }
}

function hasRole({ actor }: KnownCaller, access: Access): boolean {
  return typeof access === 'string' || access.some((role) => actor.roles.includes(role));
}

function mustHaveRole(caller: KnownCaller, access: Access): void {
  if (typeof access === 'string' || hasRole(caller, access)) return;
  throw new Problem('forbidden', `This needs the role ${access.join(' or ')}.`);
}

/** Whoever may not call a route is told so before a body is read, and is not waited for. */
export function checkAccess(fastify: FastifyInstance, check: AccessCheck): void {
  fastify.addHook('onRequest', async (request) => {
    // A path that no route answers is for nobody, and is told as 404.
    if (!request.is404) await check.admit(request);
  });
  // A key may be revoked, and a member suspended, while the body comes.
  fastify.addHook('preValidation', async (request) => {
    if (!request.is404 && hasBody(request.raw)) await check.admit(request);
  });
}
