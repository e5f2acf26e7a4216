import type { OpenAPIObject } from '@nestjs/swagger';

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
    throw new Error(`Two schemas of the OpenAPI document are named ${name}.`);
  }
  components.set(name, schema);
}
