/** A place in a text that has much in common with a quote. */
export interface Candidate {
  /** Where a window as long as the quote begins, in code units. */
  readonly start: number;
  /** How many of the quote's grams the window has, each counted as often as both have it. */
  readonly shared: number;
}

export interface Grams {
  /** Code units in a gram. */
  readonly size: number;
  /** How many the quote has. */
  readonly count: number;
}

const MULTIPLIER = 0x01000193;
const GOLDEN = 0x9e3779b1;

/** Shorter for short quotes and where a sign is nearly a word, so that what is near shares some. */
export function gramsOf(quote: Uint16Array): Grams {
  let wide = 0;
  for (const unit of quote) if (unit >= 0x2e80) wide += 1;
  const size = Math.min(quote.length, wide * 2 > quote.length || quote.length < 12 ? 2 : 4);
  return { size, count: quote.length - size + 1 };
}

/**
 * Where a text is the most like a quote: of each run of window starts half a quote long, the window
 * that shares the most grams with it, the most first, `most` at the most. A window at an edit distance
 * of d has at least `count - d * size` of them (Ukkonen's q-gram lemma). One reading of the text with
 * a rolling hash; what has the same hash counts as the same gram, which concerns one in a hundred
 * at the most and only the order of the candidates.
 */
export function candidates(text: Uint16Array, quote: Uint16Array, most: number): Candidate[] {
  const grams = gramsOf(quote);
  const { size, count } = grams;
  const last = text.length - size + 1;
  if (last <= 0 || quote.length === 0) return [{ start: 0, shared: 0 }];
  const best = new Best(most);
  const { shift, lacking, none } = slotsOf(quote, grams);
  const outgoing = power(size);
  // The slots of the window's grams, the eldest next.
  const window = new Uint32Array(count).fill(none);
  let next = 0;
  const run = Math.max(1, quote.length >> 1);
  let runEnd = Math.min(run, last) - 1;
  let shared = 0;
  let top = 0;
  let topStart = 0;
  let hash = 0;
  for (let at = 0; at < size - 1; at += 1) hash = pushed(hash, text[at]!);
  for (let at = 0; at < last; at += 1) {
    hash = pushed(hash, text[at + size - 1]!);
    if (at > 0) hash = (hash - Math.imul(text[at - 1]! + 1, outgoing)) | 0;
    // Without branches, which no processor would foresee: one more where a number is above zero.
    const entering = slotOf(hash, shift);
    const leaving = window[next]!;
    window[next] = entering;
    const lacked = lacking[entering]!;
    lacking[entering] = lacked - 1;
    shared += -lacked >>> 31;
    const lacks = lacking[leaving]! + 1;
    lacking[leaving] = lacks;
    shared -= -lacks >>> 31;
    next += 1;
    if (next === count) next = 0;
    if (shared > top) {
      top = shared;
      topStart = Math.max(0, at - count + 1);
    }
    if (at === runEnd) {
      best.add({ start: topStart, shared: top });
      top = 0;
      runEnd = Math.min(runEnd + run, last - 1);
    }
  }
  return best.inOrder();
}

function pushed(hash: number, unit: number): number {
  return (Math.imul(hash, MULTIPLIER) + unit + 1) | 0;
}

/** Returns the factor that a unit still has in the hash when it has left a gram of this size. */
function power(size: number): number {
  let power = 1;
  for (let n = 0; n < size; n += 1) power = Math.imul(power, MULTIPLIER);
  return power;
}

function slotOf(hash: number, shift: number): number {
  return Math.imul(hash, GOLDEN) >>> shift;
}

interface Slots {
  readonly shift: number;
  /** How many more of a gram the quote has than the window at hand; below zero where it has fewer. */
  readonly lacking: Int32Array;
  /** The slot of no gram, which lacks none however many leave it. */
  readonly none: number;
}

function slotsOf(quote: Uint16Array, { size, count }: Grams): Slots {
  const bits = Math.min(20, Math.max(10, Math.ceil(Math.log2(64 * count))));
  const shift = 32 - bits;
  const none = 1 << bits;
  const lacking = new Int32Array(none + 1);
  lacking[none] = -count;
  for (let from = 0; from < count; from += 1) {
    let hash = 0;
    for (let at = from; at < from + size; at += 1) hash = pushed(hash, quote[at]!);
    const slot = slotOf(hash, shift);
    lacking[slot] = lacking[slot]! + 1;
  }
  return { shift, lacking, none };
}

/** The few that share the most; of equals the earlier. */
class Best {
  private readonly kept: Candidate[] = [];

  constructor(private readonly most: number) {}

  add(candidate: Candidate): void {
    const { kept, most } = this;
    if (kept.length === most && candidate.shared <= kept.at(-1)!.shared) return;
    let at = kept.length;
    while (at > 0 && kept[at - 1]!.shared < candidate.shared) at -= 1;
    kept.splice(at, 0, candidate);
    if (kept.length > most) kept.pop();
  }

  inOrder(): Candidate[] {
    return this.kept;
  }
}
