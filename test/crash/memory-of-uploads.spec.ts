import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import { accepted } from '../support/answers.js';
import { ApiClient } from '../support/api-client.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { TemporaryFolders } from '../support/temporary-folders.js';
import { enrol } from '../support/enrol.js';

const MEGABYTE = 1024 * 1024;
const BODY = randomBytes(9 * MEGABYTE);
/** The uploads at the same time: their bodies together are 1,350 MB. */
const UPLOADS = 150;
const MEMBERS = 5;
const MOST_GROWTH = 200 * MEGABYTE;

const folders = new TemporaryFolders();
const agent = new Agent({ keepAlive: false, maxSockets: Infinity });
let server: SpawnedServer;
let keys: string[];
/** One for each upload, so that none loses a race for its stream. */
let paths: string[];
beforeAll(async () => {
  server = await SpawnedServer.start(await folders.make());
  keys = [];
  for (let n = 0; n < MEMBERS; n += 1) {
    keys.push((await enrol(server.admin, `Contributor ${n}`, ['contributor'])).key);
  }
  const source = { type: 'article', title: 'Talks on the ceasefire' };
  const contributor = new ApiClient(server.url, keys[0]);
  paths = [];
  for (let n = 0; n <= UPLOADS; n += 1) {
    const { id } = accepted<{ id: string }>(await contributor.post('/v1/sources', source));
    paths.push(`/v1/sources/${id}/snapshots`);
  }
}, 90_000);
afterAll(async () => {
  await server.end('SIGTERM');
  await folders.remove();
});

/** The status of the answer, which may come before everything is sent. */
async function upload(authorization: Record<string, string>, n: number): Promise<number> {
  const headers = { 'Content-Type': 'image/png', 'Content-Length': BODY.length, ...authorization };
  const sent = request(`${server.url}${paths[n]}`, { method: 'POST', agent, headers });
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  // No two of them are the same.
  sent.write(Buffer.from([n]));
  sent.end(BODY.subarray(1));
  const [answer] = await answered;
  await text(answer);
  return answer.statusCode!;
}

/** The most bytes that the process has had in memory so far (proc(5), VmHWM). */
function mostMemory(): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(
    readFileSync(`/proc/${server.pid}/status`, 'utf8'),
  )!;
  return Number(kilobytes) * 1024;
}

const onLinux = process.platform === 'linux' ? it : it.skip;

async function mustStayBounded(
  authorization: (n: number) => Record<string, string>,
  statuses: readonly number[],
): Promise<void> {
  const before = mostMemory();
  const uploads = Array.from({ length: UPLOADS }, (_, n) => upload(authorization(n), n));
  const answers = await Promise.all(uploads);
  expect([...new Set(answers)].sort()).toEqual(statuses);
  expect(mostMemory() - before).toBeLessThan(MOST_GROWTH);
}

onLinux('stays bounded while many send who have no key', async () => {
  await mustStayBounded(() => ({}), [401]);
});

onLinux('stays bounded while members send at once, and takes as much as fits', async () => {
  const taken = (n: number) => ({ Authorization: `Bearer ${keys[n % MEMBERS]}` });
  await mustStayBounded(taken, [201, 429, 503]);
  expect(await upload(taken(0), UPLOADS)).toBe(201);
});
