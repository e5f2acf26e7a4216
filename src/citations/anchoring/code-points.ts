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
  let before = from > 0 ? units[from - 1]! : 0;
  for (let at = from; at < to; at += 1) {
    const unit = units[at]!;
    if (isTrail(unit) && isLead(before)) points -= 1;
    before = unit;
  }
  return points;
}

function isLead(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

function isTrail(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}
