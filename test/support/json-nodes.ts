export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: Json;
}

/** A value inside a JSON document, and the RFC 6901 pointer to it. */
export interface JsonNode {
  readonly pointer: string;
  readonly value: Json;
}

/** All values in the document, itself first. */
export function* nodesOf(value: Json, pointer = ''): Generator<JsonNode> {
  yield { pointer, value };
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value as JsonObject)) {
    yield* nodesOf(member, memberOf(pointer, name));
  }
}

/** The pointer to a member of what the pointer leads to. RFC 6901, 3. */
export function memberOf(pointer: string, name: string): string {
  return `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The document with another value at the place; without the member where that is undefined. */
export function withValueAt(document: Json, pointer: string, value: Json | undefined): Json {
  const copy = structuredClone(document) as Record<string, unknown>;
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = names.pop();
  if (last === undefined) throw new Error('the whole document is not a member of anything');
  let parent = copy;
  for (const name of names) parent = parent[name] as Record<string, unknown>;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy as Json;
}

/** Whether one of the places is the other, or holds it. */
export function isAlong(one: string, other: string): boolean {
  return `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
}

export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

export function typeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as 'boolean' | 'number' | 'string' | 'object';
}
