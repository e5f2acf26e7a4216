import type { Rating } from '../../../events/policy/policy-events.js';

/**
 * The ratings on the false side of a veracity scale: those whose value is less than halfway between the
 * least and the greatest. Ratings without a value are on no side.
 */
export function falseSideOf(scale: readonly Rating[]): ReadonlySet<string> {
  const valued = scale.filter((each) => each.value !== undefined);
  const values = valued.map((each) => each.value!);
  const half = (Math.min(...values) + Math.max(...values)) / 2;
  return new Set(valued.filter(({ value }) => value! < half).map(({ rating }) => rating));
}
