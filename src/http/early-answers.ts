import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

import { hasBody } from './body-headers.js';

/** As long as nginx and Apache stay for what a client still sends after its answer. */
const STAYS_MS = 30_000;

/**
 * What is answered before its body came stays open until the body has come, and drops it. A connection
 * that is closed while bytes come in is reset, and a reset takes away the answer that the client has not
 * read yet (RFC 9112, 9.6).
 */
export function stayForBodies(fastify: FastifyInstance): void {
  const staying = new Set<IncomingMessage>();

  async function* answer(bytes: string | Buffer, request: IncomingMessage) {
    yield Buffer.from(bytes as string);
    staying.add(request);
    const late = setTimeout(() => request.destroy(), STAYS_MS);
    request.resume();
    // Whether it came or broke off: the answer is out.
    await finished(request).catch(() => undefined);
    clearTimeout(late);
    staying.delete(request);
  }

  fastify.addHook('onSend', (request, reply, payload, done) => {
    const { raw } = request;
    const isShort = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (!isShort || raw.complete || !hasBody(raw)) return done(null, payload);
    // With its length, the client has the whole answer before it is ended.
    void reply.header('Content-Length', Buffer.byteLength(payload));
    done(null, Readable.from(answer(payload, raw), { objectMode: false }));
  });

  fastify.addHook('preClose', (done) => {
    for (const request of staying) request.destroy();
    done();
  });
}
