import type { Lease, Leases } from '../../following/lease.js';
import { LeaseSession, type LeaseTiming } from './lease-session.js';
import { placeOf, type Place } from './place.js';

export interface PostgresLeasesOptions {
  /** The URL as {@link placeOf} reads it. */
  readonly url: string;
  /** What `pg_stat_activity` shows beside the locks, to tell which process holds them. */
  readonly applicationName: string;
  readonly timing?: Partial<LeaseTiming>;
}

/**
 * An owner that answers is asked four times before the server ends its session; a paused one is
 * replaced within ten seconds and the second or so until the others ask again.
 */
const TIMING: LeaseTiming = { silentMs: 10_000, pingMs: 2_500 };

/**
 * Leases as PostgreSQL's advisory locks, held by a session of their own: the server frees them the
 * moment that the session ends, however it does, and ends it itself where the process falls silent. The
 * session is opened when it is needed, and anew after it was lost.
 */
export class PostgresLeases implements Leases {
  private readonly place: Place;
  private readonly timing: LeaseTiming;
  private session: LeaseSession | undefined;
  private opening: Promise<LeaseSession> | undefined;
  private closed = false;

  /** @throws DatabaseUrlError */
  constructor(private readonly options: PostgresLeasesOptions) {
    this.place = placeOf(options.url);
    this.timing = { ...TIMING, ...options.timing };
  }

  /** @throws the driver's error, where the server cannot be reached or the session ends meanwhile. */
  async acquire(names: readonly string[]): Promise<readonly Lease[]> {
    if (this.closed) throw new Error('the leases were given up');
    if (names.length === 0) return [];
    const session = await this.openSession();
    const taken = await session.lock(names);
    return taken.map((name) => ({
      name,
      lost: session.over,
      release: () => session.unlock(name),
    }));
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.opening?.catch(() => undefined);
    await this.session?.end();
  }

  private openSession(): Promise<LeaseSession> {
    if (this.session && !this.session.over.aborted) return Promise.resolve(this.session);
    // Those who ask at the same time get the same one.
    this.opening ??= this.open().finally(() => (this.opening = undefined));
    return this.opening;
  }

  private async open(): Promise<LeaseSession> {
    this.session = await LeaseSession.open(this.place, this.options.applicationName, this.timing);
    return this.session;
  }
}
