import type { EventStore } from '../../src/event-store/event-store.js';
import { sampleCommand, sampleStream } from '../support/sample-events.js';
import { describeOnEventStore } from '../support/event-store-server.js';
import {
  startProtocolServer,
  type ProtocolServer,
} from '../support/event-store-protocol/protocol-server.js';
import { eventStoreDbAt } from '../support/eventstoredb-store.js';
import { eventStoreContract } from './event-store-contract.js';

describeOnEventStore('a real server', (url) => {
  eventStoreContract('EventStoreDB', eventStoreDbAt(url));
  eventStoreContract('EventStoreDB under a prefix', eventStoreDbAt(url, { streamPrefix: 'desk.' }));
});

describe('a server in this process that speaks its protocol', () => {
  let server: ProtocolServer;
  beforeAll(async () => {
    server = await startProtocolServer();
  });
  afterAll(() => server.stop());
  eventStoreContract(
    'EventStoreDB',
    eventStoreDbAt(() => server.url),
  );
  eventStoreContract(
    'EventStoreDB under a prefix',
    eventStoreDbAt(() => server.url, { streamPrefix: 'desk.' }),
  );

  describe('the instants of recording of several processes', () => {
    const processes = eventStoreDbAt(() => server.url);
    afterEach(() => processes.destroy());

    const HOUR_MS = 3_600_000;
    const appendAt = async (store: EventStore, ms: number, stream = sampleStream()) => {
      const recordedAt = new Date(Date.now() + ms).toISOString();
      const { events, options } = sampleCommand([{ type: 'ClockRead', data: {} }]);
      const metadata = { ...events[0]!.metadata, recordedAt };
      const { position } = await store.append(stream, [{ ...events[0]!, metadata }], options);
      return { stream, recordedAt: (await store.readAt(position))!.metadata.recordedAt };
    };

    it('do not go back where the clock of one of them is behind', async () => {
      const [{ store: right }, { store: slow }] = [await processes.open(), await processes.open()];
      const first = await appendAt(right, 0);
      expect((await appendAt(slow, -HOUR_MS)).recordedAt).toBe(first.recordedAt);
      // Within the second in which the end of the log is not looked at again.
      const next = await appendAt(right, 0);
      await slow.readStream(next.stream);
      const behind = await appendAt(slow, -HOUR_MS, next.stream);
      expect(behind.recordedAt).toBe(next.recordedAt);
    });
  });
});
