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
  const { shift, lacking, wanted } = slotsOf(quote, grams);
  const outgoing = power(size);
  // The slots of the window's grams, the eldest next; most are none of the quote's, and a zero.
  const window = new Uint32Array(count);
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
    const entering = slotOf(hash, shift);
    const leaving = window[next]!;
    if (wanted[entering] === 1) {
      if (lacking[entering]! > 0) shared += 1;
      lacking[entering] = lacking[entering]! - 1;
      window[next] = entering + 1;
    } else window[next] = 0;
    if (leaving !== 0) {
      lacking[leaving - 1] = lacking[leaving - 1]! + 1;
      if (lacking[leaving - 1]! > 0) shared -= 1;
    }
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

/** What a unit adds to the hash when it has left a gram of this size. */
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
  /** A 1 for the grams of the quote: small enough for the processor's nearest memory. */
  readonly wanted: Uint8Array;
}

function slotsOf(quote: Uint16Array, { size, count }: Grams): Slots {
  const bits = Math.min(20, Math.max(10, Math.ceil(Math.log2(64 * count))));
  const shift = 32 - bits;
  const lacking = new Int32Array(1 << bits);
  const wanted = new Uint8Array(1 << bits);
  for (let from = 0; from < count; from += 1) {
    let hash = 0;
    for (let at = from; at < from + size; at += 1) hash = pushed(hash, quote[at]!);
    const slot = slotOf(hash, shift);
    lacking[slot] = lacking[slot]! + 1;
    wanted[slot] = 1;
  }
  return { shift, lacking, wanted };
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
