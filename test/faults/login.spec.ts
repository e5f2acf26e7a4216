import { Asking } from '../../src/event-store/eventstoredb/asking.js';
import { openEventStoreDb } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { OwnStreams } from '../../src/event-store/eventstoredb/own-streams.js';
import { ServerConnection } from '../../src/event-store/eventstoredb/server-connection.js';
import { findings, prepareServer } from '../../src/event-store/eventstoredb/server-preparation.js';
import {
  startProtocolServer,
  type ProtocolServer,
} from '../support/event-store-protocol/protocol-server.js';
import { loginRefused } from '../support/event-store-protocol/refusals.js';

const OWN = new OwnStreams();

let server: ProtocolServer;
let connection: ServerConnection;
let asking: Asking;

beforeEach(async () => {
  server = await startProtocolServer();
  connection = new ServerConnection(server.url);
  asking = new Asking(connection, 1_000);
});
afterEach(async () => {
  await connection.close();
  await server.stop();
});

describe('a login that the server refuses', () => {
  beforeEach(() => void server.faults.reads.add({ refuse: loginRefused() }, Infinity));

  it('is named by the check, and nothing else is found', async () => {
    expect(await findings(asking, 'kurrentdb://desk%40home:secret@events.example', OWN)).toEqual([
      'The server refuses the login desk@home: it knows no such user, or another password.',
    ]);
  });

  it('is named where it was to prepare the server', async () => {
    const url = server.url.replace('//', '//root:secret@');
    await expect(prepareServer(url, 'ledger')).rejects.toMatchObject({
      message:
        'cannot prepare the event store as root: the server refuses the login: it knows no such user, or another password',
    });
  });

  it('is told at the start', async () => {
    await expect(openEventStoreDb({ connectionString: server.url })).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('the server refuses the login') as string,
    });
  });
});
