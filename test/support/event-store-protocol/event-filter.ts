import streams from '@eventstore/db-client/generated/streams_pb.js';

import type { Allowed } from './log-pages.js';

/**
 * Which events a subscription wants: those whose stream, or type, begins with one of the prefixes or
 * matches the expression (EventStore.Core/Services/Storage/ReaderIndex/EventFilter.cs). .NET's regular
 * expressions are read as JavaScript's.
 */
export function allowedBy(filter: streams.ReadReq.Options.FilterOptions | undefined): Allowed {
  if (filter === undefined) return () => true;
  const { FilterCase } = streams.ReadReq.Options.FilterOptions;
  const ofType = filter.getFilterCase() === FilterCase.EVENT_TYPE;
  const matches = textMatcher(ofType ? filter.getEventType() : filter.getStreamIdentifier());
  return (event) => matches(ofType ? event.type : event.stream);
}

function textMatcher(
  expression: streams.ReadReq.Options.FilterOptions.Expression | undefined,
): (text: string) => boolean {
  const regex = expression?.getRegex() ?? '';
  if (regex !== '') {
    const pattern = new RegExp(regex);
    return (text) => pattern.test(text);
  }
  const prefixes = expression?.getPrefixList() ?? [];
  return (text) => prefixes.some((prefix) => text.startsWith(prefix));
}
