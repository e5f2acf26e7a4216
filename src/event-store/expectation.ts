import { EventStoreError, type ExpectedRevision } from './event-store.js';

/** Whether the stream is as an append expects it. @param actual revision of its last event */
export function isMet(expected: ExpectedRevision, actual: bigint | 'no-stream'): boolean {
  if (expected === 'any') return true;
  if (expected === 'stream-exists') return actual !== 'no-stream';
  return actual === expected;
}

export function unmet(
  stream: string,
  expected: ExpectedRevision,
  actual: bigint | 'no-stream',
): EventStoreError {
  const message = `${stream} was expected at ${expected} and is at ${actual}`;
  return new EventStoreError('wrong-expected-revision', message, { actual });
}
