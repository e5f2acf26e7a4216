import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import Type, { type TSchema } from 'typebox';

import { POSITION_PATTERN } from '../../events/envelope.js';
import { EXAMPLE_IDS, EXAMPLE_SHA256, type Examples } from './example-ids.js';
import { invalid, notFound } from './problem.js';

/** A method and a path, such as `POST /v1/claims/:id/withdrawal`. */
export type Route = `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`;

/** The parameters of a route's path, by name. */
export type PathOf<R extends string> = R extends `${string}/:${infer Name}/${infer Rest}`
  ? Readonly<Record<Name, string>> & PathOf<`/${Rest}`>
  : R extends `${string}/:${infer Name}`
    ? Readonly<Record<Name, string>>
    : unknown;

interface Shape {
  readonly pattern: RegExp;
  /** What it must be, for a person to read. */
  readonly rule: string;
  readonly schema: TSchema;
  /** What the OpenAPI document shows; of a UUID the example of what it names. */
  readonly example?: string | number;
}

const UUID: Shape = {
  pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  rule: 'a UUID',
  schema: Type.String({ format: 'uuid' }),
};

/** The greatest number that a path or a query takes. */
export const LARGEST_NUMBER = 999_999_999;

/** What a parameter of a path looks like, by its name, where it is no UUID. */
const SHAPES: Readonly<Record<string, Shape>> = {
  sha256: {
    pattern: /^[0-9a-f]{64}$/i,
    rule: 'a SHA-256 in hexadecimal',
    schema: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    example: EXAMPLE_SHA256,
  },
  capture: {
    pattern: /^[1-9]\d{0,8}$/,
    rule: `a whole number from 1 to ${LARGEST_NUMBER}`,
    schema: Type.Integer({ minimum: 1, maximum: LARGEST_NUMBER }),
    example: 1,
  },
  version: {
    pattern: /^[1-9]\d{0,8}$/,
    rule: `a whole number from 1 to ${LARGEST_NUMBER}`,
    schema: Type.Integer({ minimum: 1, maximum: LARGEST_NUMBER }),
    example: 1,
  },
  position: {
    pattern: POSITION_PATTERN,
    rule: 'a position, as Ledger-Position shows it',
    schema: Type.String({ pattern: POSITION_PATTERN.source }),
    example: '0000000000000001',
  },
};

interface Parameter extends Shape {
  readonly name: string;
  /** What it names: the collection before it, in the singular. */
  readonly noun: string;
}

/** The parameters of a route's path, in their order. */
export function parametersOf(route: string): Parameter[] {
  return [...route.matchAll(/(\w+?)s?\/:(\w+)/g)].map(([, noun = '', name = '']) => ({
    name,
    // Deliveries lose more than an s.
    noun: noun.replace(/ie$/, 'y'),
    ...(SHAPES[name] ?? UUID),
  }));
}

/** The parameters in a route's path as the OpenAPI document has them. */
export function describedParameters(route: string, examples: Examples = {}): MethodDecorator[] {
  return parametersOf(route).map(({ name, noun, schema, example = exampleOf(noun) }) => {
    const others = Object.entries(examples).flatMap(([call, { path }]) =>
      path?.[name] === undefined ? [] : [[call, { value: path[name] }] as const],
    );
    const described = { name, schema, description: `Of the ${noun}.` };
    if (others.length > 0) return ApiParam({ ...described, examples: Object.fromEntries(others) });
    return ApiParam({ ...described, schema: { ...schema, examples: [example] } });
  });
}

/** A suggestion is named by the source that may be drawn on. */
function exampleOf(noun: string): string | undefined {
  const ids: Readonly<Record<string, string>> = EXAMPLE_IDS;
  return ids[noun === 'suggestion' ? 'wire' : noun];
}

/**
 * The parameters of the path, in lower case.
 *
 * @throws Problem `invalid` where one does not have its shape, and `not-found` where it is empty: a path that
 * ends in a slash names nothing.
 */
export function pathIn<R extends string>(route: R, given: unknown): PathOf<R> {
  const path: Record<string, string> = {};
  for (const { name, noun, pattern, rule } of parametersOf(route)) {
    const value = String((given as Record<string, unknown>)[name]);
    if (value === '') throw notFound(noun, 'without a name');
    if (!pattern.test(value)) throw invalid(`/${name}`, `in the path must be ${rule}`);
    path[name] = value.toLowerCase();
  }
  return path as PathOf<R>;
}

/** The path's parameters, as {@link pathIn} gives them. */
export const Path = createParamDecorator((route: string, execution: ExecutionContext) =>
  pathIn(route, execution.switchToHttp().getRequest<FastifyRequest>().params),
);
