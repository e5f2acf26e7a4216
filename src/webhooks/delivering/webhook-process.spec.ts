import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';

import { ledgerCatalog } from '../../../events/ledger-catalog.js';
import { eventually } from '../../../test/support/eventually.js';
import { LeaseTable } from '../../../test/support/lease-table.js';
import { sqliteStoreInFolder } from '../../../test/support/sqlite-store-in-folder.js';
import { claimDecider } from '../../claims/claim.decider.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { DeliveryStore } from '../../delivery-store/delivery-store.js';
import { DeliveryFile } from '../../delivery-store/sqlite/delivery-file.js';
import type { EventStore } from '../../event-store/event-store.js';
import type { WebhookMessage } from './message.js';
import { webhookDecider, type WebhookCommand } from '../webhook.decider.js';
import { newSalt, WEBHOOK_KEY_FILE, WebhookSecrets } from '../webhook-secrets.js';
import type { DeliveryOutcome } from './sending.js';
import type { Answered, Receivers, SignedMessage } from './webhook-client.js';
import { WebhookProcess } from './webhook-process.js';

const ADMIN = { id: uuidv7(), roles: ['admin'], organization: 'Desk' } as const;
const TAKEN: Answered = { status: 204, failure: null, retryAfter: undefined, milliseconds: 1 };
const REFUSED: Answered = { ...TAKEN, status: 500, failure: 'It answered 500.' };

const stores = sqliteStoreInFolder();
let store: EventStore;
let folder: string;
let runner: CommandRunner;
let leases: LeaseTable;
let running: { process: WebhookProcess; deliveries: DeliveryStore }[];
let sent: { readonly by: string; readonly id: string; readonly message: WebhookMessage }[];
let tried: DeliveryOutcome[];
/** What a receiver makes of it. */
let answer: (message: SignedMessage) => Answered | Promise<Answered>;
beforeEach(async () => {
  const opened = await stores.open();
  store = opened.store;
  folder = dirname(opened.file);
  runner = new CommandRunner(store, ledgerCatalog, () => new Date());
  leases = new LeaseTable();
  [running, sent, tried] = [[], [], []];
  answer = () => TAKEN;
});
afterEach(async () => {
  for (const { process, deliveries } of running) {
    await process.stop();
    await deliveries.close();
  }
  await stores.destroy();
});

const deliveriesHere = () => new DeliveryStore(new DeliveryFile(join(folder, 'webhooks.db')));
const secretsHere = () => new WebhookSecrets(join(folder, WEBHOOK_KEY_FILE));

/** @param name of the process, by which it asks for the lease */
function start(name: string, retryDelays: readonly number[] = [1, 1]): WebhookProcess {
  const client: Pick<Receivers, 'send'> = {
    send: async (message) => {
      const id = message.headers['webhook-id'];
      sent.push({ by: name, id, message: JSON.parse(message.body) as WebhookMessage });
      return answer(message);
    },
  };
  const deliveries = deliveriesHere();
  const process = new WebhookProcess({
    store,
    catalog: ledgerCatalog,
    deliveries,
    secrets: secretsHere(),
    client,
    clock: () => new Date(),
    runner,
    leases: leases.process(name),
    retryDelays,
    onTried: (outcome) => tried.push(outcome),
  });
  running.push({ process, deliveries });
  process.start();
  return process;
}

async function run(id: string, command: WebhookCommand): Promise<void> {
  const commandId = uuidv7();
  await runner.run({
    decider: webhookDecider,
    stream: `webhook-${id}`,
    context: { actor: ADMIN, commandId, correlationId: commandId },
    content: { name: command.type },
    command: () => command,
  });
}

/** As the command does it: what keeps deliveries is there before. */
async function register(url = 'https://desk.example/', topics: string[] = []): Promise<string> {
  const id = uuidv7();
  const deliveries = deliveriesHere();
  await deliveries.begin((await store.head())!);
  await deliveries.close();
  const { recorded } = await secretsHere().make(id, newSalt());
  await run(id, {
    type: 'RegisterWebhook',
    url,
    eventTypes: [],
    claims: [],
    topics,
    secret: recorded,
    others: 0,
    target: { overHttp: false, refusedAddress: undefined },
  });
  return id;
}

async function claim(topics: string[] = []): Promise<string> {
  const id = uuidv7();
  const commandId = uuidv7();
  await runner.run({
    decider: claimDecider,
    stream: `claim-${id}`,
    context: { actor: ADMIN, commandId, correlationId: commandId },
    content: { name: 'RecordClaim' },
    command: () => ({
      type: 'RecordClaim' as const,
      claim: {
        text: 'Talks have started',
        kind: 'fact' as const,
        claimant: { kind: 'own-voice' as const },
        topics,
        recordedBy: ADMIN.id,
      },
    }),
  });
  return id;
}

async function withdraw(id: string): Promise<void> {
  const commandId = uuidv7();
  await runner.run({
    decider: claimDecider,
    stream: `claim-${id}`,
    context: { actor: ADMIN, commandId, correlationId: commandId },
    content: { name: 'WithdrawClaim' },
    command: () => ({ type: 'WithdrawClaim' as const, reason: 'recorded twice' }),
  });
}

const stateOf = (id: string) => runner.load(webhookDecider, `webhook-${id}`);
const claimsSent = () => sent.map(({ message }) => (message.data as { claimId: string }).claimId);

it('makes nothing while there are no webhooks, and begins with the first one', async () => {
  start('one');
  await claim();
  const deliveries = deliveriesHere();
  expect(await deliveries.isThere()).toBe(false);
  await register();
  const after = await claim();
  await eventually(() => sent.length === 1);
  expect(claimsSent()).toEqual([after]);
});

it('sends each event once, whichever process does it, and goes on when one is gone', async () => {
  await claim();
  await register();
  start('one');
  start('two');
  const before: string[] = [];
  for (let n = 0; n < 20; n += 1) before.push(await claim());
  await eventually(() => sent.length === before.length);
  const first = sent[0]!.by;
  expect(new Set(sent.map(({ by }) => by))).toEqual(new Set([first]));
  leases.barred = first;
  leases.lose(first);
  const after: string[] = [];
  for (let n = 0; n < 20; n += 1) after.push(await claim());
  await eventually(() => sent.length === before.length + after.length);
  expect(claimsSent().toSorted()).toEqual([...before, ...after].toSorted());
  expect(sent.at(-1)!.by).not.toBe(first);
});

it('tries again as often as it may, gives up, and goes on with the rest of the claim', async () => {
  await claim();
  const other = await register();
  start('one', [1, 1_500]);
  answer = ({ body }) => (body.includes('"refused"') ? REFUSED : TAKEN);
  const id = await claim(['refused']);
  await withdraw(id);
  await eventually(() => tried.length === 2);
  // Another claim goes on meanwhile, so that the webhook is not disabled.
  await claim();
  await eventually(() => tried.length === 5);
  expect(tried).toEqual(['failed', 'failed', 'delivered', 'dead', 'delivered']);
  const ofClaim = sent.filter(({ message }) => JSON.stringify(message).includes(id));
  expect(new Set(ofClaim.slice(0, 3).map((each) => each.id)).size).toBe(1);
  const { deliveries } = running[0]!;
  const { items } = await deliveries.list({ webhookId: other, state: 'dead' }, {});
  expect(items).toMatchObject([{ tries: 3, last_status: 500, last_failure: 'It answered 500.' }]);
  answer = () => TAKEN;
  expect(await deliveries.again(other, items[0]!.delivery_id, new Date().toISOString())).toBe(true);
  await eventually(() => tried.length === 6);
  expect(sent.at(-1)!.id).toBe(items[0]!.delivery_id);
});

it('disables a webhook that has taken nothing while a delivery was tried, and none that has', async () => {
  await claim();
  const [bad, good] = [await register('https://bad.example/'), await register()];
  const process = start('one', [1, 1]);
  answer = ({ url }) => (url.includes('bad') ? REFUSED : TAKEN);
  await claim();
  await eventually(async () => (await stateOf(bad)).status === 'disabled');
  const { disabled } = await stateOf(bad);
  expect(disabled?.cause).toBe('failing');
  expect(disabled?.reason).toMatch(/has taken nothing since 20.* It answered 500\./);
  expect((await stateOf(good)).status).toBe('enabled');
  await eventually(() => process.notes().length === 1);
  expect(process.notes()).toEqual([`The webhook ${bad} is disabled: ${disabled!.reason}`]);
  await eventually(() => tried.filter((outcome) => outcome === 'delivered').length === 1);
});

it('is not slowed down by a receiver that hangs', async () => {
  await claim();
  await register('https://bad.example/');
  await register();
  start('one');
  let hanging = 0;
  answer = ({ url }) => {
    if (!url.includes('bad')) return TAKEN;
    hanging += 1;
    return new Promise((resolve) => setTimeout(resolve, 3_000, REFUSED));
  };
  for (let n = 0; n < 30; n += 1) await claim();
  await eventually(() => tried.filter((outcome) => outcome === 'delivered').length === 30);
  expect(hanging).toBe(4);
});

it('holds events against the topics that their claims had, also of what was missed', async () => {
  await claim();
  const id = await register(undefined, ['talks']);
  const about = await claim(['Talks']);
  await claim(['harvest']);
  start('one');
  await eventually(() => sent.length === 1);
  await run(id, { type: 'DisableWebhook', cause: 'admin', reason: 'moving' });
  await withdraw(about);
  await run(id, { type: 'EnableWebhook', missed: 'deliver', after: undefined, head: undefined });
  await eventually(() => sent.length === 2);
  expect(claimsSent()).toEqual([about, about]);
});

it('that has lost what was delivered disables the webhooks, and delivers from where it is told', async () => {
  await claim();
  const id = await register();
  const { process, deliveries } = (start('one'), running[0]!);
  const first = await claim();
  await eventually(() => tried.length === 1);
  await process.stop();
  await deliveries.close();
  await rm(join(folder, 'webhooks.db'));
  const second = await claim();
  start('one');
  await eventually(async () => (await stateOf(id)).status === 'disabled');
  expect((await stateOf(id)).disabled?.cause).toBe('deliveries-lost');
  expect(claimsSent()).toEqual([first]);
  const after = '0000000000000001';
  await run(id, { type: 'EnableWebhook', missed: 'deliver', after, head: after });
  await eventually(() => sent.length === 3);
  expect(claimsSent().slice(1).toSorted()).toEqual([first, second].toSorted());
  expect(sent[0]!.id).toBe(
    sent.slice(1).find(({ message }) => (message.data as { claimId: string }).claimId === first)!
      .id,
  );
});

it('of a log that was imported sends nothing and records nothing, as it has no secrets', async () => {
  await claim();
  const id = await register();
  await claim();
  await rm(join(folder, WEBHOOK_KEY_FILE));
  for (const end of ['', '-wal', '-shm'])
    await rm(join(folder, `webhooks.db${end}`), { force: true });
  const head = await store.head();
  const process = start('one');
  await eventually(() => process.notes().length === 1);
  expect(process.notes()[0]).toMatch(`The webhook ${id} is sent nothing`);
  expect(await store.head()).toBe(head);
  expect(sent).toEqual([]);
});

it('stands still where the log does not have what was looked through', async () => {
  await claim();
  await register();
  const { process, deliveries } = (start('one'), running[0]!);
  await claim();
  await eventually(() => tried.length === 1);
  await process.stop();
  const { progress } = (await deliveries.load())!;
  const to = { position: progress.position, digest: 'f'.repeat(64) };
  const none = { queued: [], changed: [], removed: [] };
  await deliveries.advance({ from: progress.position, to, ...none }, new Date().toISOString());
  const again = start('one');
  await eventually(() => again.problem() !== null);
  expect(again.problem()).toMatch(/the deliveries of webhooks do not fit the log/);
});
