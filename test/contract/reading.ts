import type { Position, RecordedEvent } from '../../events/envelope.js';
import type { EventStore, ReadStreamOptions } from '../../src/event-store/event-store.js';
import { sampleStream } from '../support/sample-events.js';
import {
  all,
  appendCounted,
  counts,
  ownCategory,
  range,
  type StoreUnderTest,
} from './store-under-test.js';

export function readingContract(underTest: StoreUnderTest): void {
  describe('a stream', () => {
    it('has no events where it was never written', async () => {
      expect(await underTest.store.readStream(sampleStream())).toEqual([]);
    });

    it.each<[ReadStreamOptions, number[]]>([
      [{}, [0, 1, 2, 3, 4]],
      [{ from: 0n }, [0, 1, 2, 3, 4]],
      [{ from: 3n }, [3, 4]],
      [{ from: 5n }, []],
      [{ from: 2n ** 53n + 1n }, []],
      [{ limit: 2 }, [0, 1]],
      [{ limit: 0 }, []],
      [{ from: 1n, limit: 3 }, [1, 2, 3]],
      [{ direction: 'backwards' }, [4, 3, 2, 1, 0]],
      [{ direction: 'backwards', from: 2n }, [2, 1, 0]],
      [{ direction: 'backwards', from: 100n, limit: 2 }, [4, 3]],
    ])('of five events, read with %p', async (options, expected) => {
      const { store } = underTest;
      const stream = sampleStream();
      await appendCounted(store, stream, 5);
      await appendCounted(store, sampleStream(), 2);
      expect(counts(await store.readStream(stream, options))).toEqual(expected);
    });
  });

  describe('the whole log', () => {
    it('comes in one order, over many pages, and the same one backwards', async () => {
      const { store } = underTest;
      const after = await store.head();
      await appendInterleaved(store, 1250);
      const forwards = await all(store.readAll({ after }));
      expect(counts(forwards)).toEqual(range(1250));
      const positions = forwards.map((e) => e.position);
      expect(positions).toEqual([...new Set(positions)].sort());
      expect(positions.at(-1)).toBe(await store.head());
      const before = all(store.readAll({ direction: 'backwards', limit: 1250 }));
      expect(await before).toEqual([...forwards].reverse());
    });

    it('is the same after the store was closed and opened again', async () => {
      const after = await underTest.store.head();
      await appendInterleaved(underTest.store, 20);
      const before = await all(underTest.store.readAll({ after }));
      const store = await underTest.reopen();
      expect(await all(store.readAll({ after }))).toEqual(before);
      expect(await store.head()).toBe(before.at(-1)?.position);
    });

    it('starts after `after`, ends with `until` and at `limit`', async () => {
      const { store } = underTest;
      const { at, start } = await tenEvents(store);
      const read = async (options: Parameters<EventStore['readAll']>[0]) =>
        counts(await all(store.readAll(options)));
      expect(await read({ after: at(3) })).toEqual([4, 5, 6, 7, 8, 9]);
      expect(await read({ after: start, until: at(3) })).toEqual([0, 1, 2, 3]);
      expect(await read({ after: at(2), until: at(5) })).toEqual([3, 4, 5]);
      expect(await read({ after: at(2), until: at(2) })).toEqual([]);
      expect(await read({ after: at(5), until: at(2) })).toEqual([]);
      expect(await read({ after: at(9) })).toEqual([]);
      expect(await read({ after: at(2), limit: 2 })).toEqual([3, 4]);
      expect(await read({ after: at(2), until: at(3), limit: 5 })).toEqual([3]);
      expect(await read({ after: at(2), limit: 0 })).toEqual([]);
    });

    it('does so backwards, too', async () => {
      const { store } = underTest;
      const { at } = await tenEvents(store);
      const read = async (options: Parameters<EventStore['readAll']>[0]) =>
        counts(await all(store.readAll({ ...options, direction: 'backwards' })));
      expect(await read({ until: at(7) })).toEqual([9, 8, 7]);
      expect(await read({ after: at(3), until: at(1) })).toEqual([2, 1]);
      expect(await read({ after: at(3), limit: 2 })).toEqual([2, 1]);
      expect(await read({ after: at(3), until: at(3) })).toEqual([]);
      expect(await read({ limit: 1 })).toEqual([9]);
    });

    it('gives only what the filter lets pass, over many pages', async () => {
      const { store } = underTest;
      const after = await store.head();
      const [one, other, none] = [ownCategory(), ownCategory(), ownCategory()];
      // Categories whose names begin as the first's does, with the neighbours of `-` behind it.
      const streams = [one, other, `${one}x`, `${one}.`, `${one},`].map((category) =>
        sampleStream(category),
      );
      const [first = '', second = ''] = streams;
      for (const n of range(40)) {
        await Promise.all(
          streams.map((s, i) => appendCounted(store, s, 10, { from: 50 * n + 10 * i })),
        );
      }
      const everything = await all(store.readAll({ after }));
      expect(everything).toHaveLength(2000);
      const expectFiltered = async (
        filter: NonNullable<Parameters<EventStore['readAll']>[0]>['filter'],
        matches: (event: RecordedEvent) => boolean,
      ) => {
        const expected = everything.filter(matches);
        expect(await all(store.readAll({ after, filter }))).toEqual(expected);
        const backwards = all(
          store.readAll({ until: everything[0]?.position, filter, direction: 'backwards' }),
        );
        expect(await backwards).toEqual([...expected].reverse());
      };
      await expectFiltered({ stream: first }, (e) => e.stream === first);
      await expectFiltered({ categories: [one] }, (e) => e.stream === first);
      await expectFiltered({ categories: [one, other] }, (e) => [first, second].includes(e.stream));
      await expectFiltered(
        { types: ['OddCounted'], categories: [other] },
        (e) => e.stream === second && e.type === 'OddCounted',
      );
      await expectFiltered(
        { types: ['OddCounted'], stream: first },
        (e) => e.stream === first && e.type === 'OddCounted',
      );
      await expectFiltered({ stream: first, categories: [other] }, () => false);
      await expectFiltered({ categories: [none] }, () => false);
      await expectFiltered({ categories: [] }, () => false);
      await expectFiltered({ types: [] }, () => false);
    });

    it('stops a filtered reading at `limit` matching events and at `until`', async () => {
      const { store } = underTest;
      const { at, stream } = await tenEvents(store);
      const filter = { stream, types: ['OddCounted'] };
      expect(counts(await all(store.readAll({ filter, limit: 2 })))).toEqual([1, 3]);
      expect(counts(await all(store.readAll({ filter, until: at(6) })))).toEqual([1, 3, 5]);
    });

    it('gives the one event at a position', async () => {
      const { store } = underTest;
      const { at, stream } = await tenEvents(store);
      const event = await store.readAt(at(3));
      expect(event).toEqual((await store.readStream(stream))[3]);
      const behind = at(3).replace(/\d/g, '9');
      expect(await store.readAt(behind)).toBeUndefined();
    });

    it('knows no event between two of them, and says so at once', async () => {
      const { store } = underTest;
      const { at, start } = await tenEvents(store);
      const between = justBehind(at(3));
      const begun = Date.now();
      // What lies behind is given, or the position is refused: some stores know where events begin.
      for (const outcome of await Promise.allSettled([
        store.readAt(between),
        all(store.readAll({ after: between, until: at(5) })).then((events) => events.slice(1)),
        all(store.readAll({ after: between, until: at(3), direction: 'backwards', limit: 1 })),
      ])) {
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(RangeError);
      }
      expect(Date.now() - begun).toBeLessThan(1_000);
      // And nothing else is cut off by it.
      expect(counts(await all(store.readAll({ after: start })))).toEqual(range(10));
    });

    it('can be left in the middle', async () => {
      const { store } = underTest;
      const { start } = await tenEvents(store);
      const seen: number[] = [];
      for await (const event of store.readAll({ after: start })) {
        seen.push(...counts([event]));
        if (seen.length === 3) break;
      }
      expect(seen).toEqual([0, 1, 2]);
      await expect(appendCounted(store, sampleStream(), 1)).resolves.toBeDefined();
    });

    it('can be read while it is written', async () => {
      const { store } = underTest;
      const after = await store.head();
      await appendInterleaved(store, 600);
      const seen: RecordedEvent[] = [];
      for await (const event of store.readAll({ after })) {
        seen.push(event);
        if (seen.length % 100 === 0) await appendCounted(store, sampleStream(), 1);
      }
      expect(counts(seen.slice(0, 600))).toEqual(range(600));
    });
  });
}

/** Counted events in a known order, over three streams, in appends of 25. */
async function appendInterleaved(store: EventStore, count: number): Promise<void> {
  const streams = [sampleStream(), sampleStream('source'), sampleStream('member')];
  for (let from = 0; from < count; from += 25) {
    const stream = streams[(from / 25) % streams.length] ?? '';
    await appendCounted(store, stream, Math.min(25, count - from), { from });
  }
}

async function tenEvents(store: EventStore) {
  const start = await store.head();
  const stream = sampleStream();
  await appendCounted(store, stream, 10);
  const positions = (await store.readStream(stream)).map((e) => e.position);
  const at = (n: number): Position => positions[n] ?? '';
  return { start, stream, at };
}

/** No event's: those of servers are far apart, and those of SQLite have no gaps, so that it is the next. */
function justBehind(position: Position): Position {
  return position.replace(/\d+/g, (digits) =>
    String(BigInt(digits) + 1n).padStart(digits.length, '0'),
  );
}
