import { isBeyondEveryLog, serverPosition, toPosition } from './position.js';

it.each([
  { commit: 0n, prepare: 0n },
  { commit: 5_800_005n, prepare: 5_799_889n },
  { commit: 2n ** 63n - 2n, prepare: 2n ** 63n - 2n },
])('writes $commit and $prepare as text, and reads them again', (position) => {
  const text = toPosition(position);
  expect(text).toMatch(/^\d{20}-\d{20}$/);
  expect(serverPosition(text)).toEqual(position);
  expect(isBeyondEveryLog(position)).toBe(false);
});

it('takes what lies behind every log for its end', () => {
  expect(isBeyondEveryLog(serverPosition('99999999999999999999-99999999999999999999'))).toBe(true);
});

it.each([
  ['of another kind of store', '00000000000000000042'],
  ['that was prepared after it was committed', '00000000000000000042-00000000000000000043'],
  ['with a sign', '-0000000000000000042-00000000000000000042'],
])('refuses a position %s', (_, position) => {
  expect(() => serverPosition(position)).toThrow(
    new RangeError(`${position} is not a position of this ledger`),
  );
});
