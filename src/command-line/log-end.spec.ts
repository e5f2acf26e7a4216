import type { RecordedEvent } from '../../events/envelope.js';
import { ArrayFeed } from '../../test/support/array-feed.js';
import { newEvent } from '../../test/support/sample-events.js';
import { CommandFailed } from './exit-codes.js';
import { logEndFrom, logUntil, type LogEnd } from './log-end.js';

/** The n-th event of the log, of that stream, recorded in that minute. */
function event(n: number, stream: string, minute: number): RecordedEvent {
  const metadata = { recordedAt: new Date(Date.UTC(2025, 9, 14, 12, minute)).toISOString() };
  const recorded = newEvent('ClaimRecorded', {}, { metadata });
  return { ...recorded, position: String(n).padStart(16, '0'), stream, revision: 0n };
}

async function read(events: readonly RecordedEvent[], end: LogEnd): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { position } of logUntil(new ArrayFeed(events), end).readAll()) {
    numbers.push(Number(position));
  }
  return numbers;
}

const LOG = [event(1, 'a', 1), event(2, 'b', 2), event(3, 'a', 3), event(4, 'b', 4)];

describe('the log until some end', () => {
  it('is all of it where there is none', async () => {
    expect(await read(LOG, {})).toEqual([1, 2, 3, 4]);
  });

  it('ends with the event at that position, or the last one recorded by that instant', async () => {
    expect(await read(LOG, { position: LOG[2]!.position })).toEqual([1, 2, 3]);
    expect(await read(LOG, { instant: LOG[1]!.metadata.recordedAt })).toEqual([1, 2]);
    expect(await read(LOG, { instant: '2025-10-14T11:59:59.999Z' })).toEqual([]);
    const both = { position: LOG[0]!.position, instant: LOG[3]!.metadata.recordedAt };
    expect(await read(LOG, both)).toEqual([1]);
  });

  it('has no event that cannot be read without a later one, where the clock went back', async () => {
    // The third is of an earlier minute than the first of its stream.
    const log = [event(1, 'a', 10), event(2, 'b', 4), event(3, 'a', 5), event(4, 'b', 6)];
    const until = (minute: number) => event(0, '', minute).metadata.recordedAt;
    expect(await read(log, { instant: until(7) })).toEqual([2, 4]);
    expect(await read(log, { instant: until(10) })).toEqual([1, 2, 3, 4]);
  });
});

it('an end is a position, or an instant up to the end of what is named', () => {
  expect(logEndFrom('--until', '0000000000000012')).toEqual({ position: '0000000000000012' });
  expect(logEndFrom('--until', '2025-10')).toEqual({ instant: '2025-10-31T23:59:59.999Z' });
  expect(() => logEndFrom('--until', 'soon')).toThrow(CommandFailed);
  expect(() => logEndFrom('--until', 'soon')).toThrow(/^--until: "soon" must be a position/);
});
