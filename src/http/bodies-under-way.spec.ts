import * as fc from 'fast-check';

import { BodiesUnderWay } from './bodies-under-way.js';
import { Problem } from './problem.js';

const LIMITS = { ofAll: 100, ofMember: 60 };

/** @returns what gives the room back, or the code of the refusal. */
function taken(bodies: BodiesUnderWay, bytes: number, member?: string) {
  try {
    return bodies.take(bytes, member);
  } catch (error) {
    return (error as Problem).code;
  }
}

it('has room for one member and for all of them', () => {
  const bodies = new BodiesUnderWay(LIMITS);
  const first = bodies.take(60, 'ana');
  expect(taken(bodies, 1, 'ana')).toBe('too-much-at-once');
  bodies.take(30, 'boris');
  expect(taken(bodies, 11, 'boris')).toBe('busy');
  expect(taken(bodies, 11)).toBe('busy');
  first();
  first();
  expect(bodies.bytes).toBe(30);
  expect(taken(bodies, 60, 'ana')).toBeInstanceOf(Function);
});

it('says when to try again', () => {
  try {
    new BodiesUnderWay(LIMITS).take(61, 'ana');
    throw new Error('nothing was refused');
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).extras.retryAfter).toBeGreaterThan(0);
  }
});

it('never holds more than its limits, and nothing when all is given back', () => {
  const step = fc.record({
    bytes: fc.integer({ min: 1, max: 70 }),
    member: fc.constantFrom('ana', 'boris', undefined),
    givesBack: fc.option(fc.nat(), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const bodies = new BodiesUnderWay(LIMITS);
      const held: { bytes: number; member: string | undefined; giveBack: () => void }[] = [];
      const sum = (member?: string) =>
        held
          .filter((one) => member === undefined || one.member === member)
          .reduce((bytes, one) => bytes + one.bytes, 0);
      for (const { bytes, member, givesBack } of steps) {
        const giveBack = taken(bodies, bytes, member);
        if (typeof giveBack === 'function') held.push({ bytes, member, giveBack });
        expect(bodies.bytes).toBe(sum());
        expect(sum()).toBeLessThanOrEqual(LIMITS.ofAll);
        expect(sum('ana')).toBeLessThanOrEqual(LIMITS.ofMember);
        if (givesBack === undefined || held.length === 0) continue;
        held.splice(givesBack % held.length, 1)[0]!.giveBack();
      }
      for (const { giveBack } of held) giveBack();
      expect(bodies.bytes).toBe(0);
      expect(taken(bodies, LIMITS.ofMember, 'ana')).toBeInstanceOf(Function);
    }),
  );
});
