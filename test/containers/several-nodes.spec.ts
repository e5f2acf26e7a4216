import { jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';

import type { ApiAnswer } from '../support/api-client.js';
import {
  startProtocolServer,
  type ProtocolServer,
} from '../support/event-store-protocol/protocol-server.js';
import { describeOnPostgres } from '../support/postgres.js';
import { runProgram } from '../support/program-run.js';
import { SampleLedger } from '../support/sample-ledger.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { TemporaryFolders } from '../support/temporary-folders.js';

// Five processes are started, on a machine that may have other work.
jest.setTimeout(180_000);

describeOnPostgres('one ledger served by several processes', (postgres) => {
  const folders = new TemporaryFolders();
  const servers: SpawnedServer[] = [];
  let eventStore: ProtocolServer;
  let env: Record<string, string>;
  let dataDir: string;
  let projector: SpawnedServer;
  let first: SampleLedger;
  let second: SpawnedServer;

  const serve = async (role: string) => {
    const server = await SpawnedServer.start(dataDir, { env, words: ['--role', role] });
    servers.push(server);
    return server;
  };

  beforeAll(async () => {
    eventStore = await startProtocolServer();
    dataDir = await folders.make();
    env = {
      EVENT_STORE_URL: eventStore.url,
      READ_MODEL_URL: postgres.newUrl(),
      FACT_LEDGER_ADMIN_KEY: 'an-admin-key-for-all-nodes-0123456789',
    };
    projector = await serve('projector');
    await serve('projector');
    first = await SampleLedger.record(dataDir, { env, words: ['--role', 'api'] });
    servers.push(first.server);
    second = await serve('api');
  });

  afterAll(async () => {
    for (const server of servers) await server.end('SIGTERM');
    await eventStore.stop();
    await folders.remove();
  });

  /** Another node learns of members from the log, a moment later. */
  async function knownThere(ask: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
    for (let tries = 0; tries < 50; tries += 1) {
      const answer = await ask();
      if (answer.status !== 401) return answer;
      await sleep(100);
    }
    throw new Error('the member is not known there');
  }

  it('shows on one node what was written through another', async () => {
    const here = await first.as('auditor').get('/v1/claims');
    const there = await knownThere(() => first.as('auditor', second.url).get('/v1/claims'));
    expect((there.body as { items: unknown[] }).items.length).toBeGreaterThan(3);
    expect(there.body).toEqual(here.body);
    const claim = {
      text: 'The second ship has left the port',
      kind: 'fact',
      claimant: { kind: 'own-voice' },
    };
    const written = await first.as('contributor', second.url).post('/v1/claims', claim);
    expect(written.status).toBe(201);
    const { id } = written.body as { id: string };
    const position = written.headers.get('ledger-position')!;
    const read = await first.as('auditor').get(`/v1/claims/${id}?atLeast=${position}`);
    expect(read).toMatchObject({ status: 200, body: { text: claim.text } });
  });

  it('carries a command out once, on whichever node it is tried', async () => {
    const claim = { text: 'Once only', kind: 'fact', claimant: { kind: 'own-voice' } };
    const key = { 'Idempotency-Key': 'tried-on-both' };
    const tries = await Promise.all(
      [first.url, second.url, first.url, second.url].map((url) =>
        first.as('contributor', url).post('/v1/claims', claim, key),
      ),
    );
    for (const { status, body } of tries) {
      expect(status).toBe(201);
      expect(body).toEqual(tries[0]!.body);
    }
    const recorded = eventStore.log.events.filter(({ data }) =>
      Buffer.from(data).toString().includes('Once only'),
    );
    expect(recorded).toHaveLength(1);
  });

  it('goes on when the process that projects is killed', async () => {
    await projector.end('SIGKILL');
    const claim = { text: 'After the fall', kind: 'fact', claimant: { kind: 'own-voice' } };
    const { headers, body } = await first.as('contributor').post('/v1/claims', claim);
    const { id } = body as { id: string };
    const position = headers.get('ledger-position')!;
    const begun = Date.now();
    let status = 503;
    while (status === 503 && Date.now() - begun < 30_000) {
      ({ status } = await first.as('auditor').get(`/v1/claims/${id}?atLeast=${position}`));
    }
    expect(status).toBe(200);
  });

  it('replays to what its views show', async () => {
    const run = await runProgram(['replay', '--compare'], {
      ...env,
      FACT_LEDGER_DATA_DIR: dataDir,
    });
    expect(run).toMatchObject({ code: 0 });
  });
});
