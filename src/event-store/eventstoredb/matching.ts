import { excludeSystemEvents, streamNameFilter, type Filter } from '@eventstore/db-client';

import type { EventFilter } from '../event-store.js';

/**
 * How many events the server looks at before it says how far it is, where none of them matches. More
 * often costs a message each; less often, and a restart has more to look at again.
 */
const CHECKPOINT_AFTER = 32;

/** An event as far as a filter looks at it. */
export interface Filtered {
  readonly stream: string;
  readonly type: string;
}

/** Whether an event passes all of the filters. */
export function matcher(...filters: readonly EventFilter[]): (event: Filtered) => boolean {
  const tests = filters.flatMap(testsOf);
  return (event) => tests.every((test) => test(event));
}

function testsOf({ stream, categories, types }: EventFilter): ((event: Filtered) => boolean)[] {
  const tests: ((event: Filtered) => boolean)[] = [];
  if (stream !== undefined) tests.push((event) => event.stream === stream);
  if (categories !== undefined) {
    tests.push((event) => categories.some((category) => isOf(category, event.stream)));
  }
  if (types !== undefined) {
    const wanted = new Set(types);
    tests.push((event) => wanted.has(event.type));
  }
  return tests;
}

function isOf(category: string, stream: string): boolean {
  return stream === category || stream.startsWith(`${category}-`);
}

/**
 * The part of the filters that the server can apply: names of streams, or else all but its own events.
 * What it lets pass is to be looked at with {@link matcher} all the same.
 *
 * @param prefix of the names that all streams of the ledger have there
 */
export function serverFilter(
  prefix: string,
  own: EventFilter,
  asked: EventFilter,
  checkpointReached: NonNullable<Filter['checkpointReached']>,
): Filter {
  const names = prefixesOf(asked) ?? prefixesOf(own) ?? (prefix === '' ? [] : ['']);
  const prefixes = names.map((name) => prefix + name);
  const options = { checkpointInterval: 1, maxSearchWindow: CHECKPOINT_AFTER, checkpointReached };
  return prefixes.length > 0
    ? streamNameFilter({ prefixes, ...options })
    : excludeSystemEvents(options);
}

function prefixesOf({ stream, categories }: EventFilter): string[] | undefined {
  if (stream !== undefined) return [stream];
  return categories?.flatMap((category) => [`${category}-`]);
}
