import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import sjson from 'secure-json-parse';

import { callerOf } from '../access/caller.js';
import { BodiesUnderWay } from './bodies-under-way.js';
import { awaitsContinue, hasBody } from './body-headers.js';
import { stayForBodies } from './early-answers.js';
import { noRoute, Problem } from './problem.js';

export const MAX_JSON_BYTES = 512 * 1024;
const MAX_JSON_DEPTH = 20;

const JSON_TYPES = /^application\/(json|[\w.+-]+\+json)\s*(;|$)/i;

/** The routes whose body is taken as it is, whatever its type. */
const RAW_ROUTES: ReadonlySet<string> = new Set(['/v1/sources/:id/snapshots']);

/** A body that was taken as it is. */
export interface ReceivedBody {
  /** Called when it is answered. */
  discard(): Promise<void>;
}

export interface BodyReading {
  /** Bytes of a body on the routes that take any type. */
  readonly maxRawBytes: number;
  /** Takes the body of such a route as it comes. @throws what the chunks throw. */
  readonly receive: (chunks: AsyncIterable<Buffer>) => Promise<ReceivedBody>;
  /** Bytes of all bodies under way. */
  readonly maxBytesUnderWay: number;
  /** Bytes of the bodies under way of one member. */
  readonly maxBytesUnderWayOfMember: number;
}

/** Their bodies have no meaning (RFC 9110, 9.3), and Fastify does not read them. */
const WITHOUT_BODY: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * How bodies are read: JSON with bounds on size and depth, and bytes on the routes that take any type. To
 * be called before the routes are made, and after the hook that finds out who asks: nothing of a body is
 * read before it is known that it will be taken.
 */
export function readBodies(app: NestFastifyApplication, reading: BodyReading): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('onRoute', (route) => {
    route.bodyLimit = RAW_ROUTES.has(route.url) ? reading.maxRawBytes : MAX_JSON_BYTES;
  });
  const underWay = new BodiesUnderWay({
    ofAll: reading.maxBytesUnderWay,
    ofMember: reading.maxBytesUnderWayOfMember,
  });
  const givingBack = new WeakMap<FastifyRequest, () => void>();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { raw, method } = request;
    if (!hasBody(raw) || WITHOUT_BODY.has(method)) return done();
    if (request.is404) return done(noRoute(method, request.url));
    const limit = limitOf(request);
    const bytes = raw.headers['content-length'] ?? limit;
    if (Number(bytes) > limit) return done(tooLarge(limit));
    try {
      givingBack.set(request, underWay.take(Number(bytes), callerOf(request)?.id));
    } catch (refusal) {
      return done(refusal as Problem);
    }
    done();
  });
  // Not when the connection closes: what came in is held until it is dealt with.
  fastify.addHook('onSend', (request, _reply, payload, done) => {
    givingBack.get(request)?.();
    if (!isRaw(request)) return done(null, payload);
    const body = request.body as ReceivedBody | null | undefined;
    void body?.discard();
    done(null, payload);
  });
  stayForBodies(fastify);
  fastify.server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    fastify.server.emit('request', request, response);
  });
  fastify.addHook('preParsing', (request, reply, payload, done) => {
    if (awaitsContinue(request.raw)) reply.raw.writeContinue();
    done(null, payload);
  });
  fastify.removeAllContentTypeParsers();
  const readBody = async (request: FastifyRequest, payload: IncomingMessage) => {
    const limit = limitOf(request);
    if (isRaw(request)) return reading.receive(chunksOf(payload, limit));
    return jsonBody(request, await wholeOf(payload, limit));
  };
  fastify.addContentTypeParser('*', readBody);
}

function isRaw({ routeOptions }: FastifyRequest): boolean {
  return RAW_ROUTES.has(routeOptions.url ?? '');
}

function limitOf({ routeOptions }: FastifyRequest): number {
  return routeOptions.bodyLimit ?? MAX_JSON_BYTES;
}

function tooLarge(limit: number): Problem {
  return new Problem('too-large', `The body may have ${limit} bytes at most.`);
}

/** @throws Problem */
function jsonBody({ headers }: FastifyRequest, bytes: Buffer): unknown {
  const type = headers['content-type'];
  // An empty body, as curl's `-X POST` sends it, is no body.
  if (bytes.length === 0) return undefined;
  if (type === undefined || !JSON_TYPES.test(type)) {
    throw new Problem('unsupported-media-type', 'This route takes application/json.');
  }
  return jsonOf(bytes);
}

/** @throws Problem `too-large`, or `malformed` where the body breaks off. */
async function* chunksOf(payload: IncomingMessage, limit: number): AsyncGenerator<Buffer, void> {
  let bytes = 0;
  try {
    // Destroyed, it would take the connection with it, and so the answer.
    for await (const chunk of payload.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).length;
      if (bytes > limit) throw tooLarge(limit);
      yield chunk as Buffer;
    }
  } catch (error) {
    throw error instanceof Problem ? error : brokenOff();
  }
}

/**
 * What {@link chunksOf} gives, in one piece. Listens instead: to iterate costs a small request a tenth more.
 *
 * @throws Problem as chunksOf does.
 */
function wholeOf(payload: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limit) {
        chunks.push(chunk);
        return;
      }
      payload.off('data', take);
      reject(tooLarge(limit));
    };
    payload.on('data', take);
    payload.once('end', () => resolve(Buffer.concat(chunks)));
    payload.once('error', () => reject(brokenOff()));
  });
}

function brokenOff(): Problem {
  return new Problem('malformed', 'The body breaks off.');
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
