import * as fc from 'fast-check';

import { isHeld, tagOf } from './conditional.js';

it('tells two bodies, or two revisions, apart', () => {
  expect(tagOf('{"a":1}')).not.toBe(tagOf('{"a":2}'));
  expect(tagOf('{"a":1}', 3)).not.toBe(tagOf('{"a":1}', 4));
  expect(tagOf('{"a":1}', 3)).toBe(tagOf('{"a":1}', 3));
  expect(tagOf('{"a":1}', 3)).toMatch(/^"3-[\w-]{22}"$/);
});

it.each([
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ['"b",W/"a","c"', true],
  ['*', true],
  ['"b"', false],
  ['a', false],
  ['', false],
  ['"', false],
  ['"a', false],
  ['"A"', false],
])('takes If-None-Match: %s for holding "a": %p', (header, expected) => {
  expect(isHeld('"a"', header)).toBe(expected);
});

it('finds a tag among any others', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.nat(), (others, at) => {
      const tags = others.map((other) => tagOf(`another ${other}`));
      expect(isHeld(tagOf('mine'), tags.join(', '))).toBe(false);
      tags.splice(at % (tags.length + 1), 0, tagOf('mine'));
      expect(isHeld(tagOf('mine'), tags.join(', '))).toBe(true);
    }),
  );
});
