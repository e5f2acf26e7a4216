import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import findMyWay from 'find-my-way';

import { methodNotAllowed, noRoute } from './problem.js';

/** The route of `@fastify/cors`, which takes `OPTIONS` of every path. */
const ANY_PATH = '*';

/**
 * Answers the methods that a known path does not have: 405 with `Allow`, and 204 with `Allow` to `OPTIONS`
 * (RFC 9110, 9.3.7 and 15.5.6). A path without any route stays 404. To be called before the routes are made.
 */
export function answerOtherMethods(fastify: FastifyInstance): void {
  const methodsOf = new Map<string, Set<string>>();
  // Fastify's router looks a path up for one method; this one does so for all, by the same rules.
  const paths = findMyWay();
  fastify.addHook('onRoute', ({ url, method }) => {
    if (url === ANY_PATH) return;
    let methods = methodsOf.get(url);
    if (!methods) {
      methods = new Set(['OPTIONS']);
      methodsOf.set(url, methods);
      paths.on('GET', url, () => undefined, methods);
    }
    for (const name of [method].flat()) methods.add(name);
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    const { method, url, is404, routeOptions } = request;
    const isForAnyPath = routeOptions.url === ANY_PATH;
    if (!is404 && !isForAnyPath) return done();
    const methods = paths.find('GET', url)?.store as Set<string> | undefined;
    if (methods) {
      const allow = [...methods].sort().join(', ');
      if (method !== 'OPTIONS') return done(methodNotAllowed(method, allow));
      return sendNothing(reply.header('Allow', allow));
    }
    if (!isForAnyPath) return done();
    // Whoever may read the 404 of the request that follows is told so by the headers of CORS.
    if (isPreflight(request)) return sendNothing(reply);
    done(noRoute(method, url));
  });
}

function isPreflight({ headers }: FastifyRequest): boolean {
  return headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}

function sendNothing(reply: FastifyReply): void {
  void reply.status(204).send();
}
