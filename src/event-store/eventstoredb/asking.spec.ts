import type { EventStoreDBClient } from '@eventstore/db-client';
import { Readable } from 'node:stream';

import { Asking } from './asking.js';
import type { ServerStream } from './inflow.js';
import type { ServerConnection } from './server-connection.js';
import { NoAnswerError } from './server-failure.js';

const client = {} as EventStoreDBClient;
const connection = {
  client: async () => client,
  gaveUp: () => false,
  worked: () => {},
  failed: () => {},
} as unknown as ServerConnection;

interface Counted {
  readonly n: number;
}

/** Gives these, then breaks off; or ends, where it is whole. */
function reading(items: readonly Counted[], whole: boolean): ServerStream {
  const stream = new Readable({ objectMode: true, read: () => {} });
  for (const item of items) stream.push(item);
  if (whole) stream.push(null);
  else setTimeout(() => stream.emit('error', new NoAnswerError('it broke off')), 5);
  return Object.assign(stream, { cancel: async () => {} });
}

describe('a reading that breaks off', () => {
  const asking = new Asking(connection, 1_000);

  it('goes on behind the last item for as long as it gets further', async () => {
    const seen: number[] = [];
    const open = () => reading([{ n: seen.length }], seen.length === 9);
    for await (const { n } of asking.each<Counted>('cannot read', open, () => seen.length)) {
      seen.push(n);
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('fails where it gives the same again and again', async () => {
    const seen: number[] = [];
    const read = async () => {
      const items = asking.each<Counted>(
        'cannot read',
        () => reading([{ n: 0 }], false),
        () => seen[0],
      );
      for await (const { n } of items) seen.push(n);
    };
    await expect(read()).rejects.toMatchObject({
      code: 'unavailable',
      message: 'cannot read: it broke off',
    });
    // Once with progress, then as often as is borne.
    expect(seen).toHaveLength(6);
  });
});
