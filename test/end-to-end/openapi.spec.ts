import { Validator } from '@seriousme/openapi-schema-validator';

import { ROUTE_ACCESS } from '../support/route-access.js';
import { ApiDescription, type OpenApiDocument } from '../support/api-description.js';
import { Desk } from '../support/desk.js';
import { nodesOf, typeOf, withValueAt, type JsonObject } from '../support/json-nodes.js';
import {
  JSON_ROUTES,
  prepareJsonRoutes,
  type JsonRoute,
  type JsonRouteName,
} from '../support/json-routes.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
let document: OpenApiDocument;
let api: ApiDescription;
let bodies: Record<JsonRouteName, JsonRoute>;
beforeAll(async () => {
  served = await ServedLedger.start();
  document = (await served.anonymous.get('/openapi.json')).body as OpenApiDocument;
  api = new ApiDescription(document);
  bodies = await prepareJsonRoutes(await Desk.over(served));
});
afterAll(() => served.stop());

const ROUTES = Object.keys(ROUTE_ACCESS).filter((route) => route.includes(' /v1/'));
const WRITES = ROUTES.filter((route) => !route.startsWith('GET '));

it('is a valid document of OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate({ ...structuredClone(document) });
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');
});

it('refers to nothing that it does not hold', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)];
  expect(references.length).toBeGreaterThan(20);
  const known = Object.keys(document.components.schemas);
  for (const [, reference = ''] of references) {
    expect(known).toContain(reference.replace('#/components/schemas/', ''));
  }
});

/** The routes that answer 200 as well: to a dry run, or to what was captured before. */
const ALSO_200 = [
  'POST /v1/claims',
  'POST /v1/sources/:id/captures',
  'POST /v1/sources/:id/snapshots',
];

it.each(ROUTES)('%s is described with its answers and its problems', (route) => {
  const { summary, responses, security } = api.operations().get(route)!;
  expect(summary).toMatch(/\w{3,}/);
  expect(security).toEqual([{ bearer: [] }]);
  const successes = Object.entries(responses).filter(([status]) => status < '300');
  expect(successes).toHaveLength(ALSO_200.includes(route) ? 2 : 1);
  for (const [, success] of successes) {
    expect(Object.keys(success.content ?? {})).not.toHaveLength(0);
    expect(success.headers).toHaveProperty('Ledger-Position');
  }
  for (const status of ['400', '401', '403', '404', '422', '429', '503']) {
    const problem = responses[status]?.content?.['application/problem+json'];
    expect(problem?.schema['required']).toEqual(['type', 'title', 'status', 'detail']);
  }
});

it.each(WRITES)('%s is described with the headers of a write', (route) => {
  const { parameters = [], responses } = api.operations().get(route)!;
  const headers = parameters.filter((parameter) => parameter.in === 'header');
  expect(headers.map(({ name }) => name)).toEqual(['Idempotency-Key', 'If-Match']);
  for (const { schema } of headers) expect(unbounded(schema)).toEqual([]);
  const success = responses['201'] ?? responses['200']!;
  expect(success.headers).toHaveProperty('ETag');
  if (responses['201']) expect(success.headers).toHaveProperty('Location');
  for (const status of ['409', '412', '413', '415', '507']) {
    expect(responses[status]?.content).toHaveProperty(['application/problem+json']);
  }
});

it.each(ROUTES)('%s names every part of its path, and limits what can be asked', (route) => {
  const { parameters = [] } = api.operations().get(route)!;
  const parts = [...route.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  expect(inPath.map(({ name }) => name)).toEqual(parts);
  expect(parameters.flatMap(({ name, schema }) => unbounded(schema, name))).toEqual([]);
});

it.each(JSON_ROUTES)('%s has limits on every member of its body', (route) => {
  const { schema } = api.operations().get(route)!.requestBody!.content['application/json']!;
  expect(unbounded(schema)).toEqual([]);
});

it.each(JSON_ROUTES)('%s is described as it takes its body', (route) => {
  const { body, required } = bodies[route];
  const faults = (changed: ReturnType<typeof withValueAt>) => api.faultsOfBody(route, changed);
  expect(faults(body)).toEqual([]);
  for (const { pointer, value } of nodesOf(body)) {
    if (typeOf(value) === 'object') {
      expect(faults(withValueAt(body, `${pointer}/unknown`, 1))).not.toEqual([]);
    }
    if (pointer === '' || /\/\d+$/.test(pointer)) continue;
    // What is said of one item of an array is said of all of them.
    const isRequired = required.includes(pointer.replaceAll(/\/\d+\//g, '/0/'));
    const isInArray = /\/\d+\//.test(pointer);
    if (isInArray && !isRequired) continue;
    expect({ pointer, required: faults(withValueAt(body, pointer, undefined)).length > 0 }).toEqual(
      {
        pointer,
        required: isRequired,
      },
    );
    expect(faults(withValueAt(body, pointer, { unknown: [] }))).not.toEqual([]);
  }
});

/** Lists the places where a schema lets something of any size pass. */
function unbounded(schema: JsonObject, place = '#'): string[] {
  const { $ref, type, properties = {}, items } = schema;
  const alternatives = ['allOf', 'anyOf', 'oneOf'].flatMap(
    (kind) => (schema[kind] ?? []) as readonly JsonObject[],
  );
  if (alternatives.length > 0) {
    return alternatives.flatMap((one, index) => unbounded(one, `${place}/${index}`));
  }
  if (typeof $ref === 'string') {
    return unbounded(document.components.schemas[$ref.split('/').at(-1)!]!, place);
  }
  const has = (...names: string[]) => names.every((name) => schema[name] !== undefined);
  switch (Array.isArray(type) ? (type as unknown[])[0] : type) {
    case 'string':
      return has('maxLength') || has('enum') || has('pattern') || schema['format'] === 'uuid'
        ? []
        : [place];
    case 'integer':
      return has('minimum', 'maximum') ? [] : [place];
    case 'array':
      return [...(has('maxItems') ? [] : [place]), ...unbounded(items as JsonObject, `${place}[]`)];
    case 'object':
      return [
        ...(schema['additionalProperties'] === false ? [] : [place]),
        ...Object.entries(properties as Record<string, JsonObject>).flatMap(([name, member]) =>
          unbounded(member, `${place}/${name}`),
        ),
      ];
    case 'number':
    case 'boolean':
    case 'null':
      return [];
    default:
      return [`${place} has no type`];
  }
}
