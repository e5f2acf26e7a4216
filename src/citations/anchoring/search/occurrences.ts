/**
 * Returns where the pattern begins in the text, overlapping places included, in order. The steps are at most a
 * fixed multiple of the two lengths together whatever the texts are, where `String.indexOf` may need
 * their product ("aaaa…").
 */
export function occurrences(text: Uint16Array, pattern: Uint16Array): Generator<number> {
  return new Pattern(pattern).placesIn(text, 0, text.length);
}

/** Units that are compared in vain for each unit of the text gone over, before the search changes. */
const PATIENCE = 4;

/** By the low byte of a unit: other units with the same one only make a shift shorter. */
const LOW_BYTE = 0xff;

/**
 * What is to be looked for, made ready for more than one search.
 *
 * Begins as Horspool does (1980): the unit under the pattern's end tells how far the pattern can be
 * shifted, so that of ordinary text few units are looked at. Where comparing costs more than
 * {@link PATIENCE} allows, it goes on as Knuth, Morris and Pratt do, in at most two steps for a unit.
 */
export class Pattern {
  private shiftsMade?: Uint32Array;
  private bordersMade?: Int32Array;

  constructor(readonly units: Uint16Array) {}

  /** Where it begins in this part of the text, which it does not leave. */
  *placesIn(text: Uint16Array, from: number, to: number): Generator<number> {
    const { units } = this;
    const last = units.length - 1;
    if (last < 0) return;
    const shifts = (this.shiftsMade ??= shiftsOf(units));
    const final = units[last]!;
    let compared = 0;
    for (let at = from; at + last < to;) {
      const under = text[at + last]!;
      if (under === final) {
        let same = 0;
        while (same < last && text[at + same] === units[same]) same += 1;
        if (same === last) yield at;
        compared += same;
        if (compared > PATIENCE * (at - from + units.length)) {
          yield* this.patientlyIn(text, at + 1, to);
          return;
        }
      }
      at += shifts[under & LOW_BYTE]!;
    }
  }

  /** Knuth, Morris and Pratt. */
  private *patientlyIn(text: Uint16Array, from: number, to: number): Generator<number> {
    const pattern = this.units;
    const borders = (this.bordersMade ??= bordersOf(pattern));
    let matched = 0;
    for (let at = from; at < to; at += 1) {
      const unit = text[at]!;
      while (matched > 0 && pattern[matched] !== unit) matched = borders[matched - 1]!;
      if (pattern[matched] === unit) matched += 1;
      if (matched === pattern.length) {
        yield at - matched + 1;
        matched = borders[matched - 1]!;
      }
    }
  }
}

/** For each low byte, how far its last place before the pattern's last unit is from that. */
function shiftsOf(pattern: Uint16Array): Uint32Array {
  const shifts = new Uint32Array(LOW_BYTE + 1).fill(pattern.length);
  const last = pattern.length - 1;
  for (let at = 0; at < last; at += 1) shifts[pattern[at]! & LOW_BYTE] = last - at;
  return shifts;
}

/** For each prefix of the pattern, the length of the longest other prefix that it ends with. */
function bordersOf(pattern: Uint16Array): Int32Array {
  const borders = new Int32Array(pattern.length);
  let border = 0;
  for (let at = 1; at < pattern.length; at += 1) {
    while (border > 0 && pattern[at] !== pattern[border]) border = borders[border - 1]!;
    if (pattern[at] === pattern[border]) border += 1;
    borders[at] = border;
  }
  return borders;
}
