import { sampleStream } from '../support/sample-events.js';
import {
  all,
  appendCounted,
  counts,
  Follower,
  ownCategory,
  range,
  type StoreUnderTest,
} from './store-under-test.js';

/** Events that do not match, after which a subscription has told where it is at the latest. */
const MOST_UNTOLD = 100;

export function subscribingContract(underTest: StoreUnderTest): void {
  const followers: Follower[] = [];
  const follow = (options?: ConstructorParameters<typeof Follower>[1]): Follower => {
    const follower = new Follower(underTest.store, options);
    followers.push(follower);
    return follower;
  };
  afterEach(() => {
    for (const follower of followers.splice(0)) follower.abort();
  });

  it('gives what there is, says that it has caught up, then gives what is new', async () => {
    const { store } = underTest;
    const after = await store.head();
    const stream = sampleStream();
    const { position } = await appendCounted(store, stream, 3);
    const follower = follow({ after });
    const old = await follower.untilCaughtUp();
    expect(counts(old.events)).toEqual([0, 1, 2]);
    expect(old.position).toBe(position);
    const later = await appendCounted(store, stream, 2, { from: 3 });
    const fresh = await follower.untilCaughtUp();
    expect(counts(fresh.events)).toEqual([3, 4]);
    expect(fresh.position).toBe(later.position);
  });

  it('says at once that it has caught up where nothing is new', async () => {
    const { position: after } = await appendCounted(underTest.store, sampleStream(), 1);
    expect(await follow({ after }).untilCaughtUp()).toEqual({ events: [], position: after });
  });

  it('loses and doubles nothing while writers write, and gives the order of readAll', async () => {
    const { store } = underTest;
    const after = await store.head();
    const writers = range(4).map(async (writer) => {
      const stream = sampleStream();
      for (const n of range(40)) await appendCounted(store, stream, 1 + ((writer + n) % 3));
    });
    const early = follow({ after });
    const seenEarly = early.events(20);
    await writers[0];
    const late = follow({ after });
    await Promise.all(writers);
    const written = await all(store.readAll({ after }));
    expect(written.length).toBeGreaterThan(300);
    expect([...(await seenEarly), ...(await early.events(written.length - 20))]).toEqual(written);
    expect(await late.events(written.length)).toEqual(written);
  });

  it('resumes from every position', async () => {
    const { store } = underTest;
    const start = await store.head();
    const stream = sampleStream();
    await appendCounted(store, stream, 12);
    const positions = (await store.readStream(stream)).map((e) => e.position);
    for (const [index, after] of [start, ...positions].entries()) {
      const follower = follow({ after });
      const { events, position } = await follower.untilCaughtUp();
      expect(counts(events)).toEqual(range(12).slice(index));
      expect(position).toBe(positions.at(-1));
      follower.abort();
    }
  });

  it('resumes after the store was closed and opened again', async () => {
    const after = await underTest.store.head();
    const stream = sampleStream();
    await appendCounted(underTest.store, stream, 4);
    const [, last] = await follow({ after }).events(2);
    const store = await underTest.reopen();
    const follower = follow({ after: last?.position });
    expect(counts((await follower.untilCaughtUp()).events)).toEqual([2, 3]);
    await appendCounted(store, stream, 1, { from: 4 });
    expect(counts(await follower.events(1))).toEqual([4]);
  });

  it('gives many followers the same', async () => {
    const { store } = underTest;
    const after = await store.head();
    const many = range(20).map(() => follow({ after }));
    const seen = many.map((follower) => follower.events(30));
    for (const n of range(10)) await appendCounted(store, sampleStream(), 3, { from: 3 * n });
    for (const events of await Promise.all(seen)) expect(counts(events)).toEqual(range(30));
  });

  it('gives only what the filter lets pass, and still says how far it looked', async () => {
    const { store } = underTest;
    const category = ownCategory();
    const after = await store.head();
    const follower = follow({ after, filter: { categories: [category], types: ['OddCounted'] } });
    await appendCounted(store, sampleStream(category), 6);
    const { position: last } = await appendCounted(store, sampleStream(), 5);
    const events = await follower.events(3);
    expect(counts(events)).toEqual([1, 3, 5]);
    // Nothing of it matches, yet the subscription has to tell how far it has come: a checkpoint follows.
    const lookedBehind = async (position: string) => {
      for (let n = 0; n < MOST_UNTOLD; n += 10) await appendCounted(store, sampleStream(), 10);
      for (;;) {
        const { events: others, position: lookedAt } = await follower.untilCaughtUp();
        expect(others).toEqual([]);
        if (lookedAt !== undefined && lookedAt >= position) return;
      }
    };
    await lookedBehind(last);
    await lookedBehind((await appendCounted(store, sampleStream(), 1)).position);
  });

  describe('ends', () => {
    it('at once where the signal was aborted before', async () => {
      const follower = follow();
      follower.abort();
      expect(await follower.next()).toEqual({ done: true, value: undefined });
    });

    it('when the signal aborts while it waits', async () => {
      const follower = follow({ after: await underTest.store.head() });
      await follower.untilCaughtUp();
      const waiting = follower.next();
      follower.abort();
      expect(await waiting).toEqual({ done: true, value: undefined });
      expect(await follower.next()).toEqual({ done: true, value: undefined });
    });

    it('when the signal aborts between two events', async () => {
      const { store } = underTest;
      const after = await store.head();
      await appendCounted(store, sampleStream(), 10);
      const follower = follow({ after });
      await follower.events(3);
      follower.abort();
      expect(await follower.next()).toEqual({ done: true, value: undefined });
    });

    it('when its reader leaves, and harms no other', async () => {
      const { store } = underTest;
      const after = await store.head();
      await appendCounted(store, sampleStream(), 3);
      const other = follow({ after });
      const { signal } = new AbortController();
      for await (const item of store.subscribe({ after, signal })) {
        expect(item).toMatchObject({ data: { n: 0 } });
        break;
      }
      expect(counts(await other.events(3))).toEqual([0, 1, 2]);
    });
  });
}
