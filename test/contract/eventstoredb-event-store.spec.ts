import { describeOnEventStore } from '../support/event-store-server.js';
import {
  startProtocolServer,
  type ProtocolServer,
} from '../support/event-store-protocol/protocol-server.js';
import { eventStoreDbAt } from '../support/eventstoredb-store.js';
import { eventStoreContract } from './event-store-contract.js';

describeOnEventStore('a real server', (url) => {
  eventStoreContract('EventStoreDB', eventStoreDbAt(url));
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
});
