/** @throws RangeError for no values at all. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('no values have no median');
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)]!;
  return Number.isInteger(half) ? (sorted[half - 1]! + upper) / 2 : upper;
}

/** How many a second, since `performance.now()` said `begun`. */
export function perSecond(count: number, begun: number): number {
  return (count * 1_000) / (performance.now() - begun);
}

/** What was measured round by round. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly rounds: readonly number[];
}

/** A figure held against another of the same rounds. */
export interface Ratio {
  readonly name: string;
  readonly rounds: readonly number[];
  readonly aim: { readonly atLeast: number } | { readonly atMost: number };
}

/** Whether the median is where it should be. */
export function meets({ rounds, aim }: Ratio): boolean {
  return 'atLeast' in aim ? median(rounds) >= aim.atLeast : median(rounds) <= aim.atMost;
}

/** Round by round, so that a slow moment of the machine weighs on both sides. */
export function ratios(some: readonly number[], others: readonly number[]): number[] {
  if (some.length !== others.length) throw new RangeError('both need the same rounds');
  return some.map((value, round) => value / others[round]!);
}

export function figureLine({ name, unit, rounds }: Figure): string {
  const spread = `${rounded(Math.min(...rounds))} – ${rounded(Math.max(...rounds))}`;
  return `  ${name.padEnd(NAME)} ${rounded(median(rounds)).padStart(NUMBER)} ${unit}  (${spread})`;
}

export function ratioLine(ratio: Ratio): string {
  const { name, rounds, aim } = ratio;
  const wanted = 'atLeast' in aim ? `at least ${aim.atLeast}` : `at most ${aim.atMost}`;
  const spread = `${rounded(Math.min(...rounds))} – ${rounded(Math.max(...rounds))}`;
  const verdict = meets(ratio) ? 'met' : 'FALLS SHORT';
  return `  ${name.padEnd(NAME)} ${rounded(median(rounds)).padStart(NUMBER)} (${spread}); aim: ${wanted}: ${verdict}`;
}

const NAME = 44;
const NUMBER = 9;

/** Three digits that count, or all before the point. */
function rounded(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', {
    maximumFractionDigits: digits,
    minimumFractionDigits: digits,
  });
}
