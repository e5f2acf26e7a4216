import type { Leases } from '../../src/following/lease.js';

interface Held {
  readonly holder: string;
  readonly lost: AbortController;
}

/** Leases in memory that several processes contend for, and that can be taken from their holders. */
export class LeaseTable {
  /** While set, asking for a lease fails with this. */
  refusal: Error | undefined;
  /** It gets none, as where its connection is not there again yet. */
  barred: string | undefined;
  private readonly held = new Map<string, Held>();

  /** What the process of that name asks. */
  process(holder: string): Leases {
    return {
      acquire: async (names) => {
        if (this.refusal) throw this.refusal;
        if (this.barred === holder) return [];
        return names.filter((name) => !this.held.has(name)).map((name) => this.give(name, holder));
      },
      close: async () => this.lose(holder),
    };
  }

  holderOf(name: string): string | undefined {
    return this.held.get(name)?.holder;
  }

  /** Its leases are anybody's, and it is told at once. */
  lose(holder: string): void {
    for (const lost of this.free(holder)) lost.abort();
  }

  /** Its leases are anybody's, and it knows nothing of it. @returns tells it. */
  loseUnknown(holder: string): () => void {
    const untold = this.free(holder);
    return () => untold.forEach((lost) => lost.abort());
  }

  private give(name: string, holder: string) {
    const entry: Held = { holder, lost: new AbortController() };
    this.held.set(name, entry);
    return {
      name,
      lost: entry.lost.signal,
      release: async () => {
        if (this.held.get(name) === entry) this.held.delete(name);
      },
    };
  }

  private free(holder: string): AbortController[] {
    const theirs = [...this.held].filter(([, entry]) => entry.holder === holder);
    for (const [name] of theirs) this.held.delete(name);
    return theirs.map(([, { lost }]) => lost);
  }
}
