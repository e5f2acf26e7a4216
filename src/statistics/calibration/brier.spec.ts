import fc from 'fast-check';

import { brier, type ForecastBin } from './brier.js';

it('is the mean squared error, and falls into its three parts', () => {
  // Ten forecasts of 0.8, of which 7 came true, and ten of 0.3, of which 2 did.
  const score = brier([
    { forecast: 0.8, cases: 10, occurred: 7 },
    { forecast: 0.3, cases: 10, occurred: 2 },
  ])!;
  expect(score.score).toBeCloseTo((7 * 0.04 + 3 * 0.64 + 2 * 0.49 + 8 * 0.09) / 20, 12);
  expect(score.reliability).toBeCloseTo(0.01, 12);
  expect(score.resolution).toBeCloseTo(0.0625, 12);
  expect(score.uncertainty).toBeCloseTo(0.45 * 0.55, 12);
  expect(score.skill).toBeCloseTo(1 - score.score / score.uncertainty, 12);
  expect(score.cases).toBe(20);
});

it('is 0 for whoever was always certain and right, and 1 for whoever was always wrong', () => {
  const right = [
    { forecast: 1, cases: 3, occurred: 3 },
    { forecast: 0, cases: 3, occurred: 0 },
  ];
  expect(brier(right)).toEqual({
    score: 0,
    reliability: 0,
    resolution: 0.25,
    uncertainty: 0.25,
    skill: 1,
    cases: 6,
  });
  expect(brier([{ forecast: 1, cases: 3, occurred: 0 }])).toMatchObject({ score: 1, skill: null });
});

it('says nothing without a case', () => {
  expect(brier([])).toBeNull();
  expect(brier([{ forecast: 0.5, cases: 0, occurred: 0 }])).toBeNull();
});

it.each([
  { forecast: -0.1, cases: 1, occurred: 0 },
  { forecast: 1.1, cases: 1, occurred: 0 },
  { forecast: Number.NaN, cases: 1, occurred: 0 },
  { forecast: 0.5, cases: 1, occurred: 2 },
  { forecast: 0.5, cases: 1, occurred: -1 },
  { forecast: 0.5, cases: 1.5, occurred: 1 },
])('refuses what no forecasts can be: %j', (bin) => {
  expect(() => brier([bin])).toThrow(RangeError);
});

const bins = fc.array(
  fc
    .record({ percent: fc.integer({ min: 0, max: 100 }), cases: fc.nat({ max: 50 }) })
    .chain(({ percent, cases }) =>
      fc
        .nat({ max: cases })
        .map((occurred): ForecastBin => ({ forecast: percent / 100, cases, occurred })),
    ),
  { maxLength: 20 },
);

describe('properties', () => {
  it('is reliability − resolution + uncertainty', () => {
    fc.assert(
      fc.property(bins, (given) => {
        const score = brier(given);
        if (!score) return;
        const { reliability, resolution, uncertainty } = score;
        expect(score.score).toBeCloseTo(reliability - resolution + uncertainty, 12);
      }),
    );
  });

  it('is the mean over the single forecasts', () => {
    fc.assert(
      fc.property(bins, (given) => {
        const errors = given.flatMap(({ forecast, cases, occurred }) =>
          Array.from({ length: cases }, (_, n) => (forecast - Number(n < occurred)) ** 2),
        );
        const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
        const score = brier(given);
        if (errors.length === 0) expect(score).toBeNull();
        else expect(score!.score).toBeCloseTo(mean, 12);
      }),
    );
  });

  it('is the same to the last bit however the bins are ordered and divided', () => {
    fc.assert(
      fc.property(bins, (given) => {
        const divided = given.flatMap(({ forecast, cases, occurred }) => [
          { forecast, cases: cases - occurred, occurred: 0 },
          { forecast, cases: occurred, occurred },
        ]);
        expect(brier(divided.reverse())).toEqual(brier(given));
      }),
    );
  });
});
