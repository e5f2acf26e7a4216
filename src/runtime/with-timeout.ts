/**
 * What a promise comes to, if it does within that time. Whatever comes later, a failure included, is
 * heard by nobody.
 *
 * @param late what is thrown where the time is over first
 */
export async function withTimeout<T>(
  ms: number,
  promise: Promise<T>,
  late: () => Error,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), Math.max(ms, 0));
  });
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}
