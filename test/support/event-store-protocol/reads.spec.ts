import { BACKWARDS, END, FORWARDS, START, type Position } from '@eventstore/db-client';

import {
  all,
  counted,
  describeOnBoth,
  numbers,
  ownStream,
  rejection,
} from './protocol-under-test.js';

describeOnBoth('reads', (server) => {
  const { stream } = ownStream();
  const own = <E extends { event?: { streamId: string } }>(events: E[]) =>
    events.filter(({ event }) => event?.streamId === stream);

  /** The log of a real server may be long; what lies before these tests is left alone. */
  let begin: Position;

  beforeAll(async () => {
    begin = (await server.client.setStreamMetadata(stream, {})).position!;
    // More than a page, and something of others between.
    for (let from = 0; from < 80; from += 20) {
      await server.client.appendToStream(stream, counted(20, from));
      await server.client.appendToStream(ownStream().stream, counted(1));
    }
  });

  it.each([
    ['all of a stream', {}, 0, 79, 80],
    ['from a revision, it included', { fromRevision: 70n }, 70, 79, 10],
    ['no more than asked for', { fromRevision: 3n, maxCount: 40 }, 3, 42, 40],
    ['backwards from the end', { direction: BACKWARDS, fromRevision: END }, 79, 0, 80],
    ['the last one', { direction: BACKWARDS, fromRevision: END, maxCount: 1 }, 79, 79, 1],
    ['backwards from a revision', { direction: BACKWARDS, fromRevision: 5n }, 5, 0, 6],
    ['backwards from beyond', { direction: BACKWARDS, fromRevision: 500n, maxCount: 2 }, 79, 78, 2],
    ['backwards from the start', { direction: BACKWARDS, fromRevision: START }, 0, 0, 1],
  ] as const)('give %s', async (_what, options, first, last, count) => {
    const read = numbers(await all(server.client.readStream(stream, options)));
    expect([read[0], read.at(-1), read.length]).toEqual([first, last, count]);
  });

  it('give nothing beyond the end, and refuse what is not there', async () => {
    const { client } = server;
    expect(await all(client.readStream(stream, { fromRevision: 80n }))).toEqual([]);
    const { stream: missing } = ownStream();
    expect(await rejection(all(client.readStream(missing)))).toMatchObject({
      type: 'stream-not-found',
      streamName: missing,
      message: `${missing} not found`,
    });
  });

  it('give all, forwards and backwards, in one order', async () => {
    const { client } = server;
    const forwards = await all(client.readAll({ fromPosition: begin }));
    const maxCount = forwards.length;
    const backwards = await all(
      client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount }),
    );
    expect(backwards.map(({ event }) => event?.id).reverse()).toEqual(
      forwards.map(({ event }) => event?.id),
    );
    expect(numbers(own(forwards))).toEqual(Array.from({ length: 80 }, (_, i) => i));
    const places = forwards.map(({ event }) => event!.position.commit);
    expect(places).toEqual([...new Set(places)].sort((a, b) => (a < b ? -1 : 1)));
    expect(forwards[0]?.event).toMatchObject({ type: '$metadata', streamId: `$$${stream}` });
  });

  it('give what there is from the start on', async () => {
    const [first] = await all(server.client.readAll({ maxCount: 1 }));
    expect(first?.event?.position?.commit).toBeGreaterThan(0n);
    expect(first?.event?.type).toMatch(/^\$/);
  });

  it('begin with the event at the position forwards, and before it backwards', async () => {
    const { client } = server;
    const events = own(await all(client.readAll({ fromPosition: begin })));
    const { position: fromPosition, id } = events[40]!.event!;
    const options = { fromPosition: fromPosition, maxCount: 2 };
    const forwards = await all(client.readAll({ direction: FORWARDS, ...options }));
    expect(forwards.map(({ event }) => event?.id)[0]).toBe(id);
    expect(forwards).toHaveLength(2);
    const backwards = await all(client.readAll({ direction: BACKWARDS, ...options }));
    expect(numbers(own(backwards)).at(-1)).toBe(numbers(events)[40]! - own(backwards).length);
    expect(backwards).toHaveLength(2);
  });

  it('give nothing after the end of all, and before its start', async () => {
    const { client } = server;
    expect(await all(client.readAll({ fromPosition: END }))).toEqual([]);
    const beyond = { commit: 1n << 50n, prepare: 1n << 50n };
    expect(await all(client.readAll({ fromPosition: beyond }))).toEqual([]);
    expect(await all(client.readAll({ direction: BACKWARDS, fromPosition: START }))).toEqual([]);
  });

  it('refuse a position where no event begins', async () => {
    const events = await all(server.client.readAll({ fromPosition: begin }));
    const { commit } = events.at(-2)!.event!.position;
    const between = { commit: commit + 1n, prepare: commit + 1n };
    for (const direction of [FORWARDS, BACKWARDS] as const) {
      const reading = server.client.readAll({ direction, fromPosition: between });
      expect(await rejection(all(reading))).toMatchObject({
        type: 'unknown',
        code: 2,
        message: expect.stringMatching(/Unexpected ReadAllResult: InvalidPosition/) as string,
      });
    }
  });

  it('fail at a position that was prepared after it was committed', async () => {
    const fromPosition = { commit: begin.commit, prepare: begin.commit + 1n };
    expect(await rejection(all(server.client.readAll({ fromPosition })))).toMatchObject({
      type: 'unknown',
      message: '2 UNKNOWN: Exception was thrown by handler.',
    });
  });
});
