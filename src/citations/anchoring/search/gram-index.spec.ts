import * as fc from 'fast-check';

import { unitsOf } from '../../../text/code-units.js';
import { GramIndex } from './gram-index.js';
import { occurrences } from './occurrences.js';

describe('GramIndex', () => {
  it('has every place of a pattern, as a reading of the text has it', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '港'), maxLength: 60 });
    const pattern = fc.string({
      unit: fc.constantFrom('a', 'b', 'é', '港'),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(text, pattern, (whole, part) => {
        const places = new GramIndex(unitsOf(whole)).placesOf(unitsOf(part));
        if (part.length < 4) expect(places).toBeUndefined();
        else expect(places).toEqual([...occurrences(unitsOf(whole), unitsOf(part))]);
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves what is too common to a reading of the text', () => {
    const index = new GramIndex(unitsOf('a'.repeat(5000)));
    expect(index.placesOf(unitsOf('a'.repeat(3000)))).toBeUndefined();
    expect(index.placesOf(unitsOf(`${'a'.repeat(3000)}b`))).toEqual([]);
  });
});
