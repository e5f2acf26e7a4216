import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';

import { DELIVERIES_FILE } from '../../src/ledger-deliveries.js';
import { WebhookClient } from '../../src/webhooks/delivering/webhook-client.js';
import { WEBHOOK_KEY_FILE } from '../../src/webhooks/webhook-secrets.js';
import type { WebhookAnswer } from '../../src/webhooks/queries/webhooks.js';
import type { DeliveryAnswer } from '../../src/webhooks/queries/deliveries.js';
import { accepted, refusalIn } from '../support/answers.js';
import { citedClaim, Desk, type Written } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { ServedLedger } from '../support/served-ledger.js';
import { answering, isSignedBy, taking, WebhookReceiver } from '../support/webhook-receiver.js';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';

interface Registered extends Written {
  readonly secret: string | null;
}

let served: ServedLedger;
let desk: Desk;
let receivers: WebhookReceiver[];
beforeEach(async () => {
  receivers = [];
  served = await startLedger();
  desk = await Desk.over(served);
});
afterEach(async () => {
  await served.stop();
  for (const receiver of receivers) await receiver.stop();
});

function startLedger(): Promise<ServedLedger> {
  return ServedLedger.start({
    settings: { privateWebhooks: true },
    receivers: new WebhookClient({ isAllowedAddress: () => true, timeMs: 1_000 }),
  });
}

async function receiver(answer = taking): Promise<WebhookReceiver> {
  const started = await WebhookReceiver.start(answer);
  receivers.push(started);
  return started;
}

async function register(url: string, body: object = {}, key = {}): Promise<Registered> {
  return accepted(await served.admin.post('/v1/webhooks', { url, ...body }, key));
}

async function webhook({ id }: { id: string }, position?: string): Promise<WebhookAnswer> {
  const query = position === undefined ? '' : `?atLeast=${position}`;
  return accepted(await served.admin.get(`/v1/webhooks/${id}${query}`));
}

async function deliveries({ id }: { id: string }, query = ''): Promise<DeliveryAnswer[]> {
  const path = `/v1/webhooks/${id}/deliveries?limit=500${query}`;
  return accepted<{ items: DeliveryAnswer[] }>(await served.admin.get(path)).items;
}

describe('a webhook', () => {
  it('is sent what is recorded of claims and sources, signed, as the library verifies', async () => {
    const hook = await receiver();
    const { id, secret } = await register(hook.url);
    const { claimId, sourceId, citationId } = await citedClaim(desk);
    const [ana, boris] = desk.reviewers;
    await desk.judge(ana, claimId, [citationId]);
    await desk.judge(boris, claimId, [citationId]);
    await eventually(() => hook.received.length === 6);
    expect(hook.types.toSorted()).toEqual([
      'claim.CitationAdded',
      'claim.ClaimRecorded',
      'claim.FindingReached',
      'claim.VerdictSubmitted',
      'claim.VerdictSubmitted',
      'source.SourceRegistered',
    ]);
    const ofClaim = hook.received.filter(({ message }) => message.data['claimId'] === claimId);
    expect(ofClaim.map(({ message }) => message.data['revision'])).toEqual([0, 1, 2, 3, 4]);
    for (const received of hook.received) {
      expect(isSignedBy(secret!, received)).toBe(true);
      expect(received.headers['content-type']).toBe('application/json');
    }
    const [source] = hook.received.filter(({ message }) => message.data['sourceId'] === sourceId);
    const event = await desk.auditor.get(`/v1/events/${String(source!.message.data['position'])}`);
    expect(source!.message.data['event']).toEqual(accepted<{ data: object }>(event).data);
    await eventually(async () => (await deliveries({ id }, '&state=delivered')).length === 6);
    expect((await deliveries({ id })).map((each) => each.id).toSorted()).toEqual(
      hook.ids.toSorted(),
    );
  });

  it('is sent nothing of members, keys, the policy, conflicts of interest and webhooks', async () => {
    const hook = await receiver();
    await register(hook.url);
    const claimId = await desk.claim();
    const conflict = { reason: 'He pays me.' };
    await desk.write(desk.reviewers[0], `/v1/claims/${claimId}/conflicts`, conflict);
    await served.member(['auditor']);
    await register(hook.url, { eventTypes: ['SourceWithdrawn'] });
    await desk.source();
    await eventually(() => hook.types.includes('source.SourceRegistered'));
    expect(hook.types.toSorted()).toEqual(['claim.ClaimRecorded', 'source.SourceRegistered']);
    expect(JSON.stringify(hook.received)).not.toContain('He pays me');
  });

  it('is sent what its lists select, from its registration on', async () => {
    await desk.claim({ topics: ['talks'] });
    const hook = await receiver();
    const { id } = await register(hook.url, { topics: ['TALKS'], eventTypes: ['ClaimRecorded'] });
    await desk.source();
    await desk.claim({ topics: ['harvest'] });
    const claimId = await desk.claim({ topics: ['Talks'] });
    await desk.relate(claimId, 'narrows', await desk.claim());
    await eventually(() => hook.received.length === 1);
    const amended = { topics: [], eventTypes: [], claims: [claimId] };
    const { position } = accepted<Written>(
      await served.admin.post(`/v1/webhooks/${id}/amendments`, amended),
    );
    expect(await webhook({ id }, position)).toMatchObject(amended);
    await desk.relate(claimId, 'contradicts', await desk.claim());
    await eventually(() => hook.received.length === 2);
    expect(hook.received.map(({ message }) => message.data['claimId'])).toEqual([claimId, claimId]);
    expect(hook.types).toEqual(['claim.ClaimRecorded', 'claim.ClaimRelated']);
  });

  it('says by a test whether the receiver takes what is sent', async () => {
    const hook = await receiver();
    const { id, secret } = await register(hook.url);
    const test = () => served.admin.post(`/v1/webhooks/${id}/test`, undefined);
    expect((await test()).body).toMatchObject({ delivered: true, status: 204, failure: null });
    expect(hook.received[0]!.message).toMatchObject({
      type: 'webhook.test',
      data: { webhookId: id },
    });
    expect(isSignedBy(secret!, hook.received[0]!)).toBe(true);
    hook.answer = answering(500);
    expect((await test()).body).toMatchObject({
      delivered: false,
      status: 500,
      failure: 'It answered 500.',
    });
    await hook.stop();
    receivers = [];
    expect((await test()).body).toMatchObject({ delivered: false, status: null });
    expect(await deliveries({ id })).toEqual([]);
    expect(refusalIn(await served.admin.post(`/v1/webhooks/${UNKNOWN}/test`, undefined))).toBe(
      '404 not-found webhook-unknown',
    );
  });
});

describe('its secret', () => {
  it('is shown once, and is in no event, view or file but the key', async () => {
    const hook = await receiver();
    const key = { 'Idempotency-Key': 'once' };
    const first = await register(hook.url, {}, key);
    expect(first.secret).toMatch(/^whsec_/);
    const again = await register(hook.url, {}, key);
    expect(again).toEqual({ ...first, secret: null });
    const { body: events } = await desk.auditor.get('/v1/events', { Accept: 'text/csv' });
    const shown = JSON.stringify(await webhook(first, first.position));
    const secret = first.secret!.slice('whsec_'.length);
    const folder = served.dataDir;
    const files = ['events.db', 'events.db-wal', 'views.db', 'views.db-wal', DELIVERIES_FILE];
    const kept = await Promise.all(files.map((file) => readFile(join(folder, file), 'latin1')));
    for (const text of [String(events), shown, ...kept]) expect(text).not.toContain(secret);
    for (const file of [WEBHOOK_KEY_FILE, DELIVERIES_FILE]) {
      expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
    }
  });

  it('is rotated, and both sign for a day; one that is known to others signs nothing more', async () => {
    const hook = await receiver();
    const { id, secret: first } = await register(hook.url);
    const rotate = async (body: object) =>
      accepted<Registered>(await served.admin.post(`/v1/webhooks/${id}/secret`, body)).secret!;
    const second = await rotate({});
    const { secret } = await webhook({ id }, (await desk.claim(), desk.position));
    expect(Date.parse(secret.previousUntil!) - Date.parse(secret.recordedAt)).toBe(24 * 3_600_000);
    await eventually(() => hook.received.length === 1);
    const [received] = hook.received;
    expect([first!, second].map((each) => isSignedBy(each, received!))).toEqual([true, true]);
    const third = await rotate({ compromised: true });
    await desk.claim();
    await eventually(() => hook.received.length === 2);
    const last = hook.received[1]!;
    expect([first!, second, third].map((each) => isSignedBy(each, last))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('that cannot be made any more sends nothing, says so, and is rotated', async () => {
    const hook = await receiver();
    const { id } = await register(hook.url);
    await served.server.close();
    await writeFile(join(served.dataDir, WEBHOOK_KEY_FILE), `${'A'.repeat(43)}\n`);
    served = await ServedLedger.start(
      {
        settings: { privateWebhooks: true },
        receivers: new WebhookClient({ isAllowedAddress: () => true }),
      },
      served.dataDir,
    );
    const refused = await served.admin.post(`/v1/webhooks/${id}/test`, undefined);
    expect(refusalIn(refused)).toBe('409 rule-refused webhook-secret-lost');
    desk = await Desk.over(served);
    await desk.claim();
    await eventually(async () => (await deliveries({ id })).length === 1);
    const notes = async () => (await served.anonymous.get('/health/ready')).body;
    await eventually(async () => JSON.stringify(await notes()).includes('is sent nothing'));
    const rotated = await served.admin.post(`/v1/webhooks/${id}/secret`, {});
    const { secret } = accepted<Registered>(rotated);
    await eventually(() => hook.received.length === 1);
    expect(isSignedBy(secret!, hook.received[0]!)).toBe(true);
  });

  it('is verified with a plain object of headers, and a text or a Buffer', async () => {
    const hook = await receiver();
    const { id, secret } = await register(hook.url);
    await served.admin.post(`/v1/webhooks/${id}/test`, undefined);
    const { body, headers } = hook.received[0]!;
    const verifier = new Webhook(secret!);
    expect(verifier.verify(body, headers)).toEqual(JSON.parse(body));
    expect(verifier.verify(Buffer.from(body), headers)).toEqual(JSON.parse(body));
    const asHeaders = new Headers(headers) as unknown as Record<string, string>;
    expect(() => verifier.verify(body, asHeaders)).toThrow('Missing required headers');
  });
});

describe('a receiver that does not take it', () => {
  it.each<[string, Parameters<typeof receiver>[0], RegExp]>([
    ['answers 500', answering(500), /^It answered 500\.$/],
    [
      'redirects',
      answering(302, { Location: 'http://127.0.0.1:1/' }),
      /redirects are not followed/,
    ],
    ['hangs', () => {}, /^It did not answer within 1 s\.$/],
    [
      'answers garbage',
      (_reply, _received, socket) => socket.end('no HTTP at all\r\n\r\n'),
      /could not be reached/,
    ],
    ['hangs up', (_reply, _received, socket) => socket.destroy(), /could not be reached/],
  ])(
    '%s: is tried again in five seconds, while writes and others go on',
    async (_, answer, told) => {
      const [bad, good] = [await receiver(answer), await receiver()];
      const { id } = await register(bad.url);
      await register(good.url);
      const begun = performance.now();
      await desk.claim();
      expect(performance.now() - begun).toBeLessThan(1_000);
      await eventually(() => good.received.length === 1);
      await eventually(async () => (await deliveries({ id }))[0]?.tries === 1);
      const [delivery] = await deliveries({ id });
      expect(delivery!.state).toBe('queued');
      expect(delivery!.lastTry!.failure).toMatch(told);
      const waits = Date.parse(delivery!.dueAt!) - Date.parse(delivery!.lastTry!.at);
      expect(waits).toBeGreaterThanOrEqual(4_900);
      expect(waits).toBeLessThan(6_000);
      expect(bad.received).toHaveLength(1);
    },
  );

  it('holds up the claim alone, whose messages come in their order in the end', async () => {
    const hook = await receiver();
    const { id } = await register(hook.url);
    const held = await desk.claim();
    await eventually(() => hook.received.length === 1);
    hook.answer = (reply, { message }) =>
      reply.writeHead(message.data['claimId'] === held ? 503 : 204).end();
    const other = await desk.claim();
    await desk.relate(held, 'narrows', other);
    await desk.relate(held, 'contradicts', other);
    await desk.relate(other, 'same-as', held);
    await eventually(
      () => hook.received.filter((r) => r.message.data['claimId'] === other).length === 2,
    );
    const queued = await deliveries({ id }, '&state=queued');
    expect(queued.map(({ dueAt }) => dueAt === null)).toEqual([true, false]);
    hook.answer = taking;
    for (const { id: did } of queued) {
      const again = await served.admin.post(
        `/v1/webhooks/${id}/deliveries/${did}/redelivery`,
        undefined,
      );
      expect([again.status, again.body]).toEqual([202, { id: did }]);
    }
    await eventually(async () => (await deliveries({ id }, '&state=queued')).length === 0);
    const ofHeld = hook.received.filter(({ message }) => message.data['claimId'] === held);
    expect(ofHeld.map(({ message }) => message.data['revision'])).toEqual([0, 1, 1, 2]);
    expect(ofHeld[1]!.id).toBe(ofHeld[2]!.id);
    expect(ofHeld[1]!.headers['webhook-signature']).toBeDefined();
  });

  it('answers 410: the webhook is disabled by the ledger, and sent what it missed when it is enabled', async () => {
    const hook = await receiver(answering(410));
    const { id } = await register(hook.url);
    await desk.claim();
    await eventually(async () => (await webhook({ id })).status === 'disabled');
    const { disabled } = await webhook({ id });
    expect(disabled).toMatchObject({ cause: 'gone', recordedBy: { name: 'Fact Ledger' } });
    await eventually(async () => {
      const { body } = await served.anonymous.get('/health/ready');
      return JSON.stringify(body).includes(`The webhook ${id} is disabled`);
    });
    expect((await served.anonymous.get('/health/ready')).status).toBe(200);
    await desk.claim();
    await desk.claim();
    const [first] = await deliveries({ id });
    const path = `/v1/webhooks/${id}/deliveries/${first!.id}/redelivery`;
    expect(refusalIn(await served.admin.post(path, undefined))).toBe(
      '409 rule-refused webhook-disabled',
    );
    expect(hook.received).toHaveLength(1);
    hook.answer = taking;
    accepted(await served.admin.post(`/v1/webhooks/${id}/enabling`, {}));
    await eventually(() => hook.received.length === 4);
    expect(new Set(hook.ids).size).toBe(3);
  });
});

describe('disabling, enabling and removing', () => {
  it('skips what was missed where that is asked for, or begins at a position', async () => {
    const hook = await receiver();
    const { id } = await register(hook.url);
    const off = async () =>
      accepted(await served.admin.post(`/v1/webhooks/${id}/disabling`, { reason: 'moving' }));
    const on = async (body: object) =>
      accepted(await served.admin.post(`/v1/webhooks/${id}/enabling`, body));
    await off();
    const missed = await desk.claim();
    const { position } = desk;
    await on({ missed: 'skip' });
    const taken = await desk.claim();
    await eventually(() => hook.received.length === 1);
    await off();
    await desk.claim();
    await on({ after: position });
    await eventually(() => hook.received.length === 2);
    const claims = hook.received.map(({ message }) => message.data['claimId']);
    expect(claims).toContain(taken);
    expect(claims).not.toContain(missed);
    await off();
    await on({ after: '0000000000000001' });
    await eventually(() => hook.received.length === 3);
    expect(hook.received[2]!.message.data['claimId']).toBe(missed);
  });

  it('forgets the deliveries of one that is removed, and changes it no more', async () => {
    const hook = await receiver(answering(500));
    const { id } = await register(hook.url);
    await desk.claim();
    await eventually(async () => (await deliveries({ id })).length === 1);
    const removal = await served.admin.post(`/v1/webhooks/${id}/removal`, { reason: 'not used' });
    const { position } = accepted<Written>(removal);
    await eventually(async () => (await deliveries({ id })).length === 0);
    expect(await webhook({ id }, position)).toMatchObject({
      status: 'removed',
      removed: { reason: 'not used' },
    });
    const refused = await served.admin.post(`/v1/webhooks/${id}/enabling`, {});
    expect(refusalIn(refused)).toBe('409 rule-refused webhook-removed');
  });
});

it('counts what it sends and what is queued', async () => {
  const hook = await receiver();
  await register(hook.url);
  await desk.claim();
  await eventually(() => hook.received.length === 1);
  hook.answer = answering(500);
  await desk.claim();
  await eventually(() => hook.received.length === 2);
  await eventually(async () => {
    const { body } = await served.anonymous.get('/metrics');
    return String(body).includes('fact_ledger_webhook_deliveries_total{outcome="failed"} 1');
  });
  const { body } = await served.anonymous.get('/metrics');
  expect(body).toContain('fact_ledger_webhook_deliveries_total{outcome="delivered"} 1');
  expect(body).toContain('fact_ledger_webhook_queued 1');
  expect(body).toContain('fact_ledger_webhook_dead_letters 0');
  expect(body).toMatch(/fact_ledger_webhook_lag_seconds \d/);
});
