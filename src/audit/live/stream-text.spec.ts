import fc from 'fast-check';
import { createParser, type EventSourceMessage } from 'eventsource-parser';

import { eventText, heartbeatText } from './stream-text.js';

function parsed(text: string) {
  const found = { events: [] as EventSourceMessage[], comments: [] as string[], retry: 0 };
  const parser = createParser({
    onEvent: (event) => found.events.push(event),
    onComment: (comment) => found.comments.push(comment),
    onRetry: (retry) => (found.retry = retry),
    onError: (error) => {
      throw error;
    },
  });
  parser.feed(text);
  return found;
}

it('writes events that a parser of others reads, whatever is in their data', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 5 }), (values) => {
      const written = values.map((value, n) => ({
        id: `${n}`.padStart(16, '0'),
        event: `Type${n}`,
        data: JSON.stringify(value),
      }));
      const { events } = parsed(written.map(eventText).join(''));
      expect(events).toEqual(written);
    }),
  );
});

it('says when to come back', () => {
  const found = parsed(eventText({ event: 'began', data: '{}', retry: 2500 }));
  expect(found.retry).toBe(2500);
  expect(found.events).toEqual([{ id: undefined, event: 'began', data: '{}' }]);
});

it('has a comment for heartbeats, and an id without an event', () => {
  const found = parsed(heartbeatText('0000000000000007'));
  expect(found).toEqual({ events: [], comments: ['heartbeat'], retry: 0 });
  expect(heartbeatText('0000000000000007')).toContain('\nid: 0000000000000007\n\n');
  expect(heartbeatText(undefined)).toBe(': heartbeat\n\n');
});
