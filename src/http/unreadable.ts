import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import { awaitsContinue } from './body-headers.js';
import { sendProblem, toProblem } from './problem.filter.js';
import { Problem } from './problem.js';

/** Options for Fastify: what cannot be read as a request gets a problem document like any other. */
export const answerUnreadable = {
  /** Node would answer without a body; {@link answerUnexpected} does. */
  http: { requireHostHeader: false },
  /** A path that cannot be decoded, or is too long. */
  frameworkErrors(error: Error, request: FastifyRequest, reply: FastifyReply): void {
    sendProblem(reply, toProblem(error, request));
  },
  /** Bytes that are no HTTP. */
  clientErrorHandler(error: Error & { code?: string }, socket: Socket): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const problem = unreadable(error.code);
    const body = JSON.stringify(problem.body());
    socket.end(
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n` +
        'Content-Type: application/problem+json; charset=utf-8\r\n' +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  },
};

/** Maps the codes of Node's parser to problems, as Node gives them statuses where nobody listens. */
function unreadable(code: string | undefined): Problem {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Problem('headers-too-large', 'The headers are larger than 16 KiB.');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new Problem('too-large', 'The extensions of a chunk are too large.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem('request-timeout', 'The request did not come in time.');
    default:
      return new Problem('malformed', 'This is no HTTP request.');
  }
}

/** Answers what Node would refuse by itself and without a word. To be called before other hooks. */
export function answerUnexpected(fastify: FastifyInstance): void {
  const { server } = fastify;
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    server.emit('request', request, response);
  });
  fastify.addHook('onRequest', ({ headers, raw }, _reply, done) => {
    if (headers.expect !== undefined && !awaitsContinue(raw)) {
      return done(new Problem('expectation-failed', 'Only 100-continue can be expected.'));
    }
    if (headers.host === undefined && raw.httpVersion === '1.1') {
      return done(new Problem('malformed', 'The request names no host.'));
    }
    done();
  });
}
