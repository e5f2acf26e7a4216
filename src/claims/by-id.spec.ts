import fc from 'fast-check';

import { ById } from './by-id.js';

const entries = fc.array(fc.tuple(fc.uuid(), fc.integer()));

it('holds what a Map would hold', () => {
  fc.assert(
    fc.property(entries, fc.uuid(), (given, other) => {
      const map = new Map(given);
      const byId = given.reduce((all, [id, value]) => all.with(id, value), ById.empty<number>());
      expect([...byId.values()].sort()).toEqual([...map.values()].sort());
      for (const [id] of given) expect(byId.get(id)).toBe(map.get(id));
      expect(byId.get(other)).toBe(map.get(other));
    }),
  );
});

it('leaves the one before as it was', () => {
  fc.assert(
    fc.property(entries, fc.uuid(), (given, id) => {
      const before = given.reduce(
        (all, [each, value]) => all.with(each, value),
        ById.empty<number>(),
      );
      const held = before.get(id);
      const count = [...before.values()].length;
      before.with(id, 1);
      expect(before.get(id)).toBe(held);
      expect([...before.values()]).toHaveLength(count);
    }),
  );
});
