import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';

import { callerOf } from '../access/caller.js';
import { isForAnybody, type Access } from '../access/route-access.js';

/** Holds, for each reply, the revision of the record that it shows. */
const revisions = new WeakMap<FastifyReply, number>();

/** The answer's tag begins with this revision, for the `If-Match` of a write. */
export function setRevision(reply: FastifyReply, revision: number): void {
  revisions.set(reply, revision);
}

/** Names a header of the request that decides on the answer. */
export function vary(reply: FastifyReply, name: string): void {
  const before = reply.getHeader('Vary');
  void reply.header('Vary', before === undefined ? name : `${String(before)}, ${name}`);
}

export interface CachingOptions {
  /** Whether whoever asks for what is for reading gets it. */
  readonly publicReads: boolean;
  /** Whether they get the same as members do. */
  readonly publicNames: boolean;
}

/** Another release may show the same record with more members. */
const UNCHANGED_SECONDS = 86_400;

/** Tells caches that no later event changes the answer. */
export function sayUnchanging(reply: FastifyReply, options: CachingOptions): void {
  const whose = isAlsoForOthers(reply.request, options) ? 'public' : 'private';
  void reply.header('Cache-Control', `${whose}, max-age=${UNCHANGED_SECONDS}, immutable`);
}

/**
 * Gives what is read a tag of its bytes (RFC 9110, 8.8.3), says for whom a cache may keep it, and answers
 * 304 to whoever has it already. What is streamed has no tag.
 */
export function answerConditionally(fastify: FastifyInstance, options: CachingOptions): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (!isRead(request, reply)) return done(null, payload);
    if (!isAlikeForAll(request, options)) vary(reply, 'Authorization');
    if (!reply.hasHeader('Cache-Control')) {
      const isShared = isAlsoForOthers(request, options);
      // Kept, and asked for again each time: the next event may change it.
      void reply.header('Cache-Control', isShared ? 'no-cache' : 'private, no-cache');
    }
    if (typeof payload === 'string' && !reply.hasHeader('ETag')) {
      void reply.header('ETag', tagOf(payload, revisions.get(reply)));
    }
    const tag = reply.getHeader('ETag');
    if (tag === undefined || !isHeld(String(tag), request.headers['if-none-match'])) {
      return done(null, payload);
    }
    // What tells of a body that is not sent (RFC 9110, 15.4.5).
    for (const name of ['Content-Type', 'Content-Length']) void reply.removeHeader(name);
    void reply.status(304);
    // Fastify leaves out what it counts, where the method is HEAD.
    done(null, request.method === 'HEAD' ? payload : null);
  });
}

function isAlikeForAll({ routeOptions }: FastifyRequest, options: CachingOptions): boolean {
  const { access } = routeOptions.config;
  return options.publicNames && isForAnybody(access, options.publicReads);
}

/** Whether a shared cache may keep it for whoever sends the same headers. */
function isAlsoForOthers(request: FastifyRequest, options: CachingOptions): boolean {
  const isPublic = isForAnybody(request.routeOptions.config.access, options.publicReads);
  return isPublic && (options.publicNames || callerOf(request) === undefined);
}

function isRead({ method, routeOptions }: FastifyRequest, { statusCode }: FastifyReply): boolean {
  const access: Access | undefined = routeOptions.config.access;
  return (
    (method === 'GET' || method === 'HEAD') &&
    statusCode === 200 &&
    access !== undefined &&
    access !== 'public'
  );
}

/** @param revision undefined where the answer shows no record of its own */
export function tagOf(body: string, revision?: number): string {
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return revision === undefined ? `"${digest}"` : `"${revision}-${digest}"`;
}

/** The weak comparison of RFC 9110, 13.1.2: a proxy that compresses may have made the tag weak. */
export function isHeld(tag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return (ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? []).some(
    (held) => held.replace(/^W\//, '') === tag,
  );
}
