import type { FastifyInstance, FastifyRequest } from 'fastify';
import { safeParse } from 'fast-content-type-parse';

import type { Form } from './forms.js';
import { Problem } from './problem.js';
import { Configured } from './route-config.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The media types that the route can give; anything where it is left out. */
    gives?: readonly string[];
    /** Those of them besides JSON that `format` in the query string can name; no such parameter where left out. */
    forms?: readonly Form[];
  }
}

const JSON_TYPE = 'application/json';

/** A range of media types as `Accept` names it (RFC 9110, 12.5.1). */
interface AcceptedRange {
  /** `application/json`, `text/*` or `*\/*`, in lower case. */
  readonly range: string;
  /** From 0, which refuses, to 1. */
  readonly quality: number;
}

const QUALITY = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

/**
 * Says which media types a route can give, the one first that callers get who take any. `*\/*` is whatever type
 * the record says; such a route asks {@link answerType} itself.
 */
export function Gives(...types: readonly string[]): MethodDecorator {
  return Configured({ gives: types });
}

/**
 * Refuses a request that accepts nothing of what its route gives, before its body is read; unless it names
 * one of the forms in its query string.
 */
export function checkAccept(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { gives, forms } = request.routeOptions.config;
    if (!gives || gives.includes('*/*') || acceptedType(request.headers.accept, gives)) {
      return done();
    }
    if (forms && isNamed(formatIn(request), forms)) return done();
    done(notAcceptable(gives));
  });
}

/**
 * The form that the caller asks for, by `format` in the query string or else by `Accept`; undefined where
 * that is JSON.
 *
 * @param forms those that the route has besides JSON
 * @throws Problem `not-acceptable` where `Accept` takes none of them, and nothing is named.
 */
export function askedForm<Offered extends Form>(
  request: FastifyRequest,
  forms: readonly Offered[],
): Offered | undefined {
  const format = formatIn(request);
  if (isNamed(format, forms)) return forms.find((form) => form.format === format);
  const types = forms.map(({ mediaType }) => mediaType);
  const type = answerType(request.headers.accept, [JSON_TYPE, ...types]);
  return forms.find(({ mediaType }) => mediaType === type);
}

function formatIn({ query }: FastifyRequest): unknown {
  return (query as { readonly format?: unknown }).format;
}

/** Whether it is the name of JSON or of one of the forms. */
function isNamed(format: unknown, forms: readonly Form[]): boolean {
  return format === 'json' || forms.some((form) => form.format === format);
}

/**
 * The media type to answer with.
 *
 * @param accept the header
 * @throws Problem `not-acceptable` where the caller takes none of them.
 */
export function answerType<Type extends string>(
  accept: string | undefined,
  offered: readonly Type[],
): Type {
  const type = acceptedType(accept, offered);
  if (type === undefined) throw notAcceptable(offered);
  return type;
}

/**
 * The offered media type that the caller likes best: by quality, then what is named more precisely, then what
 * is named first, then what is offered first. The first one where the header is absent or names no media type;
 * undefined where all are refused. Parameters other than `q` make no difference.
 */
export function acceptedType<Type extends string>(
  accept: string | undefined,
  offered: readonly Type[],
): Type | undefined {
  const ranges = accept === undefined ? [] : rangesIn(accept);
  if (ranges.length === 0) return offered[0];
  const rated = offered.flatMap((type) => {
    const place = placeOf(type, ranges);
    return place && place.quality > 0 ? [{ type, ...place }] : [];
  });
  rated.sort(
    (one, other) =>
      other.quality - one.quality || other.precision - one.precision || one.index - other.index,
  );
  return rated[0]?.type;
}

/** What the most precise range says of a type; undefined where none takes it in. */
function placeOf(type: string, ranges: readonly AcceptedRange[]) {
  const [main] = type.split('/', 1);
  for (const [less, range] of [type, `${main}/*`, '*/*'].entries()) {
    const index = ranges.findIndex((accepted) => accepted.range === range);
    if (index >= 0) return { index, quality: ranges[index]!.quality, precision: -less };
  }
  return undefined;
}

/**
 * The ranges of a header, without those that are malformed. A comma in a quoted parameter, which nobody sends,
 * makes its range one of them.
 */
function rangesIn(accept: string): AcceptedRange[] {
  return accept.split(',').flatMap((element) => {
    const { type, parameters } = safeParse(element.trim());
    const { q = '1' } = parameters as { readonly q?: string };
    return type === '' || !QUALITY.test(q) ? [] : [{ range: type, quality: Number(q) }];
  });
}

function notAcceptable(offered: readonly string[]): Problem {
  return new Problem(
    'not-acceptable',
    `The Accept header takes nothing of what this route gives: ${offered.join(', ')}.`,
  );
}
