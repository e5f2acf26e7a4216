import { projectingInThread } from '../../src/ledger.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
beforeAll(async () => (served = await ServedLedger.start({ projecting: projectingInThread })));
afterAll(() => served.stop());

it('is ready, and says where every view stands', async () => {
  const { status, body } = await served.anonymous.get('/health/ready');
  expect(status).toBe(200);
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
