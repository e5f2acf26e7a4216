import { jsonEvent } from '@eventstore/db-client';

import {
  all,
  counted,
  describeOnBoth,
  numbers,
  ownStream,
  rejection,
} from './protocol-under-test.js';

const WAYS = [
  ['a batch append', {}],
  ['a single append', { credentials: { username: 'admin', password: 'changeit' } }],
] as const;

describeOnBoth('appends', (server) => {
  describe.each(WAYS)('by %s', (_way, options) => {
    it('meet each of the four expectations', async () => {
      const { client } = server;
      const { stream } = ownStream();
      const append = (
        n: number,
        expectedRevision: 'any' | 'no_stream' | 'stream_exists' | bigint,
      ) => client.appendToStream(stream, counted(2, n), { expectedRevision, ...options });
      const answers = [
        await append(0, 'no_stream'),
        await append(2, 1n),
        await append(4, 'stream_exists'),
        await append(6, 'any'),
      ];
      expect(answers.map((answer) => answer.nextExpectedRevision)).toEqual([1n, 3n, 5n, 7n]);
      const events = await all(client.readStream(stream));
      expect(numbers(events)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      expect(events.map(({ event }) => event!.revision)).toEqual([0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n]);
      // The place of an append is that of its last event; its halves are the same.
      expect(answers.map((answer) => answer.position)).toEqual(
        [1, 3, 5, 7].map((i) => events[i]!.event!.position),
      );
      for (const { event } of events)
        expect(event!.position!.commit).toBe(event!.position!.prepare);
    });

    it('tell the revision that there is, where it is not the one expected', async () => {
      const { client } = server;
      const { stream } = ownStream();
      const refused = async (expectedRevision: 'no_stream' | 'stream_exists' | bigint) => {
        const error = await rejection(
          client.appendToStream(stream, counted(1), { expectedRevision, ...options }),
        );
        const { type, message, actualVersion, expectedVersion, streamName } = error;
        expect({ type, message, streamName }).toEqual({
          type: 'wrong-expected-version',
          message: '',
          streamName: stream,
        });
        return { actualVersion, expectedVersion };
      };
      const missing = 'no_stream';
      expect(await refused(0n)).toEqual({ actualVersion: missing, expectedVersion: 0n });
      expect(await refused('stream_exists')).toEqual({
        actualVersion: missing,
        expectedVersion: 'stream_exists',
      });
      await client.appendToStream(stream, counted(3));
      expect(await refused('no_stream')).toEqual({
        actualVersion: 2n,
        expectedVersion: 'no_stream',
      });
      expect(await refused(1n)).toEqual({ actualVersion: 2n, expectedVersion: 1n });
      expect(await refused(3n)).toEqual({ actualVersion: 2n, expectedVersion: 3n });
    });

    it('answer a repeated append as the first time, however much came after it', async () => {
      const { client } = server;
      const { stream } = ownStream();
      const [created, changed, more] = [counted(2), counted(2, 2), counted(1, 4)];
      const append = (
        events: ReturnType<typeof counted>,
        expectedRevision?: 'no_stream' | bigint,
      ) => client.appendToStream(stream, events, { expectedRevision, ...options });
      const first = [
        await append(created, 'no_stream'),
        await append(changed, 1n),
        await append(more),
      ];
      await append(counted(1, 5));
      const again = [
        await append(created, 'no_stream'),
        await append(changed, 1n),
        await append(more),
      ];
      expect(again).toEqual(first);
      expect(numbers(await all(client.readStream(stream)))).toEqual([0, 1, 2, 3, 4, 5]);
    });

    it('refuse one of which only a part is there', async () => {
      const { client } = server;
      const { stream } = ownStream();
      const events = counted(2);
      await client.appendToStream(stream, events, { expectedRevision: 'no_stream', ...options });
      for (const expectedRevision of ['no_stream', 'any'] as const) {
        const error = await rejection(
          client.appendToStream(stream, [...events, ...counted(1, 2)], {
            expectedRevision,
            ...options,
          }),
        );
        expect(error).toMatchObject({ type: 'wrong-expected-version', actualVersion: 1n });
      }
    });

    it('take an event of more than 1 MiB, and refuse one of more than a message may have', async () => {
      const { client } = server;
      const event = (mib: number) =>
        jsonEvent({ type: 'Large', data: { text: 'x'.repeat(mib * 1024 * 1024) } });
      await client.appendToStream(ownStream().stream, event(1.5), { ...options });
      const error = await rejection(
        client.appendToStream(ownStream().stream, event(16), { ...options }),
      );
      expect(error).toMatchObject({
        type: 'unknown',
        code: 8,
        // In .NET's words, or in those of Node's gRPC.
        message: expect.stringMatching(
          /^8 RESOURCE_EXHAUSTED: Received message (exceeds the maximum configured message size|larger than max)/,
        ) as string,
      });
    });

    it('succeed without events, also where there is no stream, and make none', async () => {
      const { client } = server;
      const { stream } = ownStream();
      const answer = await client.appendToStream(stream, [], { ...options });
      expect(answer).toMatchObject({ success: true });
      const error = await rejection(all(client.readStream(stream)));
      expect(error).toMatchObject({ type: 'stream-not-found' });
    });
  });

  it('keep an append in one piece that was sent in many', async () => {
    const { client } = server;
    const { stream } = ownStream();
    const both = [0, 100].map((from) =>
      client.appendToStream(stream, counted(100, from), { batchAppendSize: 1000 }),
    );
    await Promise.all(both);
    const read = numbers(await all(client.readStream(stream)));
    const [first, second] = [read.slice(0, 100), read.slice(100)];
    expect([first, second].sort((a, b) => a[0]! - b[0]!)).toEqual([
      Array.from({ length: 100 }, (_, i) => i),
      Array.from({ length: 100 }, (_, i) => 100 + i),
    ]);
  });

  it('let exactly one of many writers make a stream', async () => {
    const { client } = server;
    const { stream } = ownStream();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        client.appendToStream(stream, counted(1, i), { expectedRevision: 'no_stream' }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await all(client.readStream(stream))).toHaveLength(1);
  });
});
