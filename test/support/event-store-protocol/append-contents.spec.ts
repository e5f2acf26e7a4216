import { binaryEvent, jsonEvent } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';

import { all, counted, describeOnBoth, ownStream } from './protocol-under-test.js';

describeOnBoth('what appends hand in', (server) => {
  it('comes back: ids, types, data, metadata and the time', async () => {
    const { client } = server;
    const { stream } = ownStream();
    const [jsonId, binaryId] = [randomUUID(), randomUUID()];
    const before = Date.now() - 1000;
    await client.appendToStream(stream, [
      jsonEvent({
        id: jsonId,
        type: 'Said',
        data: { text: 'Žluťoučký 🐎' },
        metadata: { by: 'me' },
      }),
      binaryEvent({
        id: binaryId,
        type: 'Seen',
        data: new Uint8Array([0, 255, 7]),
        metadata: new Uint8Array([123, 0]),
      }),
    ]);
    const [said, seen] = (await all(client.readStream(stream))).map(({ event }) => event!);
    expect(said).toMatchObject({
      streamId: stream,
      id: jsonId,
      type: 'Said',
      isJson: true,
      data: { text: 'Žluťoučký 🐎' },
      metadata: { by: 'me' },
    });
    expect(said!.created.getTime()).toBeGreaterThan(before);
    expect(said!.created.getTime()).toBeLessThan(Date.now() + 1000);
    expect(seen).toMatchObject({ id: binaryId, type: 'Seen', isJson: false });
    expect([...(seen!.data as Uint8Array)]).toEqual([0, 255, 7]);
    expect([...(seen!.metadata as Uint8Array)]).toEqual([123, 0]);
  });

  it('may be the metadata of a stream, which makes the stream exist', async () => {
    const { client } = server;
    const { stream } = ownStream();
    expect(await client.getStreamMetadata(stream)).toEqual({ streamName: stream });
    await client.setStreamMetadata(stream, {
      acl: { deleteRoles: [], metaWriteRoles: [] },
      own: 7,
    });
    expect(await client.getStreamMetadata(stream)).toMatchObject({
      streamName: stream,
      metadata: { acl: { deleteRoles: [], metaWriteRoles: [] }, own: 7 },
    });
    const answer = await client.appendToStream(stream, counted(1), {
      expectedRevision: 'stream_exists',
    });
    expect(answer.nextExpectedRevision).toBe(0n);
  });
});
