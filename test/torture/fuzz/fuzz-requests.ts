import fc from 'fast-check';

import type { Operation, Parameter } from '../../support/api-description.js';
import { hostileBytes, hostileTypes } from '../../support/hostile-captures.js';
import { anyJson, hostileTexts, mutationsOf } from '../../support/hostile-json.js';
import type { Json } from '../../support/json-nodes.js';
import { hostileHeaders, hostilePaths } from '../../support/hostile-requests.js';
import { rawRequest } from '../../support/raw-http.js';
import type { FuzzWorld } from './fuzz-world.js';
import { brokenJson } from './broken-json.js';
import { ODD_HTTP } from './odd-http.js';

/** A request as it goes over the wire. */
export interface FuzzRequest {
  readonly bytes: Uint8Array;
  /** Hardly HTTP: the server may close the connection with no answer. */
  readonly isOdd: boolean;
  /** Writes, with a key by which it may be sent again. */
  readonly isRepeatable: boolean;
}

interface Described {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const NOTHING = new Uint8Array(0);
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Requests of a client that means harm, or is broken; most of them get past the first check of their route. */
export function fuzzRequests(world: FuzzWorld): fc.Arbitrary<FuzzRequest> {
  const described = fc.oneof(
    { weight: 6, arbitrary: asDescribed(world) },
    { weight: 6, arbitrary: withJson(world) },
    { weight: 4, arbitrary: anywhere },
    { weight: 2, arbitrary: captures(world) },
  );
  const requests = fc
    .tuple(
      described,
      // Whoever may not is refused before most of the rest is looked at.
      fc.oneof(fc.constant(world.mighty), fc.constantFrom(...world.callers)),
      fc.option(fc.uuid(), { nil: undefined, freq: 3 }),
      fc.ipV4(),
    )
    .map(([request, authorization, key, address]) => sent(request, authorization, key, address));
  return fc.oneof(
    { weight: 18, arbitrary: requests },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_HTTP).map(odd) },
  );
}

function sent(
  { method, target, headers, body }: Described,
  authorization: string | undefined,
  key: string | undefined,
  address: string,
): FuzzRequest {
  const writes = method !== 'GET' && method !== 'HEAD';
  const all = {
    'X-Forwarded-For': address,
    ...(authorization !== undefined && { Authorization: authorization }),
    ...(writes && key !== undefined && { 'Idempotency-Key': key }),
    ...headers,
  };
  const bytes = rawRequest(`${method} ${target}`, all, Buffer.from(body).toString('latin1'));
  return {
    bytes,
    isOdd: false,
    isRepeatable: writes && key !== undefined && all['Idempotency-Key'] === key,
  };
}

function odd(text: string): FuzzRequest {
  return { bytes: Buffer.from(text, 'latin1'), isOdd: true, isRepeatable: false };
}

/** A route of the document with its parameters, right or wrong, and headers that may mean something to it. */
function asDescribed(world: FuzzWorld): fc.Arbitrary<Described> {
  const requests = [...world.operations].map(([route, operation]) => {
    const [verb = '', template = ''] = route.split(' ');
    const method =
      verb === 'GET' ? fc.constantFrom('GET', 'GET', 'GET', 'HEAD') : fc.constant(verb);
    const path = pathOf(template, world);
    const body = operation.requestBody ? fc.constant(Buffer.from('{}')) : fc.constant(NOTHING);
    return fc
      .tuple(method, path, queryOf(operation, world), fc.option(hostileHeaders, { nil: {} }), body)
      .map(([verbOf, address, query, headers, bytes]) => ({
        method: verbOf,
        target: `${address}${query}`,
        headers: { ...(bytes.length > 0 && JSON_TYPE), ...headers },
        body: bytes,
      }));
  });
  return fc.oneof(...requests);
}

function pathOf(template: string, world: FuzzWorld): fc.Arbitrary<string> {
  const parts = template.split('/').map((part) => {
    if (!part.startsWith(':')) return fc.constant(part);
    return fc.oneof(
      { weight: 8, arbitrary: valueOf(part.slice(1), world) },
      { weight: 1, arbitrary: fc.oneof(hostileTexts, fc.string({ unit: 'binary' })).map(encoded) },
    );
  });
  return fc.tuple(...parts).map((chosen) => chosen.join('/'));
}

function valueOf(parameter: string, { ids, digests }: FuzzWorld): fc.Arbitrary<string> {
  switch (parameter) {
    case 'sha256':
      return fc.constantFrom(...digests);
    case 'position':
      return fc.nat(500).map((n) => String(n).padStart(16, '0'));
    case 'capture':
      return fc.nat(3).map(String);
    case 'code':
      return fc.constantFrom('invalid', 'internal', 'unknown');
    default:
      return fc.constantFrom(...ids);
  }
}

/** None to four of the parameters that the route has, and one that it has not. */
function queryOf({ parameters = [] }: Operation, world: FuzzWorld): fc.Arbitrary<string> {
  const known = parameters.filter((parameter) => parameter.in === 'query');
  const unknown: Parameter = { name: 'unknown', in: 'query', schema: {} };
  const one = fc
    .constantFrom(...known, ...known, ...known, unknown)
    .chain((parameter) =>
      queryValue(parameter, world).map((value) => `${parameter.name}=${value}`),
    );
  return fc
    .array(one, { maxLength: 4 })
    .map((all) => (all.length === 0 ? '' : `?${all.join('&')}`));
}

function queryValue({ name, schema }: Parameter, { ids }: FuzzWorld): fc.Arbitrary<string> {
  const values = schema['enum'];
  const moments = ['2026', '2026-02-30', '0000000000000001', '9999-12-31', '2026-01-01T00:00:00Z'];
  const right = Array.isArray(values)
    ? fc.constantFrom(...(values as readonly string[])).map(String)
    : name === 'limit'
      ? fc.integer({ min: 1, max: 500 }).map(String)
      : name === 'asOf' || name === 'atLeast' || name === 'after' || name === 'until'
        ? fc.constantFrom(...moments)
        : fc.oneof(fc.constantFrom(...ids), fc.constantFrom('talks', '"talks have"', 'true'));
  return fc.oneof(
    { weight: 5, arbitrary: right },
    { weight: 1, arbitrary: fc.oneof(hostileTexts, fc.string({ unit: 'binary' })).map(encoded) },
    { weight: 1, arbitrary: fc.stringMatching(/^[!"$-~]{0,30}$/) },
  );
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Bodies that would be carried out with something changed, other bodies, and what is hardly JSON. */
function withJson({ bodies }: FuzzWorld): fc.Arbitrary<Described> {
  const headers = fc.oneof(
    { weight: 6, arbitrary: fc.constant(JSON_TYPE) },
    { weight: 1, arbitrary: hostileHeaders.map((others) => ({ ...JSON_TYPE, ...others })) },
    { weight: 1, arbitrary: hostileHeaders },
  );
  const requests = bodies.map(({ method, path, body }) => {
    const text = fc.oneof(
      { weight: 6, arbitrary: mutationsOf(body).map(jsonOf) },
      { weight: 1, arbitrary: anyJson.map(jsonOf) },
      { weight: 1, arbitrary: fc.constant(jsonOf(body)) },
      { weight: 2, arbitrary: brokenJson(jsonOf(body)) },
    );
    return fc
      .tuple(text, headers, fc.constantFrom('', '', '', '?dryRun=true', '?similar=true', '?x=1'))
      .map(([bytes, given, query]) => ({
        method,
        target: `${path}${query}`,
        headers: given,
        body: bytes,
      }));
  });
  return fc.oneof(...requests);
}

function jsonOf(body: Json): Uint8Array {
  return Buffer.from(JSON.stringify(body));
}

/** Any path, by any method, with any headers. */
const anywhere: fc.Arbitrary<Described> = fc
  .tuple(
    fc.constantFrom('GET', 'GET', 'HEAD', 'OPTIONS', 'DELETE', 'POST', 'PUT', 'PATCH', 'PROPFIND'),
    hostilePaths,
    hostileHeaders,
  )
  .map(([method, target, headers]) => ({ method, target, headers, body: NOTHING }));

function captures({ captures: target }: FuzzWorld): fc.Arbitrary<Described> {
  return fc.tuple(hostileBytes, hostileTypes).map(([body, type]) => ({
    method: 'POST',
    target,
    headers: { 'Content-Type': type },
    body,
  }));
}
