import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { DELIVERIES_FILE } from '../../src/ledger-deliveries.js';
import { emptyPostgresViews } from '../../src/view-store/postgres/postgres-views.js';
import { WebhookClient } from '../../src/webhooks/delivering/webhook-client.js';
import { accepted } from '../support/answers.js';
import { ApiClient } from '../support/api-client.js';
import { startApi } from '../support/api-process.js';
import { Desk, type Written } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { describeOnPostgres } from '../support/postgres.js';
import { schemaOf } from '../support/postgres-server.js';
import { ServedLedger } from '../support/served-ledger.js';
import { answering, isSignedBy, taking, WebhookReceiver } from '../support/webhook-receiver.js';

describeOnPostgres('webhooks with the views in PostgreSQL', (server) => {
  let url: string;
  let served: ServedLedger;
  let hook: WebhookReceiver;
  beforeEach(async () => {
    url = server.newUrl();
    hook = await WebhookReceiver.start();
    served = await ServedLedger.start({
      settings: { readModelUrl: url, privateWebhooks: true },
      receivers: new WebhookClient({ isAllowedAddress: () => true }),
    });
  });
  afterEach(async () => {
    await served.stop();
    await hook.stop();
  });

  const register = async (by = served.admin) =>
    accepted<Written & { secret: string }>(await by.post('/v1/webhooks', { url: hook.url }));
  const deliveriesOf = async ({ id }: { id: string }, by = served.admin) =>
    accepted<{ items: { id: string; state: string }[] }>(
      await by.get(`/v1/webhooks/${id}/deliveries`),
    ).items;

  it('are sent what happens, and keep what is queued where the views are dropped', async () => {
    const desk = await Desk.over(served);
    const webhook = await register();
    await desk.claim();
    await eventually(() => hook.received.length === 1);
    expect(existsSync(join(served.dataDir, DELIVERIES_FILE))).toBe(false);
    hook.answer = answering(503);
    const claimId = await desk.claim();
    await eventually(() => hook.received.length === 2);
    await served.server.close();
    await emptyPostgresViews(url);
    hook.answer = taking;
    served = await ServedLedger.start(
      {
        settings: { readModelUrl: url, privateWebhooks: true },
        receivers: new WebhookClient({ isAllowedAddress: () => true }),
      },
      served.dataDir,
    );
    await eventually(() => hook.received.length === 3);
    const last = hook.received[2]!;
    expect(last.message.data['claimId']).toBe(claimId);
    expect(last.id).toBe(hook.ids[1]);
    expect(isSignedBy(webhook.secret, last)).toBe(true);
    const schema = `${schemaOf(url)}_webhooks`;
    const secret = webhook.secret.slice('whsec_'.length);
    const rows = await server.query(`select state::text from ${schema}.endpoints`);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('are managed by a process that only answers, and sent to by one that projects', async () => {
    const desk = await Desk.over(served);
    const api = await startApi(served.ledger);
    try {
      const admin = new ApiClient(api.url, served.admin.key);
      const webhook = await register(admin);
      await desk.claim();
      await eventually(() => hook.received.length === 1);
      expect(isSignedBy(webhook.secret, hook.received[0]!)).toBe(true);
      await eventually(async () => (await deliveriesOf(webhook, admin))[0]?.state === 'delivered');
      const [delivery] = await deliveriesOf(webhook, admin);
      const again = `/v1/webhooks/${webhook.id}/deliveries/${delivery!.id}/redelivery`;
      expect((await admin.post(again, undefined)).status).toBe(202);
      await eventually(() => hook.received.length === 2);
      expect(hook.ids[1]).toBe(hook.ids[0]);
    } finally {
      await api.server.close();
    }
  });
});
