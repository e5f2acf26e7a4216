import * as fc from 'fast-check';

import { nameKey } from './name-key.js';

it.each([
  ['Reuters', 'REUTERS'],
  ['Le Monde Élysée', 'le monde e\u0301lyse\u0301e'],
  ['Straßenzeitung', 'STRASSENZEITUNG'],
  ['Straßenzeitung', 'STRAẞENZEITUNG'],
  ['İstanbul Işık', 'istanbul ışık'],
  ['İstanbul Işık', 'ISTANBUL IŞIK'],
  ['Ο ΛΌΓΟΣ', 'ο λόγος'],
  ['Ждать ЁЖ', 'ждать ёж'],
  ['Quay  repairs', 'quay\u00A0repairs'],
])('is the same of %s and %s', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other));
});

it.each([
  ['Müller', 'Muller'],
  ['Łódź', 'Lodz'],
  ['Орёл', 'Орел'],
  ['علي', 'على'],
  ['A&B', 'A & B'],
])('tells %s from %s', (one, other) => {
  expect(nameKey(one)).not.toBe(nameKey(other));
});

it('is the same of a key, however its letters are composed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
      const key = nameKey(name);
      expect(nameKey(key)).toBe(key);
      expect(nameKey(name.normalize('NFD'))).toBe(key);
    }),
    { numRuns: 1_000 },
  );
});
