import { unitsOf } from './code-units.js';

const STRIDE = 4096;

/**
 * Converts offsets in UTF-16 code units, which JavaScript counts in, into the Unicode code points that
 * the W3C TextPositionSelector counts in. Reads the text once, up to the furthest offset asked for; an
 * offset then costs at most 4096 steps. A lone surrogate is a code point of its own.
 *
 * @param units the same text, where its units are at hand
 * @throws RangeError for an offset outside the text.
 */
export function codePointOffsets(
  text: string,
  units = unitsOf(text),
): (unitOffset: number) => number {
  const counts = new Uint32Array(Math.floor(units.length / STRIDE) + 1);
  let counted = 0;
  return (unitOffset) => {
    if (!(unitOffset >= 0 && unitOffset <= units.length)) {
      throw new RangeError(`${unitOffset} is no offset in a text of ${units.length} code units`);
    }
    const stride = Math.floor(unitOffset / STRIDE);
    for (; counted < stride; counted += 1) {
      const from = counted * STRIDE;
      counts[counted + 1] = counts[counted]! + pointsIn(units, from, from + STRIDE);
    }
    return counts[stride]! + pointsIn(units, stride * STRIDE, unitOffset);
  };
}

/**
 * Converts offsets in Unicode code points into UTF-16 code units; what is behind the end is at the end.
 * Reads the text once, up to the furthest of the points.
 *
 * @param points all that will be asked for
 */
export function unitOffsets(text: string, points: readonly number[]): (point: number) => number {
  const offsets = new Map<number, number>();
  let [unit, point] = [0, 0];
  for (const wanted of points.toSorted((a, b) => a - b)) {
    while (point < wanted && unit < text.length) {
      unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
      point += 1;
    }
    offsets.set(wanted, unit);
  }
  return (wanted) => {
    const offset = offsets.get(wanted);
    if (offset === undefined) throw new RangeError(`${wanted} was not among the points`);
    return offset;
  };
}

/** Whether an offset falls between the two halves of a surrogate pair. */
export function cutsPair(text: string, unitOffset: number): boolean {
  return (
    unitOffset > 0 &&
    isTrail(text.charCodeAt(unitOffset)) &&
    isLead(text.charCodeAt(unitOffset - 1))
  );
}

/** Code points that begin at or after `from` and before `to`. */
function pointsIn(units: Uint16Array, from: number, to: number): number {
  let points = to - from;
  for (let at = Math.max(from, 1); at < to; at += 1) {
    if (isTrail(units[at]!) && isLead(units[at - 1]!)) points -= 1;
  }
  return points;
}

function isLead(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

function isTrail(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}
