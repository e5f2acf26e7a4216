import type { TrialViews } from './trial-views.js';

export interface TrialOptions {
  /** What is sent and when follows from it; ids that servers make do not. */
  readonly seed: number;
  readonly views: TrialViews;
}

/** Is told how far a trial has come. */
export interface TrialReport {
  progress(text: string): void;
}

export const SILENT: TrialReport = { progress: () => {} };

/**
 * `broken`: an answer 5xx that is not a documented 503, or no answer. `lost`: acknowledged, and not as it
 * was. `doubled`: recorded twice. `wrong`: whatever else must not be.
 */
export const FAULT_KINDS = ['broken', 'lost', 'doubled', 'wrong'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** What happened, with what brings it about again. */
  readonly what: string;
}

/** What a trial came to. */
export interface Counts {
  /** How much of what was done, in the order in which it is told. */
  readonly done: Readonly<Record<string, number>>;
  readonly faults: readonly Fault[];
  /** The most memory that one process took, in MiB; null where the system does not tell. */
  readonly peakMiB: number | null;
}

export function faultsOf(kind: FaultKind, whats: readonly string[]): Fault[] {
  return whats.map((what) => ({ kind, what }));
}

/** More than a server needs at its worst, with texts taken out of files in two threads. */
const MOST_MIB = 1_024;

/** The most memory that the servers of a trial took, told to it before each ends. */
export class PeakMemory {
  private peak: number | null = null;

  /** The memory in MiB. */
  get mib(): number | null {
    return this.peak;
  }

  /** The limit is the same for a short form and a long one: what grows with the work gets past it. */
  get faults(): Fault[] {
    if (this.peak === null || this.peak <= MOST_MIB) return [];
    return faultsOf('wrong', [`a server took ${this.peak} MiB, of ${MOST_MIB} allowed`]);
  }

  note({ peakMiB }: { readonly peakMiB: number | null }): void {
    if (peakMiB !== null) this.peak = Math.max(this.peak ?? 0, peakMiB);
  }
}
