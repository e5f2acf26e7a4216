import fc from 'fast-check';

import { POSITION_PATTERN } from '../../events/envelope.js';
import {
  EventStoreError,
  MAX_EVENT_BYTES,
  type AppendResult,
  type ExpectedRevision,
} from '../../src/event-store/event-store.js';
import { sampleCommand, sampleStream } from '../support/sample-events.js';
import { appendCounted, counts, range, type StoreUnderTest } from './store-under-test.js';

export function appendingContract(underTest: StoreUnderTest): void {
  it('counts revisions from 0, as bigints, and gives comparable positions', async () => {
    const { store } = underTest;
    const stream = sampleStream();
    const first = await appendCounted(store, stream, 1);
    const second = await appendCounted(store, stream, 3, { from: 1 });
    expect(first).toMatchObject({ revision: 0n, deduplicated: false });
    expect(second).toMatchObject({ revision: 3n, deduplicated: false });
    for (const { position } of [first, second]) expect(position).toMatch(POSITION_PATTERN);
    expect(second.position > first.position).toBe(true);
    const events = await store.readStream(stream);
    expect(events.map((e) => e.revision)).toEqual([0n, 1n, 2n, 3n]);
    expect([events[0]?.position, events[3]?.position]).toEqual([first.position, second.position]);
  });

  it('keeps an event as it was given, also one of a type and version that nobody knows', async () => {
    const { store } = underTest;
    const stream = sampleStream();
    const data = {
      text: 'Zahlen – «ça» 数 🧾 \u0000 " \\ \u2028 \ud800',
      numbers: [0, -1.5, 1e21, Number.MAX_SAFE_INTEGER],
      nested: { empty: {}, list: [], none: null, yes: true },
    };
    const { events, options } = sampleCommand([{ type: 'FromTheFuture', schemaVersion: 99, data }]);
    const { position } = await store.append(stream, events, options);
    expect(await store.readStream(stream)).toEqual([
      { ...events[0], stream, revision: 0n, position },
    ]);
  });

  describe.each<{
    given: string;
    events: number;
    met: ExpectedRevision[];
    unmet: ExpectedRevision[];
  }>([
    { given: 'no stream', events: 0, met: ['any', 'no-stream'], unmet: ['stream-exists', 0n, 1n] },
    {
      given: 'a stream of two events',
      events: 2,
      met: ['any', 'stream-exists', 1n],
      // The last is not a revision that a double can tell from its neighbours.
      unmet: ['no-stream', 0n, 2n, 2n ** 53n + 1n],
    },
  ])('given $given', ({ events, met, unmet }) => {
    const givenStream = async () => {
      const stream = sampleStream();
      if (events > 0) await appendCounted(underTest.store, stream, events);
      return stream;
    };

    it.each(met)('an append that expects %p happens', async (expected) => {
      const stream = await givenStream();
      const { revision } = await appendCounted(underTest.store, stream, 1, { expected });
      expect(revision).toBe(BigInt(events));
      expect(await underTest.store.readStream(stream)).toHaveLength(events + 1);
    });

    it.each(unmet)(
      'one that expects %p is refused, told what is there, and writes nothing',
      async (expected) => {
        const { store } = underTest;
        const stream = await givenStream();
        const head = await store.head();
        const actual = events === 0 ? 'no-stream' : BigInt(events - 1);
        const refusal = appendCounted(store, stream, 2, { expected });
        await expect(refusal).rejects.toThrow(EventStoreError);
        await expect(refusal).rejects.toMatchObject({ code: 'wrong-expected-revision', actual });
        expect(await store.readStream(stream)).toHaveLength(events);
        expect(await store.head()).toBe(head);
      },
    );
  });

  it.each<[string, number, ExpectedRevision]>([
    ['a new stream', 0, 'no-stream'],
    ['one revision', 1, 0n],
  ])('lets one of many win that race for %s', async (_, before, expected) => {
    const { store } = underTest;
    const stream = sampleStream();
    if (before > 0) await appendCounted(store, stream, before);
    const tries = await Promise.allSettled(
      range(20).map((n) => appendCounted(store, stream, 1, { from: 100 + n, expected })),
    );
    expect(tries.filter((t) => t.status === 'fulfilled')).toHaveLength(1);
    for (const lost of tries.filter((t) => t.status === 'rejected')) {
      expect(lost.reason).toMatchObject({
        code: 'wrong-expected-revision',
        actual: BigInt(before),
      });
    }
    const written = counts(await store.readStream(stream)).slice(before);
    expect(written).toEqual([100 + tries.findIndex((t) => t.status === 'fulfilled')]);
  });

  it('gives each of many appends at once a place of its own', async () => {
    const { store } = underTest;
    const stream = sampleStream();
    const results = await Promise.all(
      range(50).map((n) => appendCounted(store, stream, 2, { from: 2 * n })),
    );
    const events = await store.readStream(stream);
    expect(events.map((e) => e.revision)).toEqual(range(100).map(BigInt));
    expect(counts(events).sort((a, b) => a - b)).toEqual(range(100));
    for (const [n, { revision, position }] of results.entries()) {
      expect(events.filter((e) => counts([e])[0] === 2 * n + 1)).toMatchObject([
        { revision, position },
      ]);
    }
  });

  it('writes all events of an append or none', async () => {
    const { store } = underTest;
    const stream = sampleStream();
    const tooLarge = { type: 'Counted', data: { text: 'x'.repeat(MAX_EVENT_BYTES) } };
    const { events, options } = sampleCommand([{ type: 'Counted', data: { n: 0 } }, tooLarge]);
    await expect(store.append(stream, events, options)).rejects.toMatchObject({
      code: 'event-too-large',
    });
    expect(await store.readStream(stream)).toEqual([]);
  });

  it('takes an event of a megabyte, and measures in UTF-8', async () => {
    const { store } = underTest;
    const stream = sampleStream();
    const append = (text: string) => {
      const { events, options } = sampleCommand([{ type: 'LongTextFound', data: { text } }]);
      return store.append(stream, events, options);
    };
    const megabyte = 'x'.repeat(1_000_000);
    await append(megabyte);
    await expect(append('€'.repeat(MAX_EVENT_BYTES / 3))).rejects.toMatchObject({
      code: 'event-too-large',
    });
    expect((await store.readStream(stream)).map((e) => e.data)).toEqual([{ text: megabyte }]);
  });

  it('refuses an append without events', async () => {
    const { store } = underTest;
    const stream = sampleStream();
    const { options } = sampleCommand([]);
    await expect(store.append(stream, [], options)).rejects.toMatchObject({ code: 'no-events' });
    await expect(appendCounted(store, stream, 1, { expected: 'no-stream' })).resolves.toMatchObject(
      { revision: 0n },
    );
  });

  const cycle: { self?: object } = {};
  cycle.self = cycle;
  it.each<[string, object]>([
    ['a bigint', { n: 1n }],
    ['a cycle', cycle],
    ['nothing at all', undefined as unknown as object],
  ])('rejects data that JSON cannot carry (%s), and only that append', async (_, data) => {
    const { store } = underTest;
    const stream = sampleStream();
    const { events, options } = sampleCommand([
      { type: 'Counted', data: { n: 7 } },
      { type: 'Counted', data },
    ]);
    const [before, unfit, after] = await Promise.allSettled([
      appendCounted(store, stream, 1),
      store.append(stream, events, options),
      appendCounted(store, stream, 1, { from: 1 }),
    ]);
    expect([before.status, unfit.status, after.status]).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(unfit).toMatchObject({
      reason: { name: 'TypeError', message: expect.stringContaining('JSON') as string },
    });
    expect(counts(await store.readStream(stream)).sort()).toEqual([0, 1]);
  });

  it('agrees with a list of counters on any sequence of appends', async () => {
    const { store } = underTest;
    const anAppend = fc.record({
      to: fc.nat(1),
      count: fc.integer({ min: 1, max: 3 }),
      expected: fc.oneof(
        fc.constantFrom<ExpectedRevision>('any', 'no-stream', 'stream-exists'),
        fc.bigInt(0n, 6n),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anAppend, { maxLength: 12 }), async (appends) => {
        const streams = [sampleStream(), sampleStream()] as const;
        const lengths: [number, number] = [0, 0];
        for (const { to, count, expected } of appends) {
          const stream = to === 0 ? streams[0] : streams[1];
          const length = to === 0 ? lengths[0] : lengths[1];
          const result = await appendCounted(store, stream, count, { expected }).catch(
            (e: unknown) => e,
          );
          if (isMet(expected, length)) {
            lengths[to === 0 ? 0 : 1] = length + count;
            expect((result as AppendResult).revision).toBe(BigInt(length + count - 1));
          } else {
            const actual = length === 0 ? 'no-stream' : BigInt(length - 1);
            expect(result).toMatchObject({ code: 'wrong-expected-revision', actual });
          }
        }
        for (const to of [0, 1] as const) {
          expect(await store.readStream(streams[to])).toHaveLength(lengths[to]);
        }
      }),
      { numRuns: 25 },
    );
  });
}

function isMet(expected: ExpectedRevision, length: number): boolean {
  switch (expected) {
    case 'any':
      return true;
    case 'no-stream':
      return length === 0;
    case 'stream-exists':
      return length > 0;
    default:
      return Number(expected) === length - 1;
  }
}
