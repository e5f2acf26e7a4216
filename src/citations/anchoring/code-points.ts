const STRIDE = 4096;

/**
 * Converts offsets in UTF-16 code units, which JavaScript counts in, into the Unicode code points that
 * the W3C TextPositionSelector counts in. Reads the text once; an offset then costs at most 4096 steps.
 * A lone surrogate is a code point of its own.
 *
 * @throws RangeError for an offset outside the text.
 */
export function codePointOffsets(text: string): (unitOffset: number) => number {
  const counts = new Uint32Array(Math.floor(text.length / STRIDE) + 1);
  for (let stride = 1; stride < counts.length; stride += 1) {
    counts[stride] = counts[stride - 1]! + pointsIn(text, (stride - 1) * STRIDE, stride * STRIDE);
  }
  return (unitOffset) => {
    if (!(unitOffset >= 0 && unitOffset <= text.length)) {
      throw new RangeError(`${unitOffset} is no offset in a text of ${text.length} code units`);
    }
    const stride = Math.floor(unitOffset / STRIDE);
    return counts[stride]! + pointsIn(text, stride * STRIDE, unitOffset);
  };
}

/** Whether an offset falls between the two halves of a surrogate pair. */
export function cutsPair(text: string, unitOffset: number): boolean {
  return (
    isTrail(text.charCodeAt(unitOffset)) &&
    unitOffset > 0 &&
    (text.charCodeAt(unitOffset - 1) & 0xfc00) === 0xd800
  );
}

/** Code points that begin at or after `from` and before `to`. */
function pointsIn(text: string, from: number, to: number): number {
  let points = 0;
  for (let at = from; at < to; at += 1) {
    if (!isTrail(text.charCodeAt(at)) || !cutsPair(text, at)) points += 1;
  }
  return points;
}

function isTrail(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}
