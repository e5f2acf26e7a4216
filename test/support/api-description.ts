import { Ajv2020 as Ajv, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

import { NDJSON } from '../../src/http/forms.js';
import type { ApiAnswer } from './api-client.js';
import type { Json, JsonObject } from './json-nodes.js';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: JsonObject;
  readonly example?: string | readonly string[];
  readonly examples?: NamedExamples;
}

/** Those of one name, in the parameters and in the body of an operation, make a call. */
type NamedExamples = Readonly<Record<string, { readonly value: Json }>>;

interface Content {
  readonly [mediaType: string]: {
    readonly schema: JsonObject;
    readonly examples?: NamedExamples;
  };
}

/** Is in every answer, unless the document says otherwise. */
interface Header {
  readonly required?: boolean;
}

/** An answer as the document has it, with what stands beside it in `x-`. */
export interface DescribedResponse {
  readonly description?: string;
  readonly headers?: Readonly<Record<string, Header>>;
  readonly content?: Content;
  /** The forms that `Accept` can ask for instead; of NDJSON the schema is that of a line. */
  readonly 'x-accept'?: Content;
  /** The codes of the problems that it may be. */
  readonly 'x-problems'?: readonly string[];
}

export interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, DescribedResponse>>;
  readonly 'x-roles': readonly string[];
  /** What a request that only looks is answered. */
  readonly 'x-dry-run'?: DescribedResponse & { readonly status: number };
}

interface Reference {
  readonly $ref: string;
}

/** An operation as it stands in the document: a parameter may be a reference to a component. */
type WrittenOperation = Omit<Operation, 'parameters'> & {
  readonly parameters?: readonly (Parameter | Reference)[];
};

export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, WrittenOperation>>>>;
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly schemas: Readonly<Record<string, JsonObject>>;
    readonly securitySchemes: Readonly<Record<string, JsonObject>>;
  };
}

/** The OpenAPI document, as something that answers and bodies can be held against. */
export class ApiDescription {
  private readonly ajv: Ajv;
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(private readonly document: OpenApiDocument) {
    this.ajv = new Ajv({ strict: false, allErrors: true });
    formats.default(this.ajv);
    // Members that the document does not speak of are faults of the document.
    this.ajv.addSchema(closed(document as unknown as Json) as JsonObject, 'openapi');
  }

  /** Every operation, by `GET /v1/claims/:id`. */
  operations(): ReadonlyMap<string, Operation> {
    const operations = new Map<string, Operation>();
    for (const [path, methods] of Object.entries(this.document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const route = path.replaceAll(/\{(\w+)\}/g, ':$1');
        const parameters = operation.parameters?.map((parameter) => this.itself(parameter));
        operations.set(`${method.toUpperCase()} ${route}`, { ...operation, parameters });
      }
    }
    return operations;
  }

  private itself(parameter: Parameter | Reference): Parameter {
    if (!('$ref' in parameter)) return parameter;
    return this.document.components.parameters[parameter.$ref.split('/').at(-1)!]!;
  }

  /** The route that answers; undefined where none is described. */
  routeOf(method: string, path: string): string | undefined {
    const asked = path.split('?', 1)[0]!.split('/');
    const fits = (route: string) => {
      const parts = route.split('/');
      return (
        parts.length === asked.length &&
        parts.every((part, index) => part.startsWith(':') || part === asked[index])
      );
    };
    const routes = [...this.operations().keys()].filter((route) => {
      const [verb, template] = route.split(' ');
      return verb === method && template !== undefined && fits(template);
    });
    // `/v1/members/me` before `/v1/members/:id`.
    return routes.sort((one, other) => one.split(':').length - other.split(':').length)[0];
  }

  /** How an answer differs from what the document says of it; nothing where it does not. */
  faultsOf(method: string, path: string, answer: ApiAnswer): string[] {
    const route = this.routeOf(method, path);
    if (route === undefined) return ['no such route is described'];
    const { responses, 'x-dry-run': dryRun } = this.operations().get(route)!;
    const isDryRun = answer.status === dryRun?.status && path.includes('dryRun=true');
    const response = isDryRun ? dryRun : responses[answer.status];
    if (!response) return [`${route} has no answer ${answer.status}`];
    const at = isDryRun ? ['x-dry-run'] : ['responses', String(answer.status)];
    const place = [...placeOf(route), ...at];
    const type = (answer.headers.get('content-type') ?? '').split(';', 1)[0]!.trim();
    const others = response['x-accept'] ?? {};
    if (type in others) {
      const schema = [...place, 'x-accept', type, 'schema'];
      const lines = type === NDJSON.mediaType ? linesOf(answer) : [answer.body];
      return lines.flatMap((line) => this.check(schema, line));
    }
    const faults = Object.entries(response.headers ?? {})
      .filter(([name, { required = true }]) => required && !answer.headers.has(name))
      .map(([name]) => `the header ${name} is not there`);
    const content = response.content ?? {};
    const described = type in content ? type : '*/*' in content ? '*/*' : undefined;
    if (described === undefined) return [...faults, `${type} is not described`];
    return [
      ...faults,
      ...undescribedProblem(response, answer),
      ...this.check([...place, 'content', described, 'schema'], answer.body),
    ];
  }

  /** How a body differs from what the route takes. */
  faultsOfBody(route: string, body: Json): string[] {
    const content = ['requestBody', 'content', 'application/json', 'schema'];
    return this.check([...placeOf(route), ...content], body);
  }

  /** How a value differs from a component. */
  faultsOfComponent(name: string, value: unknown): string[] {
    return this.check(['components', 'schemas', name], value);
  }

  private check(place: readonly string[], value: unknown): string[] {
    const names = place.map((name) =>
      encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1')),
    );
    const reference = `openapi#/${names.join('/')}`;
    const validate = this.compiled.get(reference) ?? this.ajv.compile({ $ref: reference });
    this.compiled.set(reference, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
    );
  }
}

/** Where the document has an operation. */
function placeOf(route: string): string[] {
  const [verb, template] = route.split(' ') as [string, string];
  return ['paths', template.replaceAll(/:(\w+)/g, '{$1}'), verb.toLowerCase()];
}

function linesOf({ body }: ApiAnswer): unknown[] {
  const lines = String(body).trimEnd().split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown);
}

/** A status may be described, and yet not for this code. */
function undescribedProblem(
  { 'x-problems': codes }: DescribedResponse,
  { body }: ApiAnswer,
): string[] {
  if (!codes) return [];
  const code = String((body as { type?: unknown }).type).replace('/problems/', '');
  return codes.includes(code) ? [] : [`the problem ${code} is not described`];
}

/** The same schemas, taking only what they name, unless they say otherwise. */
function closed(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => closed(item));
  if (typeof value !== 'object' || value === null) return value;
  const members: Record<string, Json> = {};
  for (const [name, member] of Object.entries(value as JsonObject)) members[name] = closed(member);
  const isOpen =
    members['type'] === 'object' &&
    members['additionalProperties'] === undefined &&
    // The alternatives say what else there is.
    members['oneOf'] === undefined;
  return isOpen ? { ...members, additionalProperties: false } : members;
}
