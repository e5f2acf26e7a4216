import { setTimeout as sleep } from 'node:timers/promises';

import type { ViewTables } from '../../projections/view-tables.js';
import type { Server } from '../../src/server.js';
import { openPostgresViews } from '../../src/view-store/postgres/postgres-views.js';
import { refusalIn } from '../support/answers.js';
import { ApiClient, type ApiAnswer } from '../support/api-client.js';
import { startApi } from '../support/api-process.js';
import { CuttableLine } from '../support/cuttable-line.js';
import { describeOnPostgres } from '../support/postgres.js';
import { ServedLedger } from '../support/served-ledger.js';

describeOnPostgres('an API server over views in PostgreSQL that another projects', (database) => {
  let projecting: ServedLedger;
  let line: CuttableLine;
  let server: Server;
  let api: ApiClient;
  beforeAll(async () => {
    const readModelUrl = database.newUrl();
    projecting = await ServedLedger.start({ settings: { readModelUrl } });
    const { key } = await projecting.member(['contributor']);
    line = await CuttableLine.to(readModelUrl);
    const url = line.through(readModelUrl);
    const started = await startApi(
      projecting.ledger,
      await openPostgresViews<ViewTables>({ url, readOnly: true }),
    );
    server = started.server;
    api = new ApiClient(started.url, key);
  });
  afterAll(async () => {
    await server.close();
    await projecting.stop();
    await line.cut();
  });

  async function recorded(text: string): Promise<string> {
    const claim = { text, kind: 'fact', claimant: { kind: 'own-voice' } };
    const answer = await api.post('/v1/claims', claim);
    expect(answer.status).toBe(201);
    const { id, position } = answer.body as { id: string; position: string };
    return `/v1/claims/${id}?atLeast=${position}`;
  }

  async function until(path: string, status: number): Promise<ApiAnswer> {
    for (let n = 0; ; n += 1) {
      const answer = await api.get(path);
      if (answer.status === status || n > 100) return answer;
      await sleep(100);
    }
  }

  it('shows at once what it has recorded', async () => {
    for (const text of ['The port is open', 'The port is shut', 'The port is open again']) {
      const shown = await api.get(await recorded(text));
      expect(shown.status).toBe(200);
      expect(shown.body).toMatchObject({ text });
    }
  });

  it.each(['cut', 'freeze'] as const)(
    'records while its line to them is %s, says so, and shows it afterwards',
    async (how) => {
      await line[how]();
      const path = await recorded(`Written in the dark: ${how}`);
      const begun = Date.now();
      expect(refusalIn(await api.get(path))).toMatch(/^503 (view-behind|views-unavailable)$/);
      expect(Date.now() - begun).toBeLessThan(20_000);
      const ready = await until('/health/ready', 503);
      expect((ready.body as { reasons: string[] }).reasons.join()).toMatch(/views|projections/);
      if (how === 'cut') await line.mend();
      else line.thaw();
      expect((await until(path, 200)).status).toBe(200);
      expect((await until('/health/ready', 200)).body).toMatchObject({ reasons: [] });
    },
    120_000,
  );
});
