/** What the client gives for a read or a subscription: a Readable that is cancelled, not destroyed. */
export type ServerStream = {
  readonly readableLength: number;
  read(): unknown;
  on(event: 'readable' | 'end' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
} & ({ cancel(): Promise<void> } | { unsubscribe(): Promise<void> });

/** All that a short read gives. A stream that is left before its end stays open for ever. */
export async function allOf<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

/**
 * The items of a server's stream, taken one by one without a gap between the look at its buffer and
 * the taking, so that what is said between two items keeps its place.
 */
export class Inflow<T> {
  ended = false;
  private failure: { readonly error: unknown } | undefined;
  private wake: () => void = () => {};

  constructor(private readonly stream: ServerStream) {
    stream.on('readable', () => this.wake());
    stream.on('end', () => this.end());
    stream.on('close', () => this.end());
    // Stays for good: a stream that is left may fail afterwards, and nobody cares then.
    stream.on('error', (error) => {
      this.failure ??= { error };
      this.end();
    });
  }

  /** Items that have arrived and are not taken. */
  get waiting(): number {
    return this.stream.readableLength;
  }

  /** The next item that has arrived, if any. @throws what the stream failed with. */
  take(): T | undefined {
    const item = this.stream.read() as T | null;
    if (item !== null) return item;
    if (this.failure) throw this.failure.error;
    return undefined;
  }

  /** Resolves when something has arrived, was said or has ended; false where the time is over before. */
  arrival(withinMs?: number): Promise<boolean> {
    if (this.ended) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = withinMs === undefined ? undefined : setTimeout(() => resolve(false), withinMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  /** Something other than an item calls for a look. */
  stir(): void {
    this.wake();
  }

  /** Tells the server that no more is wanted. */
  async leave(): Promise<void> {
    this.end();
    if ('cancel' in this.stream) await this.stream.cancel();
    else await this.stream.unsubscribe();
  }

  private end(): void {
    this.ended = true;
    this.wake();
  }
}
