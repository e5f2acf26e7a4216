import { figureLine, meets, median, ratioLine, type Figure, type Ratio } from './figures.js';

/** What the command line may ask for. */
export interface BenchOptions {
  /** How many events the log is to have, where a bench makes one for its views. */
  readonly events?: number;
  /** Absolute: another build of the ledger, installed and built, to be measured in the same run. */
  readonly against?: string;
}

/** One thing to measure. It reports what it found and leaves nothing behind. */
export interface Bench {
  /** The name that the command line takes. */
  readonly name: string;
  readonly about: string;
  /** An environment variable that it cannot do without; it runs only where it is named. */
  readonly needs?: string;
  run(report: Report, options: BenchOptions): Promise<void>;
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
