import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Json = Readonly<Record<string, unknown>>;

/**
 * The document with every schema that has a name, its `$id`, among the components, and a reference in
 * each of its places.
 *
 * @throws Error where two schemas that differ have one name.
 */
export function withNamedComponents(document: OpenAPIObject): OpenAPIObject {
  const components = new Map<string, unknown>();
  const { schemas = {}, ...others } = document.components ?? {};
  const rest = referring({ ...document, components: others }, components) as OpenAPIObject;
  for (const [name, schema] of Object.entries(schemas)) {
    add(components, name, referring(schema, components));
  }
  const named = [...components].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    ...rest,
    components: { ...rest.components, schemas: Object.fromEntries(named) },
  } as OpenAPIObject;
}

/**
 * The document with every header that an operation takes among the components, by its name, and a reference
 * in each of its places.
 *
 * @throws Error where two operations describe a header in different words.
 */
export function withHeaderComponents(document: OpenAPIObject): OpenAPIObject {
  const headers = new Map<string, unknown>();
  for (const operation of Object.values(document.paths).flatMap(operationsOf)) {
    operation.parameters = operation.parameters?.map((parameter) => {
      if ('$ref' in parameter || parameter.in !== 'header') return parameter;
      add(headers, parameter.name, parameter);
      return { $ref: `#/components/parameters/${parameter.name}` };
    });
  }
  const parameters = Object.fromEntries(headers);
  return { ...document, components: { ...document.components, parameters } } as OpenAPIObject;
}

function operationsOf(path: object): Operation[] {
  return Object.values(path as Readonly<Record<string, Operation>>);
}

function referring(value: unknown, components: Map<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => referring(item, components));
  if (typeof value !== 'object' || value === null) return value;
  const { $id: name, ...members } = value as Json;
  const schema = Object.fromEntries(
    Object.entries(members).map(([key, member]) => [key, referring(member, components)]),
  );
  if (typeof name !== 'string') return schema;
  add(components, name, schema);
  return { $ref: referenceTo(name) };
}

/** Where the document has the schema of that name. */
export function referenceTo(name: string): string {
  return `#/components/schemas/${name}`;
}

function add(components: Map<string, unknown>, name: string, schema: unknown): void {
  const before = components.get(name);
  if (before !== undefined && JSON.stringify(before) !== JSON.stringify(schema)) {
    throw new Error(`Two components of the OpenAPI document are named ${name}.`);
  }
  components.set(name, schema);
}
