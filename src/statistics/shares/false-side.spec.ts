import { DEFAULT_POLICY } from '../../policy/default-policy.js';
import { falseSideOf } from './false-side.js';

const { veracity, attribution } = DEFAULT_POLICY.scales;
const scaleOf = (values: Record<string, number>) =>
  Object.entries(values).map(([rating, value]) => ({ ...veracity[0]!, rating, value }));

it('is what lies below the middle of the scale', () => {
  expect([...falseSideOf(veracity)]).toEqual(['mostly-false', 'false']);
  expect([...falseSideOf(scaleOf({ no: 0, rather: 49, half: 50, yes: 100 }))]).toEqual([
    'no',
    'rather',
  ]);
});

it('is nothing where no rating has a value, or all have the same', () => {
  expect(falseSideOf(attribution)).toEqual(new Set());
  expect(falseSideOf(scaleOf({ yes: 1, no: 1 }))).toEqual(new Set());
});
