import { projectingOf, releaseAll, type Lease, type Leases } from './lease.js';
import type { Projection } from './projection.js';
import { activeStateOf } from './stock.js';
import type { ProjectionState } from './view-store.js';

/** Which projections this process projects: those whose lease it has got and not lost since. */
export class Candidacy {
  private readonly held = new Map<string, Lease>();

  /** @param onLost called when a lease is gone that was not given back. */
  constructor(
    private readonly leases: Leases,
    private readonly projections: readonly Projection[],
    private readonly onLost: () => void,
  ) {}

  holds(projection: Projection): boolean {
    return this.held.has(projectingOf(projection));
  }

  /**
   * Takes what nobody holds, and gives back what this release cannot project: a view that shows another
   * version, which a process of another release may be waiting for.
   *
   * @param states as the database has them.
   * @returns whether it holds others than before.
   * @throws as {@link Leases.acquire}
   */
  async claim(states: readonly ProjectionState[]): Promise<boolean> {
    const possible = this.projections
      .filter((projection) => canProject(projection, states))
      .map(projectingOf);
    const useless = [...this.held.values()].filter(({ name }) => !possible.includes(name));
    await this.giveBack(useless);
    const lacking = possible.filter((name) => !this.held.has(name));
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

/** Whether the view is of this release, or of none yet. */
function canProject(projection: Projection, states: readonly ProjectionState[]): boolean {
  const shown = activeStateOf(projection, states);
  return !shown || shown.version === projection.version;
}
