import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';

import { sendProblem } from './problem.filter.js';
import { Problem } from './problem.js';

/** Options for Fastify: what cannot be read as a request gets a problem document like any other. */
export const answerUnreadable = {
  /** A path that cannot be decoded. */
  frameworkErrors(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
    sendProblem(reply, new Problem('malformed', error.message));
  },
  /** Bytes that are no HTTP. */
  clientErrorHandler(error: Error & { code?: string }, socket: Socket): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const body = JSON.stringify(new Problem('malformed', 'This is no HTTP request.').body());
    socket.end(
      'HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json; charset=utf-8\r\n' +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  },
};
