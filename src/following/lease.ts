/**
 * The sole right to do something, held by one process at a time. It keeps two processes from doing the
 * same work; what keeps them from writing the same rows is the comparison of the checkpoint in the rows'
 * transaction, whatever a process believes to hold.
 */
export interface Lease {
  /** What it was asked for by. */
  readonly name: string;
  /** Aborts as soon as this process learns that it holds it no more. */
  readonly lost: AbortSignal;
  /** Gives it back, for anybody to take at once. Nothing where it is lost already. */
  release(): Promise<void>;
}

/** Where leases come from. */
export interface Leases {
  /**
   * Takes those of the leases that nobody holds, neither here nor in another process, without waiting.
   *
   * @throws the error of whatever keeps them, which a caller may retry; nothing is taken then.
   */
  acquire(names: readonly string[]): Promise<readonly Lease[]>;
  /** Gives up all of them. */
  close(): Promise<void>;
}

/** Another process holds a lease that was needed. */
export class LeaseHeldError extends Error {
  override readonly name = 'LeaseHeldError';
}

/** Takes all of the leases or none. @throws LeaseHeldError; as {@link Leases.acquire}. */
export async function acquireAll(
  leases: Leases,
  names: readonly string[],
): Promise<readonly Lease[]> {
  const taken = await leases.acquire(names);
  const missing = names.filter((name) => !taken.some((lease) => lease.name === name));
  if (missing.length === 0) return taken;
  await releaseAll(taken);
  throw new LeaseHeldError(`another process holds the lease "${missing.join('", "')}"`);
}

export async function releaseAll(leases: readonly Lease[]): Promise<void> {
  for (const lease of leases) await lease.release();
}

/** Works for as long as it is not stopped and the lease is held; does nothing where another process holds it. */
export async function whileHeld(
  leases: Leases,
  name: string,
  stopping: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const taken = await leases.acquire([name]);
  const [lease] = taken;
  if (!lease) return;
  try {
    await work(AbortSignal.any([stopping, lease.lost]));
  } finally {
    await releaseAll(taken);
  }
}

/** For a database that one process alone projects into: whoever asks has the lease. */
export const ALWAYS_HELD: Leases = {
  async acquire(names) {
    return names.map((name) => {
      const { signal: lost } = new AbortController();
      return { name, lost, release: async () => {} };
    });
  },
  async close() {},
};
