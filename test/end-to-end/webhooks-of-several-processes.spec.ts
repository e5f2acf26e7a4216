import { WebhookClient } from '../../src/webhooks/delivering/webhook-client.js';
import { accepted } from '../support/answers.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import {
  startProtocolServer,
  type ProtocolServer,
} from '../support/event-store-protocol/protocol-server.js';
import { describeOnPostgres } from '../support/postgres.js';
import { ServedLedger } from '../support/served-ledger.js';
import { isSignedBy, WebhookReceiver } from '../support/webhook-receiver.js';

const KEY = 'for-all-processes-0123456789-abcdef';

describeOnPostgres('two servers over an event store server and PostgreSQL', (database) => {
  let events: ProtocolServer;
  let hook: WebhookReceiver;
  const serving: ServedLedger[] = [];
  beforeEach(async () => {
    events = await startProtocolServer();
    hook = await WebhookReceiver.start();
  });
  afterEach(async () => {
    for (const served of serving) await served.stop();
    await hook.stop();
    await events.stop();
  });

  /** They share the folder, as those of one ledger do. */
  async function start(readModelUrl: string, folder?: string): Promise<ServedLedger> {
    const settings = {
      eventStoreUrl: events.url,
      readModelUrl,
      adminKey: KEY,
      privateWebhooks: true,
    };
    const receivers = new WebhookClient({ isAllowedAddress: () => true });
    const served = await ServedLedger.start({ settings, receivers }, folder);
    serving.push(served);
    return served;
  }

  it('send each event once, signed alike, and go on when the one that sends is stopped', async () => {
    const url = database.newUrl();
    const first = await start(url);
    const second = await start(url, first.dataDir);
    const registered = await second.admin.post('/v1/webhooks', { url: hook.url });
    const { secret } = accepted<{ secret: string }>(registered);
    const desks = [await Desk.over(first), await Desk.over(second)];
    const claims = new Set<string>();
    for (let n = 0; n < 10; n += 1) claims.add(await desks[n % 2]!.claim());
    await eventually(() => hook.received.length === claims.size);
    await first.server.close();
    serving.shift();
    for (let n = 0; n < 10; n += 1) claims.add(await desks[1]!.claim());
    await eventually(() => hook.received.length === claims.size);
    const heard = hook.received.map(({ message }) => message.data['claimId']);
    expect(new Set(heard)).toEqual(claims);
    expect(hook.received.every((received) => isSignedBy(secret, received))).toBe(true);
  }, 60_000);
});
