import type { EventStoreDBClient } from '@eventstore/db-client';

import { all, counted, numbers, rejection, ServerAndClients } from './protocol-under-test.js';

const soon = (ms: number) =>
  new Promise<'still waiting'>((resolve) => {
    setTimeout(() => resolve('still waiting'), ms);
  });

describe('what a client meets at a server that is frozen', () => {
  let under: ServerAndClients;
  let client: EventStoreDBClient;

  beforeEach(async () => {
    under = await ServerAndClients.start();
    client = under.client();
    await client.appendToStream('warm-1', counted(1));
  });
  afterEach(() => under.stop());

  const stored = (stream: string) => under.server.log.stream(stream)?.length ?? 0;

  it('no answer to anything, and after the thaw all is stored and told', async () => {
    const { faults } = under.server;
    faults.freeze();
    const append = client.appendToStream('s-1', counted(1));
    const read = all(client.readStream('warm-1'));
    expect(await Promise.race([append, read, soon(500)])).toBe('still waiting');
    expect(stored('s-1')).toBe(0);
    faults.thaw();
    expect((await append).success).toBe(true);
    expect(numbers(await read)).toEqual([0]);
    expect(stored('s-1')).toBe(1);
  });

  it('new connections taken, and what a client left behind that is gone stored after the thaw', async () => {
    const { faults } = under.server;
    faults.freeze();
    const late = under.client();
    expect(await Promise.race([all(late.readStream('warm-1')), soon(200)])).toBe('still waiting');
    const gone = rejection(client.appendToStream('s-1', counted(1)));
    await soon(50);
    await client.dispose();
    await gone;
    expect(stored('s-1')).toBe(0);
    faults.thaw();
    await soon(200);
    expect(stored('s-1')).toBe(1);
  });

  it('a batch refused that was read after its deadline, or stored, where it was read before', async () => {
    const { faults } = under.server;
    const appended = async (stream: string) => {
      faults.freeze();
      const append = client.appendToStream(stream, counted(1), { deadline: 50 });
      const waiting = Promise.race([append.catch(() => 'refused'), soon(150)]);
      expect(await waiting).toBe('still waiting');
      faults.thaw();
      return append;
    };
    expect(await rejection(appended('s-1'))).toMatchObject({ type: 'deadline-exceeded' });
    expect(stored('s-1')).toBe(0);
    faults.storesLateBatches = true;
    expect((await appended('s-2')).success).toBe(true);
    expect(stored('s-2')).toBe(1);
  });
});
