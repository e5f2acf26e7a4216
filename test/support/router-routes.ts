import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

/** A line of the tree that find-my-way prints: how deep, what it adds to the path, and the methods. */
const BRANCH = /^((?:│ {3}| {4})*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?$/;

/**
 * What the router answers to, as `GET /v1/claims/:id`; `HEAD`, which comes with every `GET`, is left out.
 *
 * @throws Error where the tree that it prints cannot be read.
 */
export function routesOf(app: NestFastifyApplication): string[] {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  const routes: string[] = [];
  const parts: string[] = [];
  for (const line of fastify.printRoutes({ commonPrefix: false }).trimEnd().split('\n')) {
    const [, indent, part, methods] = BRANCH.exec(line) ?? [];
    if (indent === undefined || part === undefined) throw new Error(`no branch: ${line}`);
    const depth = indent.length / 4;
    if (depth > parts.length) throw new Error(`a branch of nothing: ${line}`);
    parts.splice(depth, Infinity, part);
    for (const method of methods?.split(', ') ?? []) {
      if (method !== 'HEAD') routes.push(`${method} ${parts.join('')}`);
    }
  }
  return routes;
}
