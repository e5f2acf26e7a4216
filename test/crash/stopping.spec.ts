import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { accepted } from '../support/answers.js';
import { ApiClient } from '../support/api-client.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { untilShown } from '../support/until-shown.js';
import { CLIENTS, claim, ClaimLoad } from './claim-load.js';
import { enrol } from '../support/enrol.js';
import { LateRequest, silentConnection } from './late-request.js';
import { headOf, RecordedLog, shownBy } from './recorded-log.js';
import { SlowPost } from './slow-post.js';
import type { Writer } from './write-requests.js';

const STOPS_WITHIN_MS = 5_000;

let dataDir: string;
let server: SpawnedServer;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fact-ledger-stop-'));
  server = await SpawnedServer.start(dataDir);
}, 90_000);

afterEach(async () => {
  await server.end('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

describe.each(['SIGTERM', 'SIGINT'] as const)('a server that gets %s under load', (signal) => {
  it('answers what is under way, refuses what is new, and ends with everything in its place', async () => {
    const writer = await enrol(server.admin, 'Contributor', ['contributor']);
    const { url } = server;
    const load = new ClaimLoad(url, writer);
    await load.untilAcknowledged(100);
    const late = await LateRequest.begin(url);
    const silent = await silentConnection(url);
    // The server has answered its head, and so has read before what came over the other two.
    const slow = await SlowPost.begin(`${url}/v1/claims`, writer, claim('Told slowly'));

    const ended = server.end(signal);
    await load.end();
    expect(await late.finish()).toMatch(
      /^HTTP\/1\.1 503 [^]*\r\nretry-after: \d+\r\n[^]*"type":"\/problems\/shutting-down"/i,
    );
    await expect(silentConnection(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(server.exitCode).toBeNull();
    const answer = await slow.finish();
    const since = Date.now();
    expect(answer).toMatchObject({ status: 201, body: { revision: 0 } });
    expect(await ended).toBe(0);
    expect(Date.now() - since).toBeLessThan(STOPS_WITHIN_MS);
    expect(await silent.ended).toBe('');
    // Each database is in its one file: what a copy of the folder has to hold.
    const files = (await readdir(dataDir)).sort();
    expect(files).toEqual(['admin-key', 'events.db', 'ledger.lock', 'snapshots', 'views.db']);

    expect(load.refusals).toHaveLength(CLIENTS);
    for (const refusal of load.refusals) {
      expect(refusal).toMatch(/^(503 \/problems\/shutting-down|E?CONN\w+|UND_ERR_SOCKET)$/);
    }
    const log = await RecordedLog.in(dataDir);
    expect(log.faults()).toEqual([]);
    for (const { commandId, isAcknowledged, answers } of load.requests) {
      // What was not answered was not begun.
      const position = log.commands.get(commandId)?.at(-1)?.position;
      expect({ isAcknowledged, position }).toEqual({
        isAcknowledged: position !== undefined,
        position: answers[0]?.position,
      });
    }
    const { id } = answer.body as { id: string };
    expect(log.streams.has(`claim-${id}`)).toBe(true);
    expect(load.acknowledged.length).toBeGreaterThanOrEqual(100);

    // No more is left for the next start than what came at the same moment as the stop.
    expect(headOf(dataDir) - shownBy(dataDir)).toBeLessThanOrEqual(CLIENTS);
  }, 60_000);
});

describe('a server whose views.db was deleted', () => {
  it('gives the same answers', async () => {
    const writer = await enrol(server.admin, 'Contributor', ['contributor', 'auditor']);
    const client = new ApiClient(server.url, writer.key);
    for (let n = 1; n <= 60; n += 1) {
      const recorded = await client.post('/v1/claims', {
        ...claim(`Claim ${n}`),
        topics: ['port'],
      });
      const { id, position } = accepted<{ id: string; position: string }>(recorded);
      if (n % 3 === 0) {
        const source = { type: 'article', title: `Source ${n}` };
        const { id: sourceId } = accepted<{ id: string }>(await client.post('/v1/sources', source));
        const citation = { sourceId, stance: 'supports' };
        accepted(await client.post(`/v1/claims/${id}/citations`, citation));
      }
      if (n === 30) middle = position;
    }
    const before = await allAnswers(server, writer);
    expect(before.join('').length).toBeGreaterThan(20_000);
    expect(await server.end('SIGTERM')).toBe(0);
    await rm(join(dataDir, 'views.db'));
    server = await SpawnedServer.start(dataDir);
    expect(await allAnswers(server, writer)).toEqual(before);
  }, 120_000);
});

let middle: string;

/** What every view has to say of all that there is, now and as of the middle of it. */
async function allAnswers({ url }: SpawnedServer, { key }: Writer): Promise<string[]> {
  const client = new ApiClient(url, key);
  const log = await client.get('/v1/events?limit=500');
  const { items } = accepted<{ items: { position: string }[] }>(log);
  await untilShown(client, items.at(-1)!.position);
  const answers: string[] = [];
  for (const path of [
    '/v1/claims?limit=500',
    `/v1/claims?limit=500&asOf=${middle}`,
    '/v1/claims?limit=500&topic=port',
    '/v1/claims?limit=500&q=claim',
    '/v1/sources?limit=500',
    '/v1/citations?limit=500',
    '/v1/stats/overview',
    '/v1/stats/activity',
    '/v1/policy',
  ]) {
    answers.push(JSON.stringify(accepted(await client.get(path))));
  }
  return answers;
}
