import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ledgerProjections } from '../../projections/ledger-projections.js';
import { ADMIN_KEY_FILE } from '../../src/members/admin-key-file.js';
import { openLedger, projectingInThread } from '../../src/ledger.js';
import { makeLogger } from '../../src/operations/logging.js';
import { Metrics } from '../../src/operations/metrics.js';
import { createServer, type Server } from '../../src/server.js';
import { mustSuitRole } from '../../src/settings/server-role.js';
import { readSettings } from '../../src/settings/settings.js';
import { ApiClient } from '../support/api-client.js';
import { startApi } from '../support/api-process.js';
import { ServedLedger } from '../support/served-ledger.js';

const logger = makeLogger('silent');

interface Ready {
  readonly ready: boolean;
  readonly reasons: string[];
  readonly projections: { readonly thisProcess: string }[];
}

describe('a server with --role api', () => {
  let everything: ServedLedger;
  let server: Server;
  let api: ApiClient;
  beforeAll(async () => {
    everything = await ServedLedger.start({ projecting: projectingInThread });
    const started = await startApi(everything.ledger);
    server = started.server;
    const key = (await everything.member(['contributor'])).key;
    api = new ApiClient(started.url, key);
  });
  afterAll(async () => {
    await server.close();
    await everything.stop();
  });

  const source = {
    type: 'interview',
    title: 'Port calls',
    publisher: { name: 'Harbour Office' },
    language: 'en',
  };

  it('shows what it has written, though another process projects it', async () => {
    const written = await api.post('/v1/sources', source);
    expect(written.status).toBe(201);
    const { id, position } = written.body as { id: string; position: string };
    const shown = await api.get(`/v1/sources/${id}?atLeast=${position}`);
    expect(shown.status).toBe(200);
    expect(shown.body).toMatchObject({ id, title: 'Port calls' });
    expect(shown.headers.get('Ledger-Position')! >= position).toBe(true);
  });

  it('is ready, says that it only reads, and how many events the views are behind', async () => {
    const { status, body } = await api.get('/health/ready');
    expect(status).toBe(200);
    const { projections } = body as Ready;
    expect(projections.map(({ thisProcess }) => thisProcess)).toEqual(
      ledgerProjections.map(() => 'reads'),
    );
    const metrics = (await api.get('/metrics')).body;
    expect(metrics).toContain('fact_ledger_projection_lease_held{projection="claim-status"} 0');
    expect(metrics).toContain('fact_ledger_projection_standing_by{projection="claim-status"} 0');
    expect(metrics).toContain('fact_ledger_projection_lag_events{projection="claim-status"} 0');
    expect(metrics).not.toContain('fact_ledger_projection_lag_seconds{');
  });

  it('writes while nobody projects, and says that a view has not got there', async () => {
    await everything.ledger.progress.stop();
    const written = await api.post('/v1/sources', source);
    expect(written.status).toBe(201);
    const { id, position } = written.body as { id: string; position: string };
    const begun = Date.now();
    const late = await api.get(`/v1/sources/${id}?atLeast=${position}`);
    expect(late.status).toBe(503);
    expect(late.body).toMatchObject({ type: '/problems/view-behind' });
    expect(late.headers.get('Retry-After')).toBe('1');
    expect(Date.now() - begun).toBeLessThan(10_000);
    const metrics = (await api.get('/metrics')).body;
    expect(metrics).toContain('fact_ledger_projection_lag_events{projection="claim-status"} 1');
  });
});

describe('a server with --role projector', () => {
  let dataDir: string;
  let server: Server;
  let client: ApiClient;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'fact-ledger-test-'));
    const settings = { ...readSettings({ PORT: '0' }), dataDir };
    const ledger = await openLedger(settings, { warn: () => {} }, { role: 'projector' });
    server = await createServer(ledger, { logger, metrics: new Metrics() });
    client = new ApiClient(await server.listen(), undefined);
  });
  afterAll(async () => {
    await server.close();
    await rm(dataDir, { recursive: true });
  });

  it('tells how it is, and which projections are its own', async () => {
    expect((await client.get('/health/live')).body).toEqual({ live: true });
    const { status, body } = await client.get('/health/ready');
    expect(status).toBe(200);
    const { projections } = body as Ready;
    expect(projections.map(({ thisProcess }) => thisProcess)).toEqual(
      ledgerProjections.map(() => 'projects'),
    );
    const metrics = (await client.get('/metrics')).body;
    expect(metrics).toContain('fact_ledger_projection_lease_held{projection="claim-status"} 1');
    expect(metrics).toContain('fact_ledger_projection_standing_by{projection="claim-status"} 0');
  });

  it.each(['/v1/claims', '/v1/events', '/v1/members', '/docs', '/openapi.json'])(
    'has no %s',
    async (path) => {
      const { status, body } = await client.get(path);
      expect(status).toBe(404);
      expect(body).toMatchObject({ type: '/problems/not-found' });
    },
  );

  it('explains its own problems, as any server does', async () => {
    const refused = await client.send('DELETE', '/metrics', undefined);
    expect(refused.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    const { type } = refused.body as { type: string };
    expect(type).toBe('/problems/method-not-allowed');
    expect((await client.get(type)).body).toMatchObject({ type, status: 405 });
  });

  it('records nothing, and makes no key', async () => {
    const { body } = await client.get('/health/ready');
    expect(body).toMatchObject({ eventStore: { head: null } });
    expect(existsSync(join(dataDir, ADMIN_KEY_FILE))).toBe(false);
  });
});

describe('a role', () => {
  const shared = { eventStoreUrl: 'esdb://store:2113', readModelUrl: 'postgres://views/ledger' };

  it.each(['api', 'projector'] as const)(
    '%s is for engines that several processes reach',
    (role) => {
      expect(() => mustSuitRole(role, shared)).not.toThrow();
      expect(() => mustSuitRole(role, { readModelUrl: undefined })).toThrow(
        /^EVENT_STORE_URL, READ_MODEL_URL: --role .* belongs to one process/,
      );
      expect(() => mustSuitRole(role, { ...shared, readModelUrl: undefined })).toThrow(
        /^READ_MODEL_URL: /,
      );
    },
  );

  it('all suits every engine', () => {
    expect(() => mustSuitRole('all', { readModelUrl: undefined })).not.toThrow();
  });
});
