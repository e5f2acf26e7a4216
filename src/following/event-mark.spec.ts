import type { RecordedEvent } from '../../events/envelope.js';
import { newEvent, sampleStream } from '../../test/support/sample-events.js';
import { eventAt, isMarked, markOf } from './event-mark.js';

const EVENT: RecordedEvent = {
  ...newEvent('ClaimSung', { text: 'Lost: \ud800', verses: [{ b: 1, a: 2 }] }),
  stream: sampleStream(),
  revision: 2n ** 60n,
  position: '0000000000000007',
};

describe('a mark', () => {
  it('is that of the same event, in whatever order its members come', () => {
    const { data, metadata, ...rest } = EVENT;
    const reordered = {
      metadata: Object.fromEntries(Object.entries(metadata).reverse()),
      data: { verses: [{ a: 2, b: 1 }], text: 'Lost: \ud800' },
      ...rest,
    } as unknown as RecordedEvent;
    expect(markOf(reordered)).toEqual(markOf(EVENT));
    expect(isMarked(reordered, markOf(EVENT))).toBe(true);
  });

  it.each<Partial<RecordedEvent>>([
    { stream: sampleStream() },
    { revision: 2n ** 60n + 1n },
    { id: '01990000-0000-7000-8000-000000000001' },
    { type: 'ClaimHummed' },
    { schemaVersion: 2 },
    { data: { text: 'Lost: \ud800', verses: [{ b: 2, a: 2 }] } },
    { metadata: { ...EVENT.metadata, recordedAt: '2026-03-02T09:00:00.000Z' } },
    { position: '0000000000000008' },
  ])('is not that of an event that differs in %o', (difference) => {
    expect(isMarked({ ...EVENT, ...difference }, markOf(EVENT))).toBe(false);
    expect(isMarked(undefined, markOf(EVENT))).toBe(false);
  });

  it('is looked for where the log may have no such positions', async () => {
    const of = (readAt: () => Promise<RecordedEvent | undefined>) => eventAt({ readAt }, '7');
    expect(await of(async () => EVENT)).toBe(EVENT);
    expect(await of(() => Promise.reject(new RangeError('no position')))).toBeUndefined();
    await expect(of(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
  });
});
