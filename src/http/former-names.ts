import type { Type } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';

import { Problem } from './problem.js';
import { Configured } from './route-config.js';
import { isObject } from './values.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The former names that its body and its query string are still taken with; none where it is left out. */
    formerNames?: readonly string[];
  }
}

/** Names of members or parameters, each with its former name. */
type Renames = ReadonlyMap<string, string>;

/** Since when former names are deprecated (RFC 9745): 2026-11-29. */
const DEPRECATED_SINCE = '@1795910400';

/** By the prototype of the class that declares them. */
const declared = new WeakMap<object, Map<string, string>>();

/** By a body or a query string that was read: the former names that it was given with. */
const given = new WeakMap<object, Renames>();

/** The member's former name, which is still taken for one release. */
export function Formerly(name: string): PropertyDecorator {
  return (prototype, member) => {
    const renames = declared.get(prototype) ?? new Map<string, string>();
    declared.set(prototype, renames.set(String(member), name));
  };
}

/**
 * Returns a body or a query string with today's names.
 *
 * @returns the former names that it was given with as well; none where `value` is returned as it is
 * @throws Problem where a member is there under both names
 */
export function inTodaysNames(
  value: unknown,
  type: Type | undefined,
): { readonly value: unknown; readonly renames: Renames } {
  if (!isObject(value)) return { value, renames: new Map() };
  const renames = new Map(
    [...declaredBy(type)].filter(([, former]) => Object.hasOwn(value, former)),
  );
  if (renames.size === 0) return { value, renames };
  for (const [name, former] of renames) {
    if (!Object.hasOwn(value, name)) continue;
    const detail = `is the former name of ${name}, which is given too`;
    throw new Problem('invalid', `/${former} ${detail}.`, {
      errors: [{ pointer: `/${former}`, detail }],
    });
  }
  const today = new Map([...renames].map(([name, former]) => [former, name]));
  return { value: renamed(value, today), renames };
}

/** What a class declares, and those that it extends. */
function* declaredBy(type: Type | undefined): Generator<readonly [name: string, former: string]> {
  let prototype: unknown = type?.prototype;
  while (isObject(prototype)) {
    yield* declared.get(prototype) ?? [];
    prototype = Object.getPrototypeOf(prototype);
  }
}

/** Remembers with which former names a body or a query string was given. */
export function rememberFormerNames(read: unknown, renames: Renames): void {
  if (isObject(read) && renames.size > 0) given.set(read, renames);
}

/**
 * Returns a body with the names that it was given with. A command is told from another by them, so that a
 * retry that began before a rename still meets its first run.
 */
export function asGiven(body: unknown): unknown {
  const renames = isObject(body) ? given.get(body) : undefined;
  return renames ? renamed(body as object, renames) : body;
}

/** Says of a route which former names it takes, as the classes of its parameters declare them. */
export function TakesFormerNames(): MethodDecorator {
  return (target, method, descriptor) => {
    const types = Reflect.getMetadata('design:paramtypes', target, method) as readonly Type[];
    const names = types.flatMap((type) => [...declaredBy(type)].map(([, former]) => former));
    if (names.length === 0) return;
    Configured({ formerNames: names })(target, method, descriptor);
    ApiExtension('x-former-names', names)(target, method, descriptor);
  };
}

/** Tells clients that they used former names (RFC 9745). */
export function tellDeprecations(fastify: FastifyInstance): void {
  fastify.addHook('preHandler', ({ routeOptions, query, body }, reply, done) => {
    const { formerNames = [] } = routeOptions.config;
    const isGiven = (name: string) =>
      [query, body].some((part) => isObject(part) && Object.hasOwn(part, name));
    if (formerNames.some(isGiven)) {
      void reply.header('Deprecation', DEPRECATED_SINCE);
      void reply.header('Link', '</docs>; rel="deprecation"; type="text/html"');
    }
    done();
  });
}

/** The headers that an answer has where former names were used, as the OpenAPI document has them. */
export const DEPRECATION_HEADERS = {
  Deprecation: {
    description:
      'Since when the former names are deprecated that the request was given with (RFC 9745): `@` and seconds since 1970. Not there where it has the names of today.',
    required: false,
    schema: { type: 'string' },
  },
  Link: {
    description: 'Beside `Deprecation`: where the names of today are described.',
    required: false,
    schema: { type: 'string' },
  },
};

function renamed(value: object, names: Renames): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [names.get(name) ?? name, member as unknown]),
  );
}
