import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import sjson from 'secure-json-parse';

import { Problem } from './problem.js';

export const MAX_JSON_BYTES = 512 * 1024;
const MAX_JSON_DEPTH = 20;

const JSON_TYPES = /^application\/(json|[\w.+-]+\+json)\s*(;|$)/i;

/** The routes whose body is taken as it is, whatever its type. */
const RAW_ROUTES: ReadonlySet<string> = new Set(['/v1/sources/:id/snapshots']);

/**
 * How bodies are read: JSON with bounds on size and depth, and bytes on the routes that take any type.
 * To be called before the routes are made.
 */
export function readBodies(app: NestFastifyApplication, maxRawBytes: number): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('onRoute', (route) => {
    route.bodyLimit = RAW_ROUTES.has(route.url) ? maxRawBytes : MAX_JSON_BYTES;
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, bodyOf(request, body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** @throws Problem */
function bodyOf(request: FastifyRequest, bytes: Buffer): unknown {
  if (RAW_ROUTES.has(request.routeOptions.url ?? '')) return bytes;
  const type = request.headers['content-type'];
  // An empty body, as curl's `-X POST` sends it, is no body.
  if (bytes.length === 0) return undefined;
  if (type === undefined || !JSON_TYPES.test(type)) {
    throw new Problem('unsupported-media-type', 'This route takes application/json.');
  }
  return jsonOf(bytes);
}

/** @throws Problem */
function jsonOf(bytes: Buffer): unknown {
  const text = decoded(bytes);
  let value: unknown;
  try {
    // `__proto__` as a member is refused: class-transformer assigns members one by one.
    value = sjson.parse(text, null, { protoAction: 'error', constructorAction: 'error' });
  } catch (error) {
    throw new Problem('malformed', `The body is not JSON: ${messageOf(error)}`);
  }
  if (isDeeperThan(value, MAX_JSON_DEPTH)) {
    throw new Problem('malformed', `The body is nested deeper than ${MAX_JSON_DEPTH} levels.`);
  }
  return value;
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('malformed', 'The body is not UTF-8.');
  }
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((member) => isDeeperThan(member, levels - 1));
}

/** V8 quotes the text around the fault; not more of it than needed. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : String(error);
}
