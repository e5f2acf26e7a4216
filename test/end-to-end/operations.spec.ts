import { pino } from 'pino';

import { projectingInThread } from '../../src/ledger.js';
import { ReadinessCheck } from '../../src/operations/readiness.js';
import { eventually } from '../support/eventually.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
beforeAll(async () => (served = await ServedLedger.start({ projecting: projectingInThread })));
afterAll(() => served.stop());

it('is ready once every view has begun, and says where each stands', async () => {
  await eventually(async () => (await served.anonymous.get('/health/ready')).status === 200);
  const { body } = await served.anonymous.get('/health/ready');
  expect(body).toMatchObject({ ready: true, reasons: [] });
  const { projections } = body as { projections: { name: string; caughtUp: boolean }[] };
  expect(projections.map(({ name }) => name)).toContain('claim-status');
});

it('gives metrics of requests and projections', async () => {
  const { body, headers } = await served.anonymous.get('/metrics');
  expect(headers.get('content-type')).toContain('text/plain');
  expect(body).toContain('fact_ledger_projection_lag_seconds{projection="claim-status"} 0');
  expect(body).toMatch(
    /fact_ledger_http_request_duration_seconds_count\{.*route="\/health\/ready"/,
  );
});

it('logs requests, and of probes only those that fail', async () => {
  const lines: string[] = [];
  const logged = await ServedLedger.start({ logTo: { write: (line) => lines.push(line) } });
  try {
    for (const path of ['/health/live', '/health/ready?of=here', '/metrics', '/v1/claims']) {
      expect((await logged.anonymous.get(path)).status).toBe(200);
    }
    logged.server.app.get(ReadinessCheck).announceStop();
    expect((await logged.anonymous.get('/health/ready')).status).toBe(503);
  } finally {
    await logged.stop();
  }
  const { debug, info } = pino.levels.values;
  const requests = lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'request')
    .map(({ level, path, status }) => ({ level, path, status }));
  expect(requests).toEqual([
    { level: debug, path: '/health/live', status: 200 },
    { level: debug, path: '/health/ready', status: 200 },
    { level: debug, path: '/metrics', status: 200 },
    { level: info, path: '/v1/claims', status: 200 },
    { level: info, path: '/health/ready', status: 503 },
  ]);
});
