import { Validator } from '@seriousme/openapi-schema-validator';
import { readdir, readFile } from 'node:fs/promises';

import { ROLES } from '../../events/envelope.js';
import type { EventLine } from '../../src/audit/event-answer.js';
import { person } from '../../src/queries/person.js';
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
/** Nothing is recorded by them. */
const ACTS = ['POST /v1/webhooks/:id/test', 'POST /v1/webhooks/:id/deliveries/:did/redelivery'];
const WRITES = ROUTES.filter((route) => !route.startsWith('GET ') && !ACTS.includes(route));

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
  const { schemas, parameters } = document.components;
  const known = [
    ...Object.keys(schemas).map((name) => `#/components/schemas/${name}`),
    ...Object.keys(parameters).map((name) => `#/components/parameters/${name}`),
  ];
  for (const [, reference = ''] of references) expect(known).toContain(reference);
});

/** The routes that answer 200 as well: to what was captured before. */
const ALSO_200 = ['POST /v1/sources/:id/captures', 'POST /v1/sources/:id/snapshots'];

it.each(ROUTES)('%s is described with its answers', (route) => {
  const { responses } = api.operations().get(route)!;
  const successes = Object.entries(responses).filter(([status]) => status < '300');
  expect(successes).toHaveLength(ALSO_200.includes(route) ? 2 : 1);
  for (const [, { content = {}, headers }] of successes) {
    expect(Object.keys(content)).not.toHaveLength(0);
    if (!ACTS.includes(route)) expect(headers).toHaveProperty('Ledger-Position');
    const json = content['application/json'];
    if (json) expect(Object.keys(json.schema)).toEqual(['$ref']);
  }
});

it('has a verb of its own for every operation, a text that says what it does, and a tag that is described', () => {
  const operations = [...api.operations().values()];
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const tags = new Map(document.tags?.map(({ name, description }) => [name, description]));
  for (const { operationId, summary, description, tags: own = [] } of operations) {
    expect(operationId).toMatch(/^[a-z]+[A-Z]/);
    expect(summary).toMatch(/\w{3,}/);
    expect(description!.length).toBeGreaterThan(60);
    expect(own.map((tag) => tags.get(tag))).toEqual([expect.stringMatching(/\w{3,}/)]);
  }
});

it('tells with every operation who may call it, as the routes are declared', () => {
  for (const [route, operation] of api.operations()) {
    const access = ROUTE_ACCESS[route]!;
    const roles = typeof access === 'string' ? [] : [...access];
    expect({ route, roles: operation['x-roles'] }).toEqual({ route, roles });
    for (const role of roles.length === ROLES.length ? ['any member'] : roles) {
      expect(operation.description).toContain(role);
    }
    const anybody = [{}, { bearer: [] }];
    const security = { public: [], published: anybody, read: anybody, roles: [{ bearer: [] }] };
    const kind = typeof access === 'string' ? access : 'roles';
    expect({ route, security: operation.security }).toEqual({ route, security: security[kind] });
  }
});

it('has the problems of each operation alone', () => {
  for (const [route, { responses, requestBody }] of api.operations()) {
    const access = ROUTE_ACCESS[route]!;
    const codes = Object.values(responses).flatMap((response) => response['x-problems'] ?? []);
    const has = (code: string) => ({ route, code, is: codes.includes(code) });
    const where = (code: string, is: boolean) => ({ route, code, is });
    const isWrite = WRITES.includes(route);
    const json = requestBody?.content['application/json'] ?? requestBody?.content['*/*'];
    expect(has('unauthenticated')).toEqual(where('unauthenticated', access !== 'public'));
    expect(has('forbidden')).toEqual(where('forbidden', typeof access !== 'string'));
    expect(has('revision-mismatch')).toEqual(where('revision-mismatch', isWrite));
    expect(has('storage-full')).toEqual(where('storage-full', isWrite));
    expect(has('too-large')).toEqual(where('too-large', json !== undefined));
    if (/:/.test(route) || route === 'GET /v1/policy') expect(codes).toContain('not-found');
    else expect(codes).not.toContain('not-found');
    for (const [status, response] of Object.entries(responses)) {
      if (status < '400') continue;
      const problem = { schema: { $ref: '#/components/schemas/Problem' } };
      if (route === 'GET /health/ready') continue;
      expect(response.content).toEqual({ 'application/problem+json': problem });
      expect(response['x-problems']).not.toEqual([]);
    }
  }
});

it('tells only a server that is for members alone that a key is needed to read', async () => {
  const closed = await ServedLedger.start({ settings: { publicReads: false } });
  try {
    const { body } = await closed.anonymous.get('/openapi.json');
    const read = new ApiDescription(body as OpenApiDocument).operations().get('GET /v1/claims')!;
    expect(read.security).toEqual([{ bearer: [] }]);
    expect(read['x-roles']).toEqual(ROLES);
    expect(read.responses['403']?.['x-problems']).toEqual(['forbidden']);
  } finally {
    await closed.stop();
  }
});

it('names every object, but for the alternatives and details of events', () => {
  const inline: string[] = [];
  const walk = (value: unknown, place: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type, properties } = value as JsonObject;
    const isComponent = /^\/components\/schemas\/[^/]+$/.test(place);
    if (type === 'object' && properties !== undefined && !isComponent) inline.push(place);
    for (const [name, member] of Object.entries(value)) walk(member, `${place}/${name}`);
  };
  walk(document, '');
  const ofEvents = /V\d+(Data)?\/|\/schemas\/(Anchoring|AnchoringV2|Claimant|ExtractedText)\//;
  expect(inline.filter((place) => !ofEvents.test(place) && !place.includes('x-dry-run'))).toEqual(
    [],
  );
});

it('has a schema for every event that was ever written, told apart by type and version', async () => {
  const examples = new URL('../../events/examples/', import.meta.url);
  for (const name of await readdir(examples)) {
    const stored = JSON.parse(await readFile(new URL(name, examples), 'utf8')) as EventLine;
    const event = { ...stored, recordedBy: person(stored.metadata.actor.id) };
    const component = `${event.type}V${event.schemaVersion}`;
    expect({ name, faults: api.faultsOfComponent('Event', event) }).toEqual({ name, faults: [] });
    expect(api.faultsOfComponent(component, event)).toEqual([]);
    const otherwise = { ...event, schemaVersion: event.schemaVersion + 100 };
    expect(api.faultsOfComponent('Event', otherwise)).not.toEqual([]);
    const { mapping } = document.components.schemas['Event']!['discriminator'] as {
      readonly mapping: Readonly<Record<string, string>>;
    };
    expect(mapping[event.type]).toMatch(new RegExp(`/${event.type}(V\\d+)?$`));
  }
});

it('says how a key is got, and that it is no JWT', () => {
  const { bearer } = document.components.securitySchemes;
  expect(bearer).toMatchObject({ type: 'http', scheme: 'bearer' });
  expect(bearer?.['bearerFormat']).not.toMatch(/jwt/i);
  expect(bearer?.['description']).toContain('admin');
});

it.each(WRITES)('%s is described with the headers of a write', (route) => {
  const { parameters = [], responses } = api.operations().get(route)!;
  const headers = parameters.filter((parameter) => parameter.in === 'header');
  expect(headers.map(({ name }) => name)).toEqual(['Idempotency-Key', 'If-Match']);
  for (const { schema } of headers) expect(unbounded(schema)).toEqual([]);
  const success = responses['201'] ?? responses['200']!;
  expect(success.headers).toHaveProperty('ETag');
  if (responses['201']) expect(success.headers).toHaveProperty('Location');
});

it('tells of deprecation where a former name is still taken, and nowhere else', () => {
  const telling = [...api.operations()].flatMap(([route, { responses }]) =>
    Object.values(responses).some(({ headers = {} }) => 'Deprecation' in headers) ? [route] : [],
  );
  expect(telling.sort()).toEqual([
    'GET /v1/citations',
    'GET /v1/claims',
    'GET /v1/snapshots/:sha256',
    'GET /v1/snapshots/:sha256/text',
    'POST /v1/claims/:id/relations',
    'POST /v1/members',
    'PUT /v1/policy',
  ]);
  expect(JSON.stringify(document)).not.toContain('x-former-names');
});

it('has the header of a read, and its 304, where the answer has a tag', () => {
  for (const [route, { parameters = [], responses }] of api.operations()) {
    if (!route.startsWith('GET ')) continue;
    const headers = parameters.filter((parameter) => parameter.in === 'header');
    const isTagged = 'ETag' in (responses['200']?.headers ?? {});
    const isStream = route === 'GET /v1/events/live';
    expect({ route, isTagged }).toEqual({
      route,
      isTagged: ROUTE_ACCESS[route] !== 'public' && !isStream,
    });
    const own = isTagged ? ['If-None-Match'] : isStream ? ['Last-Event-ID'] : [];
    expect(headers.map(({ name }) => name)).toEqual(own);
    expect('304' in responses).toBe(isTagged);
    for (const { schema } of headers) expect(unbounded(schema)).toEqual([]);
  }
});

it('has each header once, to which the operations refer', () => {
  const names = Object.keys(document.components.parameters).sort();
  expect(names).toEqual(['Idempotency-Key', 'If-Match', 'If-None-Match', 'Last-Event-ID']);
  const written = Object.values(document.paths).flatMap((path) => Object.values(path));
  const inline = written.flatMap(({ parameters = [] }) => parameters).filter((one) => 'in' in one);
  expect(inline.filter((parameter) => parameter.in === 'header')).toEqual([]);
});

it.each(ROUTES)('%s names every part of its path, and limits what can be asked', (route) => {
  const { parameters = [] } = api.operations().get(route)!;
  const parts = [...route.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  expect(inPath.map(({ name }) => name)).toEqual(parts);
  expect(parameters.flatMap(({ name, schema }) => unbounded(schema, name))).toEqual([]);
});

it('says of every other form how it is asked for, by a header and in the query', () => {
  const reads = [...api.operations()].filter(([route]) => route.includes(' /v1/'));
  for (const [route, { parameters = [], responses }] of reads) {
    const { description = '', 'x-accept': forms = {} } = responses['200'] ?? {};
    const { schema } = parameters.find(({ name }) => name === 'format') ?? {};
    const [json, ...formats] = (schema?.['enum'] ?? ['json']) as readonly string[];
    expect({ route, json, forms: formats.length }).toEqual({
      route,
      json: 'json',
      forms: Object.keys(forms).length,
    });
    for (const [index, type] of Object.keys(forms).entries()) {
      expect(description).toContain(`\`Accept: ${type}\` or \`format=${formats[index]}\``);
    }
  }
  expect(
    reads.filter(([, { responses }]) => responses['200']?.['x-accept']).length,
  ).toBeGreaterThan(14);
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
