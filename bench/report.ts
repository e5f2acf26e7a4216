import { figureLine, meets, median, ratioLine, type Figure, type Ratio } from './figures.js';

/** One thing to measure. It reports what it found and leaves nothing behind. */
export interface Bench {
  /** As named on the command line. */
  readonly name: string;
  readonly about: string;
  run(report: Report): Promise<void>;
}

/** What one bench found: printed as it comes, and kept for `--json`. */
export class Report {
  private readonly counts: Record<string, number> = {};
  private readonly figures: Figure[] = [];
  private readonly ratios: Ratio[] = [];

  constructor(
    private readonly bench: Bench,
    private readonly print: (line: string) => void,
  ) {
    print(`${bench.name}: ${bench.about}`);
  }

  /** How much was measured: rounds, events, bytes. */
  count(name: string, count: number): void {
    this.counts[name] = count;
    this.print(`  ${name}: ${count.toLocaleString('en')}`);
  }

  figure(figure: Figure): void {
    this.figures.push(figure);
    this.print(figureLine(figure));
  }

  ratio(ratio: Ratio): void {
    this.ratios.push(ratio);
    this.print(ratioLine(ratio));
  }

  toJSON(): object {
    const { name, about } = this.bench;
    return {
      name,
      about,
      counts: this.counts,
      figures: this.figures.map((figure) => ({ ...figure, median: median(figure.rounds) })),
      ratios: this.ratios.map((ratio) => ({
        ...ratio,
        median: median(ratio.rounds),
        met: meets(ratio),
      })),
    };
  }
}
