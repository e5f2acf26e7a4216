import { releaseAll, type Lease, type Leases } from './lease.js';

/** The leases that this process has got and not lost since. */
export class HeldLeases {
  private readonly held = new Map<string, Lease>();

  /** @param onLost called when a lease is gone that was not given back. */
  constructor(
    private readonly leases: Leases,
    private readonly onLost: () => void,
  ) {}

  holds(name: string): boolean {
    return this.held.has(name);
  }

  /**
   * Takes those of the wanted that nobody holds, and gives back what is wanted no more.
   *
   * @returns whether it holds others than before.
   * @throws as {@link Leases.acquire}
   */
  async claim(wanted: readonly string[]): Promise<boolean> {
    const useless = [...this.held.values()].filter(({ name }) => !wanted.includes(name));
    await this.giveBack(useless);
    const lacking = wanted.filter((name) => !this.held.has(name));
    if (lacking.length === 0) return useless.length > 0;
    const taken = await this.leases.acquire(lacking);
    for (const lease of taken) this.keep(lease);
    return useless.length + taken.length > 0;
  }

  /** Gives all of them back. */
  async end(): Promise<void> {
    await this.giveBack([...this.held.values()]);
  }

  private keep(lease: Lease): void {
    if (lease.lost.aborted) return;
    this.held.set(lease.name, lease);
    const gone = () => {
      // It may have been given back, and another taken since.
      if (this.held.get(lease.name) !== lease) return;
      this.held.delete(lease.name);
      this.onLost();
    };
    lease.lost.addEventListener('abort', gone, { once: true });
  }

  private async giveBack(leases: readonly Lease[]): Promise<void> {
    for (const { name } of leases) this.held.delete(name);
    await releaseAll(leases);
  }
}
