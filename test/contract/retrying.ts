import { randomUUID } from 'node:crypto';

import type { ExpectedRevision } from '../../src/event-store/event-store.js';
import { sampleDigest, sampleStream } from '../support/sample-events.js';
import { appendCounted, counts, range, type StoreUnderTest } from './store-under-test.js';

export function retryingContract(underTest: StoreUnderTest): void {
  const aCommand = (expected: ExpectedRevision = 'no-stream') => ({
    commandId: randomUUID(),
    commandDigest: sampleDigest(),
    expected,
  });

  it('gives the first answer again after later appends, and writes nothing', async () => {
    const { store } = underTest;
    const stream = sampleStream();
    const command = aCommand();
    const first = await appendCounted(store, stream, 2, command);
    await appendCounted(store, stream, 3, { from: 2 });
    // Its own run is what now stands in the way of its expectation.
    expect(await appendCounted(store, stream, 2, command)).toEqual({
      ...first,
      deduplicated: true,
    });
    expect(counts(await store.readStream(stream))).toEqual(range(5));
  });

  it('gives it also after the store was closed and opened again', async () => {
    const stream = sampleStream();
    const command = aCommand();
    const first = await appendCounted(underTest.store, stream, 2, command);
    await appendCounted(underTest.store, stream, 1, { from: 2 });
    const store = await underTest.reopen();
    expect(await appendCounted(store, stream, 2, command)).toEqual({
      ...first,
      deduplicated: true,
    });
    expect(await store.readStream(stream)).toHaveLength(3);
  });

  it('gives it where the retry decided on other events', async () => {
    const { store } = underTest;
    const stream = sampleStream();
    const command = aCommand();
    const first = await appendCounted(store, stream, 2, command);
    const retry = appendCounted(store, stream, 3, { ...command, from: 5, expected: 1n });
    await expect(retry).resolves.toEqual({ ...first, deduplicated: true });
    expect(counts(await store.readStream(stream))).toEqual([0, 1]);
  });

  it.each<ExpectedRevision>(['no-stream', 0n])(
    'happens once when tried twice at once on %p',
    async (expected) => {
      const { store } = underTest;
      const stream = sampleStream();
      if (expected !== 'no-stream') await appendCounted(store, stream, 1);
      const command = aCommand(expected);
      const [a, b] = await Promise.all([
        appendCounted(store, stream, 1, { ...command, from: 1 }),
        appendCounted(store, stream, 1, { ...command, from: 1 }),
      ]);
      expect({ ...a, deduplicated: true }).toEqual({ ...b, deduplicated: true });
      expect([a.deduplicated, b.deduplicated].sort()).toEqual([false, true]);
      expect(counts(await store.readStream(stream)).filter((n) => n === 1)).toHaveLength(1);
    },
  );

  it('refuses a command id that was another command, also after opening again', async () => {
    const stream = sampleStream();
    const command = aCommand();
    await appendCounted(underTest.store, stream, 1, command);
    const reused = { ...command, commandDigest: sampleDigest(), expected: 0n };
    const refused = { code: 'command-id-reused' };
    await expect(appendCounted(underTest.store, stream, 1, reused)).rejects.toMatchObject(refused);
    const store = await underTest.reopen();
    await expect(appendCounted(store, stream, 1, reused)).rejects.toMatchObject(refused);
    expect(await store.readStream(stream)).toHaveLength(1);
  });

  it('remembers no command that was refused', async () => {
    const { store } = underTest;
    const stream = sampleStream();
    const command = aCommand(4n);
    await expect(appendCounted(store, stream, 1, command)).rejects.toMatchObject({
      actual: 'no-stream',
    });
    await expect(
      appendCounted(store, stream, 1, { ...command, expected: 'no-stream' }),
    ).resolves.toMatchObject({ revision: 0n, deduplicated: false });
  });
}
