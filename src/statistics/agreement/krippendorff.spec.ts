import fc from 'fast-check';

import { interval, krippendorff, nominal, ordinal, type RatedUnits } from './krippendorff.js';

const SCALE = [1, 2, 3, 4, 5];

/** The units of a table with a row for each rater and a column for each unit; null where they gave none. */
function unitsOf(raters: readonly (readonly (number | null)[])[]): RatedUnits<number>[] {
  const width = Math.max(0, ...raters.map((row) => row.length));
  return Array.from({ length: width }, (_, unit) => {
    const ratings = new Map<number, number>();
    for (const row of raters) {
      const rating = row[unit] ?? null;
      if (rating !== null) ratings.set(rating, (ratings.get(rating) ?? 0) + 1);
    }
    return { ratings, units: 1 };
  });
}

/** Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C. */
const CANONICAL = unitsOf([
  [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
  [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
]);

describe("Krippendorff's alpha of the canonical data set", () => {
  it.each([
    ['nominal', nominal, 0.743],
    ['ordinal', ordinal, 0.815],
    ['interval', interval, 0.849],
  ] as const)('is known: %s', (_, difference, alpha) => {
    const found = krippendorff(CANONICAL, SCALE, difference);
    expect(found.alpha).toBeCloseTo(alpha, 3);
    expect(found).toMatchObject({ reason: null, units: 11, ratings: 40 });
  });
});

it('is that of binary data without missing ratings, too', () => {
  // The same paper, section A: two observers, ten units.
  const units = unitsOf([
    [0, 1, 0, 0, 0, 0, 0, 0, 1, 0],
    [1, 1, 1, 0, 0, 1, 0, 0, 0, 0],
  ]);
  expect(krippendorff(units, [0, 1], nominal).alpha).toBeCloseTo(0.095, 3);
});

it('says nothing where nobody rated what somebody else did', () => {
  const none = { alpha: null, reason: 'no-pairs', units: 0, ratings: 0 };
  expect(krippendorff([], SCALE, nominal)).toEqual(none);
  expect(
    krippendorff(
      unitsOf([
        [1, null],
        [null, 2],
      ]),
      SCALE,
      ordinal,
    ),
  ).toEqual(none);
});

it('says nothing where all ratings are the same', () => {
  for (const difference of [nominal, ordinal, interval]) {
    expect(
      krippendorff(
        unitsOf([
          [3, 3],
          [3, 3],
        ]),
        SCALE,
        difference,
      ),
    ).toEqual({
      alpha: null,
      reason: 'no-variation',
      units: 2,
      ratings: 4,
    });
  }
});

it('leaves out ratings off the scale, and units that then have one rating', () => {
  const units = unitsOf([
    [1, 2, 9, 5],
    [1, 3, 4, 5],
  ]);
  const onScale = units.filter((_, n) => n !== 2);
  expect(krippendorff(units, SCALE, ordinal)).toEqual(krippendorff(onScale, SCALE, ordinal));
});

const rating = fc.option(fc.constantFrom(...SCALE), { nil: null });
const tables = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 8 }))
  .chain(([raters, units]) =>
    fc.array(fc.array(rating, { minLength: units, maxLength: units }), {
      minLength: raters,
      maxLength: raters,
    }),
  );
const differences = fc.constantFrom(nominal, ordinal, interval);

function shuffled<T>(items: readonly T[], keys: readonly number[]): T[] {
  const order = items.map((_, n) => n).sort((a, b) => keys[a]! - keys[b]! || a - b);
  return order.map((n) => items[n]!);
}
const keys = fc.array(fc.nat(), { minLength: 8, maxLength: 8 });

describe('properties', () => {
  it('is the same to the last bit whatever the order of raters and units', () => {
    fc.assert(
      fc.property(tables, keys, keys, differences, (table, ofRaters, ofUnits, difference) => {
        const mixed = shuffled(table, ofRaters).map((row) => shuffled(row, ofUnits));
        expect(krippendorff(unitsOf(mixed), SCALE, difference)).toEqual(
          krippendorff(unitsOf(table), SCALE, difference),
        );
      }),
    );
  });

  it('is the same to the last bit where units that are alike are counted together', () => {
    fc.assert(
      fc.property(
        tables,
        fc.integer({ min: 1, max: 4 }),
        differences,
        (table, times, difference) => {
          const apart = Array.from({ length: times }, () => unitsOf(table)).flat();
          const together = unitsOf(table).map((unit) => ({ ...unit, units: times }));
          expect(krippendorff(together, SCALE, difference)).toEqual(
            krippendorff(apart, SCALE, difference),
          );
        },
      ),
    );
  });

  it('is 1 where all agree on every unit and the units differ, and never more than 1', () => {
    fc.assert(
      fc.property(tables, differences, (table, difference) => {
        const alike = table.map(() => table[0]!.map((each) => each ?? 1));
        const agreed = krippendorff(unitsOf(alike), SCALE, difference);
        const differ = new Set(alike[0]).size > 1;
        expect(agreed.alpha).toBe(differ ? 1 : null);
        expect(krippendorff(unitsOf(table), SCALE, difference).alpha ?? 1).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is the same where the scale is turned round', () => {
    fc.assert(
      fc.property(tables, differences, (table, difference) => {
        const turned = table.map((row) => row.map((each) => each && 6 - each));
        const alpha = krippendorff(unitsOf(table), SCALE, difference).alpha;
        const other = krippendorff(unitsOf(turned), SCALE, difference).alpha;
        if (alpha === null) expect(other).toBeNull();
        else expect(other).toBeCloseTo(alpha, 10);
      }),
    );
  });
});
