import { describeWithEventStore } from '../support/event-store-server.js';
import { eventStoreDbAt } from '../support/eventstoredb-store.js';
import { eventStoreContract } from './event-store-contract.js';

describeWithEventStore('a real server', (url) => {
  eventStoreContract('EventStoreDB', eventStoreDbAt(url));
});
