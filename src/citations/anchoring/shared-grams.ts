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
 * two rolling hashes; what has the same hash counts as the same gram, which concerns one in a hundred
 * at the most and only the order of the candidates.
 */
export function candidates(text: Uint16Array, quote: Uint16Array, most: number): Candidate[] {
  const grams = gramsOf(quote);
  const last = text.length - grams.size + 1;
  if (last <= 0 || quote.length === 0) return [{ start: 0, shared: 0 }];
  const best = new Best(most);
  const needed = new Counts(quote, grams);
  const [entering, leaving] = [new Rolling(text, grams.size), new Rolling(text, grams.size)];
  const run = Math.max(1, quote.length >> 1);
  let [top, topStart] = [0, 0];
  for (let at = 0; at < last; at += 1) {
    needed.enter(entering.next());
    const start = at - grams.count + 1;
    if (start > 0) needed.leave(leaving.next());
    if (needed.shared > top) [top, topStart] = [needed.shared, Math.max(0, start)];
    if (at % run === run - 1 || at === last - 1) {
      best.add({ start: topStart, shared: top });
      top = 0;
    }
  }
  return best.inOrder();
}

/** The hash of one gram after the other. */
class Rolling {
  private hash = 0;
  private at = 0;
  private readonly outgoing: number;

  constructor(
    private readonly text: Uint16Array,
    private readonly size: number,
  ) {
    let power = 1;
    for (let n = 0; n < size; n += 1) power = Math.imul(power, MULTIPLIER);
    this.outgoing = power;
    for (; this.at < size - 1; this.at += 1) this.take(text[this.at]!);
  }

  next(): number {
    this.take(this.text[this.at]!);
    if (this.at >= this.size) {
      this.hash = (this.hash - Math.imul(this.text[this.at - this.size]! + 1, this.outgoing)) | 0;
    }
    this.at += 1;
    return this.hash;
  }

  private take(unit: number): void {
    this.hash = (Math.imul(this.hash, MULTIPLIER) + unit + 1) | 0;
  }
}

/** How often the quote has each gram, and the window at hand. */
class Counts {
  shared = 0;
  private readonly shift: number;
  private readonly needed: Uint32Array;
  private readonly had: Uint32Array;

  constructor(quote: Uint16Array, { size, count }: Grams) {
    const bits = Math.min(20, Math.max(10, Math.ceil(Math.log2(64 * count))));
    this.shift = 32 - bits;
    this.needed = new Uint32Array(1 << bits);
    this.had = new Uint32Array(1 << bits);
    const rolling = new Rolling(quote, size);
    for (let n = 0; n < count; n += 1) {
      const slot = this.slot(rolling.next());
      this.needed[slot] = this.needed[slot]! + 1;
    }
  }

  enter(hash: number): void {
    const slot = this.slot(hash);
    const needed = this.needed[slot]!;
    if (needed === 0) return;
    const had = this.had[slot]!;
    this.had[slot] = had + 1;
    if (had < needed) this.shared += 1;
  }

  leave(hash: number): void {
    const slot = this.slot(hash);
    const needed = this.needed[slot]!;
    if (needed === 0) return;
    const had = this.had[slot]! - 1;
    this.had[slot] = had;
    if (had < needed) this.shared -= 1;
  }

  private slot(hash: number): number {
    return Math.imul(hash, GOLDEN) >>> this.shift;
  }
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
