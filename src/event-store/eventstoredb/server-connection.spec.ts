import { jsonEvent, type EventStoreDBClient } from '@eventstore/db-client';

import {
  startProtocolServer,
  type ProtocolServer,
} from '../../../test/support/event-store-protocol/protocol-server.js';
import { eventually } from '../../../test/support/eventually.js';
import { openCallsOf } from './client-guard.js';
import { ServerConnection } from './server-connection.js';
import { NoAnswerError } from './server-failure.js';

let server: ProtocolServer;
let connection: ServerConnection;
beforeEach(async () => {
  server = await startProtocolServer();
  connection = new ServerConnection(server.url);
});
afterEach(async () => {
  jest.useRealTimers();
  await connection.close();
  await server.stop();
});

/** A client that was given up while an append asked for the server's features, and opened a call for it then. */
async function withLateCall(): Promise<EventStoreDBClient> {
  const client = await connection.client();
  server.faults.freeze();
  const appending = client.appendToStream('claim-1', [jsonEvent({ type: 'Counted', data: {} })]);
  for (let n = 0; n < 3; n += 1) connection.failed(client, new NoAnswerError('silence'));
  expect(connection.gaveUp(client)).toBe(true);
  await connection.client();
  server.faults.thaw();
  await appending;
  expect(openCallsOf(client).size).toBe(1);
  return client;
}

it('ends the calls of clients that were given up when it closes', async () => {
  const client = await withLateCall();
  await connection.close();
  await eventually(() => openCallsOf(client).size === 0);
});

it('ends them a minute later where it goes on, and rejects no append of another client', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  const client = await withLateCall();
  const other = await connection.client();
  const event = jsonEvent({ type: 'Counted', data: {} });
  await jest.advanceTimersByTimeAsync(60_000);
  jest.useRealTimers();
  await expect(other.appendToStream('claim-2', [event])).resolves.toMatchObject({ success: true });
  await eventually(() => openCallsOf(client).size === 0);
});
