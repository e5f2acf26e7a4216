import { eventually } from '../support/eventually.js';
import { accepted } from '../support/answers.js';
import { Desk } from '../support/desk.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { TemporaryFolders } from '../support/temporary-folders.js';
import { isSignedBy, taking, WebhookReceiver } from '../support/webhook-receiver.js';

const ENV = { FACT_LEDGER_PRIVATE_WEBHOOKS: 'true' };

const folders = new TemporaryFolders();
let receiver: WebhookReceiver;
let server: SpawnedServer;
afterEach(async () => {
  await server.end('SIGKILL');
  await receiver.stop();
  await folders.remove();
});

it('a killed server has sent each event at least once, and again under the same id', async () => {
  const folder = await folders.make();
  receiver = await WebhookReceiver.start();
  server = await SpawnedServer.start(folder, { env: ENV });
  const { secret } = accepted<{ secret: string }>(
    await server.admin.post('/v1/webhooks', { url: receiver.url }),
  );
  const desk = await Desk.over(server);
  const claims = new Set<string>();
  for (let n = 0; n < 5; n += 1) claims.add(await desk.claim());
  await eventually(() => receiver.received.length === 5);
  // What it takes from here on, the server never hears of.
  receiver.answer = () => {};
  for (let n = 0; n < 10; n += 1) claims.add(await desk.claim());
  await eventually(() => receiver.received.length > 5);
  await server.end('SIGKILL');
  const cutOff = receiver.ids.slice(5);
  receiver.answer = taking;
  server = await SpawnedServer.start(folder, { env: ENV });
  const heard = () => new Set(receiver.received.map(({ message }) => message.data['claimId']));
  await eventually(() => heard().size === claims.size);
  await eventually(() => receiver.received.length === claims.size + cutOff.length);
  expect(heard()).toEqual(claims);
  const twice = receiver.ids.filter((id, index) => receiver.ids.indexOf(id) !== index);
  expect(twice.toSorted()).toEqual(cutOff.toSorted());
  expect(new Set(receiver.ids).size).toBe(claims.size);
  expect(receiver.received.every((received) => isSignedBy(secret, received))).toBe(true);
}, 120_000);

it('one that is stopped lets what is under way come to its end, and sends nothing twice', async () => {
  const folder = await folders.make();
  receiver = await WebhookReceiver.start();
  server = await SpawnedServer.start(folder, { env: ENV });
  accepted(await server.admin.post('/v1/webhooks', { url: receiver.url }));
  const desk = await Desk.over(server);
  receiver.answer = (reply) => void setTimeout(() => reply.writeHead(204).end(), 1_000);
  await desk.claim();
  await eventually(() => receiver.received.length === 1);
  expect(await server.end('SIGTERM')).toBe(0);
  server = await SpawnedServer.start(folder, { env: ENV });
  receiver.answer = taking;
  await (await Desk.over(server)).claim();
  await eventually(() => receiver.received.length === 2);
  expect(new Set(receiver.ids).size).toBe(2);
}, 120_000);
