const BUCKETS = 256;

/**
 * An immutable map from ids. `with` copies one bucket of 256 rather than the whole, so that the fold
 * of a stream with many thousands of citations or verdicts does not take the square of their number.
 */
export class ById<Value> {
  private constructor(private readonly buckets: readonly ReadonlyMap<string, Value>[]) {}

  static empty<Value>(): ById<Value> {
    return new ById<Value>(new Array<ReadonlyMap<string, Value>>(BUCKETS).fill(new Map()));
  }

  get(id: string): Value | undefined {
    return this.buckets[bucketOf(id)]?.get(id);
  }

  with(id: string, value: Value): ById<Value> {
    const bucket = bucketOf(id);
    return new ById(this.buckets.with(bucket, new Map(this.buckets[bucket]).set(id, value)));
  }

  /** Gives the values, in no order that means anything. */
  *values(): Generator<Value> {
    for (const bucket of this.buckets) yield* bucket.values();
  }
}

/** The end of a UUID is random in every version that the ledger makes. */
function bucketOf(id: string): number {
  let hash = 0;
  for (let i = Math.max(0, id.length - 6); i < id.length; i += 1) {
    hash = Math.imul(hash, 31) + id.charCodeAt(i);
  }
  return hash & (BUCKETS - 1);
}
