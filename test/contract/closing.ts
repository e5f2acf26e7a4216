import { sampleStream } from '../support/sample-events.js';
import { all, appendCounted, Follower, range, type StoreUnderTest } from './store-under-test.js';

export function closingContract(underTest: StoreUnderTest): void {
  it('finishes the appends that were called before', async () => {
    const { store } = underTest;
    const stream = sampleStream();
    const appends = range(10).map((n) => appendCounted(store, stream, 1, { from: n }));
    await store.close();
    expect(await Promise.all(appends)).toHaveLength(10);
    expect(await (await underTest.reopen()).readStream(stream)).toHaveLength(10);
  });

  it('ends the subscriptions', async () => {
    const { store } = underTest;
    const follower = new Follower(store, { after: await store.head() });
    await follower.untilCaughtUp();
    const waiting = follower.next();
    await store.close();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  it('refuses every later call', async () => {
    const { store } = underTest;
    const { position } = await appendCounted(store, sampleStream(), 3);
    const asked = store.readAll({ until: position })[Symbol.asyncIterator]();
    await store.close();
    const closed = { code: 'closed' };
    await expect(appendCounted(store, sampleStream(), 1)).rejects.toMatchObject(closed);
    await expect(store.readStream(sampleStream())).rejects.toMatchObject(closed);
    await expect(store.head()).rejects.toMatchObject(closed);
    await expect(all(store.readAll())).rejects.toMatchObject(closed);
    await expect(asked.next()).rejects.toMatchObject(closed);
    const { signal } = new AbortController();
    await expect(all(store.subscribe({ signal }))).rejects.toMatchObject(closed);
  });

  it('may be asked for twice', async () => {
    const { store } = underTest;
    await store.close();
    await expect(store.close()).resolves.toBeUndefined();
  });
}
