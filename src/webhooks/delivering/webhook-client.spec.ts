import { WebhookReceiver, answering, taking } from '../../../test/support/webhook-receiver.js';
import { isPublicAddress } from '../../fetching/public-address.js';
import { WebhookClient } from './webhook-client.js';

const NEVER = new AbortController().signal;
const HEADERS = {
  'webhook-id': 'a',
  'webhook-timestamp': '1',
  'webhook-signature': 'v1,AAAA',
};
const message = (url: string) => ({ url, body: '{"type":"webhook.test"}', headers: HEADERS });

let receiver: WebhookReceiver;
let client: WebhookClient;
beforeEach(async () => {
  receiver = await WebhookReceiver.start();
  client = new WebhookClient({ isAllowedAddress: () => true, timeMs: 5_000 });
});
afterEach(async () => {
  await client.close();
  await receiver.stop();
});

const sent = async (url = receiver.url) => {
  const { milliseconds, ...told } = await client.send(message(url), NEVER);
  expect(milliseconds).toBeGreaterThanOrEqual(0);
  return told;
};

it.each([200, 201, 202, 204, 299])('takes %d for an answer', async (status) => {
  receiver.answer = answering(status);
  expect(await sent()).toEqual({ status, failure: null, retryAfter: undefined });
});

it.each([
  [400, 'It answered 400.'],
  [410, 'It answered 410.'],
  [301, 'It answered 301; redirects are not followed.'],
  [307, 'It answered 307; redirects are not followed.'],
])('tells of %d', async (status, failure) => {
  receiver.answer = answering(status, { Location: receiver.url });
  expect(await sent()).toEqual({ status, failure, retryAfter: undefined });
  expect(receiver.received).toHaveLength(1);
});

it('hears for how long the receiver wants to be left alone', async () => {
  receiver.answer = answering(429, { 'Retry-After': '120' });
  expect(await sent()).toMatchObject({ retryAfter: 120 });
  const at = new Date(Date.now() + 60_000).toUTCString();
  receiver.answer = answering(503, { 'Retry-After': at });
  expect((await sent()).retryAfter).toBeGreaterThan(57);
  receiver.answer = answering(503, { 'Retry-After': 'soon' });
  expect(await sent()).toMatchObject({ retryAfter: undefined });
});

it('waits for a receiver no longer than it may', async () => {
  receiver.answer = () => {};
  const hasty = new WebhookClient({ isAllowedAddress: () => true, timeMs: 500 });
  expect(await hasty.send(message(receiver.url), NEVER)).toMatchObject({
    status: null,
    failure: 'It did not answer within 0.5 s.',
  });
  await hasty.close();
});

it('has its answer with the status, however long the rest is, and however slow', async () => {
  receiver.answer = (reply) => {
    reply.writeHead(200);
    reply.write('x'.repeat(1_000_000));
  };
  const begun = performance.now();
  expect(await sent()).toMatchObject({ status: 200, failure: null });
  receiver.answer = (reply) => void reply.writeHead(200).write('x');
  expect(await sent()).toMatchObject({ status: 200, failure: null });
  expect(performance.now() - begun).toBeLessThan(2_500);
});

it('speaks to no address within, by whatever name, and to no other than the one that passed', async () => {
  const guarded = new WebhookClient({
    isAllowedAddress: isPublicAddress,
    timeMs: 5_000,
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  });
  const { port } = new URL(receiver.url);
  const failureAt = async (url: string) => (await guarded.send(message(url), NEVER)).failure;
  expect(await failureAt(receiver.url)).toContain('127.0.0.1 is not a public address');
  expect(await failureAt(`http://[::1]:${port}/`)).toContain('::1 is not a public address');
  expect(await failureAt(`http://desk.example:${port}/`)).toBe(
    'desk.example is at 127.0.0.1, which is not a public address.',
  );
  expect(receiver.received).toEqual([]);
  await guarded.close();
});

it('ends with whoever sends', async () => {
  receiver.answer = () => {};
  const ending = new AbortController();
  const sending = client.send(message(receiver.url), ending.signal);
  setTimeout(() => ending.abort(), 50);
  await expect(sending).rejects.toThrow(/abort/i);
  receiver.answer = taking;
});
