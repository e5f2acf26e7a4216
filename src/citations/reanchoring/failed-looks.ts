import { TaskFailedError } from '../../runtime/timed-threads.js';
import { SnapshotStoreError } from '../../snapshots/snapshot-store.js';

/** Why a quote could not be looked for in a text, where another try at once would fail as well. */
export type LookFailure = 'damaged' | 'too-long' | 'too-large' | 'threw';

/** Returns undefined for what is no fault of the text or the quote, as a store that is away. */
export function lookFailureOf(error: unknown): LookFailure | undefined {
  if (error instanceof TaskFailedError) return error.why;
  return error instanceof SnapshotStoreError && error.code === 'damaged' ? 'damaged' : undefined;
}

const CAUSES: Readonly<Record<LookFailure, string>> = {
  damaged: 'a text is damaged or missing',
  'too-long': 'looking for the quote takes too long',
  'too-large': 'looking for the quote takes too much memory',
  threw: 'looking for the quote failed',
};

/** What could not be looked for, summed up by its cause. */
export class FailedLooks {
  private readonly counted = new Map<LookFailure, { citations: number; example: string }>();

  add(failure: LookFailure, citationId: string, error: unknown): void {
    const known = this.counted.get(failure);
    if (known) known.citations += 1;
    else this.counted.set(failure, { citations: 1, example: `${citationId}: ${String(error)}` });
  }

  /** Returns a line for each cause since the last call, however many citations it concerns. */
  take(): string[] {
    const lines = [...this.counted].map(
      ([failure, { citations, example }]) =>
        `${citations} looks for quotes in later texts failed, since ${CAUSES[failure]}; ` +
        `they are tried again later. The first: citation ${example}`,
    );
    this.counted.clear();
    return lines;
  }
}
