import fc from 'fast-check';

import { memberOf, nodesOf, withValueAt, type Json, type JsonNode } from './json-nodes.js';

/** Texts that programs trip over, beside those that fast-check thinks of. */
export const hostileTexts = fc.constantFrom(
  '',
  ' ',
  '\0',
  '\ud800',
  '\u202e',
  '__proto__',
  'constructor',
  'toString',
  'then',
  '../../etc/passwd',
  "'; drop table events; --",
  '1e999',
  '2026-02-30',
  '9999-12-31T23:59:59.999999999Z',
  '01900000-0000-7000-8000-000000000000',
  'http://[::1',
  'http://user:pass@desk.example:99999/',
  '🕊️'.repeat(3000),
);

const leaf: fc.Arbitrary<Json> = fc.oneof(
  hostileTexts,
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
);

export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(hostileTexts, fc.string()), tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** One to three values of a body replaced, added or taken away. */
export function mutationsOf(body: Json): fc.Arbitrary<Json> {
  const step = fc.record({
    at: fc.nat(),
    change: fc.oneof(
      anyJson.map((value) => ({ value })),
      fc.constant({ value: undefined }),
      fc.record({ member: fc.oneof(hostileTexts, fc.string()), value: anyJson }),
    ),
  });
  return fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) =>
    steps.reduce<Json>((mutated, { at, change }) => {
      const nodes = [...nodesOf(mutated)].filter(isReachable);
      const node = nodes[at % nodes.length];
      if (!node) return mutated;
      if (!('member' in change)) return withValueAt(mutated, node.pointer, change.value);
      const holds = typeof node.value === 'object' && node.value !== null;
      const place = holds ? memberOf(node.pointer, change.member) : node.pointer;
      return withValueAt(mutated, place, change.value);
    }, body),
  );
}

/** `__proto__` can be added in a text only. */
function isReachable({ pointer }: JsonNode): boolean {
  return pointer !== '' && !pointer.includes('__proto__');
}
