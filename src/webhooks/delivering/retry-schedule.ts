const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * How long after each failed try the next one follows: ten tries within 75 hours and a half.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#deliverability-and-reliability
 */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** What a receiver may ask for at most. */
const LONGEST_WAIT_MS = 24 * HOUR;

/** Up to this share is added, so that what failed together does not come back together. */
const JITTER = 0.1;

export interface FailedTry {
  /** Tries so far, this one included. */
  readonly tries: number;
  readonly nowMs: number;
  /** Seconds of the receiver's `Retry-After`; undefined where it sent none. */
  readonly retryAfter: number | undefined;
}

/**
 * Returns when to try again, as an instant; undefined after the last try.
 *
 * @param chance from 0 up to 1
 */
export function nextTry(
  { tries, nowMs, retryAfter = 0 }: FailedTry,
  chance: number,
  delays: readonly number[] = RETRY_DELAYS_MS,
): string | undefined {
  const delay = delays[tries - 1];
  if (delay === undefined) return undefined;
  const asked = Math.min(retryAfter * SECOND, LONGEST_WAIT_MS);
  const wait = Math.max(delay * (1 + JITTER * chance), asked);
  return new Date(nowMs + Math.ceil(wait)).toISOString();
}
