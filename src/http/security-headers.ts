import type { FastifyInstance } from 'fastify';

/**
 * The headers that OWASP's REST security cheat sheet asks of an API. Constant, and so not worked out for
 * every request. No HSTS: the ledger speaks plain HTTP on loopback; whoever puts TLS before it says so.
 */
const EVERYWHERE = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** An answer of the API is data: nothing in it may be run or framed. */
const DATA = {
  ...EVERYWHERE,
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

/** The API's documentation brings its own scripts and styles, and inline styles; nothing else runs. */
const PAGE = {
  ...EVERYWHERE,
  'Content-Security-Policy':
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'; " +
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
};

/** A handler may set a stricter policy; without CORS, no other origin can read an answer anyway. */
export function setSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(request.url.startsWith('/docs') ? PAGE : DATA);
    done();
  });
}
