import type { Pattern } from '../search/occurrences.js';
import { isBoundary, type Run, type Skeleton } from '../texts/skeleton.js';
import { divisionEnd, divisionStart, isWordEdge } from '../words/word-edges.js';

/** One of several passages that must follow each other. */
export interface Link {
  readonly pattern: Pattern;
  /** How many letters and digits at the most lie between the link before it and this one. */
  readonly gap: number;
  /** Whether it is followed by another. */
  readonly gapAfter: boolean;
  /** Whether it may begin, or end, within a word. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/** A text as chains are looked for in it. */
export interface ChainedText {
  readonly text: string;
  readonly skeleton: Skeleton;
  /** The text's own units, by which the edges of its words are told. */
  readonly units: Uint16Array;
}

/** Where one link stands, in order; in parallel arrays, for there may be as many as characters. */
interface Layer {
  readonly length: number;
  readonly starts: number[];
  /** Where the latest chain that leads there begins … */
  readonly chains: number[];
  /** … and by which place of the link before. */
  readonly via: number[];
}

/**
 * Every stretch that holds the links in order, none further from the one before than its gap allows,
 * and that holds no other such stretch; in order. Each link is searched only where the one before it
 * can reach, and each of its places takes the latest chain that reaches it from a sliding window: the
 * cost is one reading of the text for each link, whatever the texts are.
 */
export function stretches(text: ChainedText, links: readonly Link[]): Run[] {
  const whole = { from: 0, to: text.skeleton.units.length };
  let layer: Layer | undefined;
  for (const link of links) {
    layer = next(text, whole, layer, link);
    if (layer.starts.length === 0) return [];
  }
  if (!layer) return [];
  const found: Run[] = [];
  let latest = -1;
  for (const [index, from] of layer.chains.entries()) {
    if (from <= latest) continue;
    latest = from;
    found.push({ from, to: layer.starts[index]! + layer.length });
  }
  return found;
}

/** Returns where each link stands in one of these stretches; the later place where there is a choice. */
export function aligned(text: ChainedText, links: readonly Link[], stretch: Run): readonly Run[] {
  const layers: Layer[] = [];
  for (const link of links) layers.push(next(text, stretch, layers.at(-1), link));
  const places: Run[] = [];
  let index = layers.at(-1)!.starts.lastIndexOf(stretch.to - links.at(-1)!.pattern.units.length);
  for (const layer of layers.toReversed()) {
    const from = layer.starts[index]!;
    places.unshift({ from, to: from + layer.length });
    index = layer.via[index]!;
  }
  return places;
}

function next(text: ChainedText, within: Run, before: Layer | undefined, link: Link): Layer {
  const layer: Layer = { length: link.pattern.units.length, starts: [], chains: [], via: [] };
  if (!before) {
    for (const start of placesIn(text, within, link, true)) {
      layer.starts.push(start);
      layer.chains.push(start);
      layer.via.push(-1);
    }
    return layer;
  }
  const reached = new LatestReached(before, link.gap);
  for (const range of reach(before, link, within)) {
    for (const start of placesIn(text, range, link, false)) {
      const via = reached.at(start);
      if (via === undefined) continue;
      layer.starts.push(start);
      layer.chains.push(before.chains[via]!);
      layer.via.push(via);
    }
  }
  return layer;
}

function* placesIn(
  text: ChainedText,
  { from, to }: Run,
  link: Link,
  first: boolean,
): Generator<number> {
  const { skeleton } = text;
  for (const start of link.pattern.placesIn(skeleton.units, from, to)) {
    const end = start + link.pattern.units.length;
    if (!isBoundary(skeleton, start) || !isBoundary(skeleton, end)) continue;
    if (!first && !link.cutBefore && cutsWord(text, skeleton.starts[start]!)) continue;
    if (link.gapAfter && !link.cutAfter && cutsWordBefore(text, skeleton.ends[end - 1]!)) continue;
    yield start;
  }
}

function cutsWord({ text, units }: ChainedText, at: number): boolean {
  return !isWordEdge(units, at) || divisionStart(text, at) < at;
}

function cutsWordBefore({ text, units }: ChainedText, at: number): boolean {
  return !isWordEdge(units, at) || divisionEnd(text, at) > at;
}

/** The parts of the text where the link can stand, apart from each other. */
function* reach({ starts, length }: Layer, link: Link, within: Run): Generator<Run> {
  let open: { from: number; to: number } | undefined;
  for (const start of starts) {
    const from = start + length;
    const to = Math.min(from + link.gap + link.pattern.units.length, within.to);
    if (open && from <= open.to) open.to = to;
    else {
      if (open) yield open;
      open = { from, to };
    }
  }
  if (open) yield open;
}

/** Finds, among the places that end at most the gap before a point, the one whose chain begins last. */
class LatestReached {
  /** Indices whose chains begin ever earlier: the first is the best. */
  private readonly queue: number[] = [];
  private head = 0;
  private taken = 0;

  constructor(
    private readonly layer: Layer,
    private readonly gap: number,
  ) {}

  /** The points asked for must ascend. */
  at(point: number): number | undefined {
    const { starts, chains, length } = this.layer;
    for (; this.taken < starts.length; this.taken += 1) {
      if (starts[this.taken]! + length > point) break;
      const chain = chains[this.taken]!;
      while (this.queue.length > this.head && chains[this.queue.at(-1)!]! <= chain) {
        this.queue.pop();
      }
      this.queue.push(this.taken);
    }
    while (
      this.head < this.queue.length &&
      starts[this.queue[this.head]!]! + length + this.gap < point
    ) {
      this.head += 1;
    }
    return this.queue[this.head];
  }
}
