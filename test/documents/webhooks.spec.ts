import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { MOST_DATA } from '../../src/webhooks/delivering/message.js';
import { RETRY_DELAYS_MS } from '../../src/webhooks/delivering/retry-schedule.js';
import { KEPT_DAYS } from '../../src/webhooks/delivering/sending.js';
import { WebhookClient } from '../../src/webhooks/delivering/webhook-client.js';
import { MOST_WEBHOOKS } from '../../src/webhooks/webhook.decider.js';
import { accepted } from '../support/answers.js';
import { Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';
import { TemporaryFolders } from '../support/temporary-folders.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const folders = new TemporaryFolders();
let guide: string;
beforeAll(async () => {
  guide = await readFile(join(ROOT, 'docs/webhooks.md'), 'utf8');
});
afterAll(() => folders.remove());

it('says what the source says of limits and times', () => {
  expect(guide).toContain(`A ledger has ${MOST_WEBHOOKS} webhooks at most`);
  expect(guide).toContain(`more than ${MOST_DATA / 1_024} KiB of JSON`);
  const { delivered, dead } = KEPT_DAYS;
  expect(guide).toContain(`can be looked at for ${delivered} days, dead letters for ${dead}`);
  const hours = RETRY_DELAYS_MS.slice(3).map((delay) => delay / 3_600_000);
  const told = `5 seconds, 5 minutes, 30 minutes, ${hours.slice(0, -1).join(', ')} and ${hours.at(-1)} hours`;
  expect(guide).toContain(told);
});

describe('the receiver of the guide', () => {
  let served: ServedLedger;
  let child: ChildProcess | undefined;
  afterEach(async () => {
    child?.kill();
    await served.stop();
  });

  async function started(secret: string, port: string): Promise<Interface> {
    const [, program] = /```js\n(.*?)```/s.exec(guide)!;
    const folder = await folders.make();
    const file = join(folder, 'receiver.mjs');
    await writeFile(file, program!);
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    child = spawn(process.execPath, [file], { env: { WEBHOOK_SECRET: secret, PORT: port } });
    const lines = createInterface({ input: child.stdout! });
    const [line] = (await once(lines, 'line')) as [string];
    expect(line).toBe(`listening ${port}`);
    return lines;
  }

  it('verifies what the ledger sends, takes each once, and refuses what others send', async () => {
    served = await ServedLedger.start({
      settings: { privateWebhooks: true },
      receivers: new WebhookClient({ isAllowedAddress: () => true }),
    });
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const registered = await served.admin.post('/v1/webhooks', { url });
    const { id, secret } = accepted<{ id: string; secret: string }>(registered);
    const lines = await started(secret, String(port));
    const told: string[] = [];
    lines.on('line', (line: string) => told.push(line));
    const test = await served.admin.post(`/v1/webhooks/${id}/test`, undefined);
    expect(test.body).toMatchObject({ delivered: true, status: 204 });
    const desk = await Desk.over(served);
    await desk.claim();
    while (told.length < 2) await once(lines, 'line');
    expect(told.map((line) => line.trim())).toEqual([
      'webhook.test',
      `claim.ClaimRecorded ${desk.position}`,
    ]);
    const forged = await fetch(url, { method: 'POST', body: '{"type":"webhook.test"}' });
    expect(forged.status).toBe(400);
  }, 60_000);
});

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
