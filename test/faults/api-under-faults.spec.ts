import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { WriteAnswer } from '../../src/routes/command.js';
import type { ApiAnswer, ApiClient } from '../support/api-client.js';
import {
  startProtocolServer,
  type ProtocolServer,
} from '../support/event-store-protocol/protocol-server.js';
import { ServedLedger } from '../support/served-ledger.js';
import { range } from '../contract/store-under-test.js';
import { SCENARIOS, TIMEOUT_MS } from './fault-scenarios.js';

const CLIENTS = 6;
const CLAIMS = 6;

let server: ProtocolServer;
let ledger: ServedLedger;
let contributor: ApiClient;

beforeEach(async () => {
  server = await startProtocolServer();
  ledger = await ServedLedger.start({
    settings: { eventStoreUrl: server.url, eventStoreTimeoutMs: TIMEOUT_MS },
  });
  contributor = await ledger.member(['contributor']);
});
afterEach(async () => {
  await ledger.stop();
  await server.stop();
});

function record(text: string, key: string): Promise<ApiAnswer> {
  const claim = { text, kind: 'fact', claimant: { kind: 'own-voice' } };
  return contributor.post('/v1/claims', claim, { 'Idempotency-Key': key });
}

/** Tries again with the same key, as `Retry-After` asks for, but sooner. */
async function recordUntilTold(text: string): Promise<WriteAnswer> {
  for (;;) {
    const begun = Date.now();
    const { status, headers, body } = await record(text, text.replace(/\W/g, '-'));
    expect(Date.now() - begun).toBeLessThan(TIMEOUT_MS + 2_000);
    if (status === 201) return body as WriteAnswer;
    // Never a 500.
    expect(status).toBe(503);
    expect(body).toMatchObject({ type: '/problems/event-store-unavailable' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    await sleep(20);
  }
}

async function claimTexts(): Promise<string[]> {
  const { body } = await contributor.get('/v1/claims?limit=500');
  return (body as { items: { text: string }[] }).items.map(({ text }) => text);
}

it.each(SCENARIOS)('%s: every acknowledged claim is there once', async (_, scenario) => {
  const writers = range(CLIENTS).map(async (client) => {
    const ids: string[] = [];
    for (const n of range(CLAIMS)) ids.push((await recordUntilTold(`Claim ${client}.${n}`)).id);
    return ids;
  });
  await sleep(30);
  await scenario(server);
  const ids = (await Promise.all(writers)).flat();
  expect(new Set(ids).size).toBe(CLIENTS * CLAIMS);
  const recorded = server.log.events.filter(({ type }) => type === 'ClaimRecorded');
  expect(recorded.map(({ stream }) => stream).sort()).toEqual(
    ids.map((id) => `claim-${id}`).sort(),
  );
  // By itself, without a restart.
  while ((await claimTexts()).length < ids.length) await sleep(50);
  expect(new Set(await claimTexts()).size).toBe(ids.length);
  while ((await ledger.anonymous.get('/health/ready')).status !== 200) await sleep(50);
});

it('tells that the event store is away, and recovers when it is back', async () => {
  await recordUntilTold('Before');
  await server.away();
  const refused = await record('Meanwhile', 'meanwhile');
  expect(refused).toMatchObject({
    status: 503,
    body: { type: '/problems/event-store-unavailable' },
  });
  expect(await contributor.get('/v1/claims')).toMatchObject({ status: 200 });
  const ready = await ledger.anonymous.get('/health/ready');
  expect(ready).toMatchObject({ status: 503, body: { ready: false } });
  expect(JSON.stringify(ready.body)).toContain('The event store: ');
  expect(await ledger.anonymous.get('/health/live')).toMatchObject({ status: 200 });
  await server.restart();
  while ((await ledger.anonymous.get('/health/ready')).status !== 200) await sleep(50);
  const { body } = await record('Meanwhile', 'meanwhile');
  expect(await record('Meanwhile', 'meanwhile')).toMatchObject({ status: 201, body });
  const { body: metrics } = await ledger.anonymous.get('/metrics');
  expect(metrics).toMatch(/^fact_ledger_event_store_retries_total [1-9]/m);
  expect(metrics).toMatch(/^fact_ledger_event_store_reconnects_total [1-9]/m);
  expect(metrics).toMatch(
    /^fact_ledger_append_duration_seconds_count\{outcome="appended"\} [1-9]/m,
  );
});

it('refuses a position that is no event at once, and loses no subscription by it', async () => {
  const { position } = await recordUntilTold('Before');
  const auditor = await ledger.member(['auditor']);
  const stale = [/\d+/g, /\d+$/].map((halves) =>
    position.replace(halves, (digits) => String(BigInt(digits) + 1n).padStart(digits.length, '0')),
  );
  const reconnects = async () => {
    const { body } = await ledger.anonymous.get('/metrics');
    return /^fact_ledger_event_store_reconnects_total \d+/m.exec(body as string)?.[0];
  };
  const before = await reconnects();
  const begun = Date.now();
  for (const none of stale) {
    expect(await auditor.get(`/v1/events/${none}`)).toMatchObject({ status: 404 });
    for (const bound of ['after', 'until']) {
      expect(await auditor.get(`/v1/events?${bound}=${none}`)).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: `/${bound}` }] },
      });
    }
  }
  expect(Date.now() - begun).toBeLessThan(TIMEOUT_MS);
  expect(await reconnects()).toBe(before);
});

it('projects beside another application that uses the same names, where it has a prefix', async () => {
  const settings = {
    eventStoreUrl: server.url,
    streamPrefix: 'desk.',
    adminKey: ledger.admin.key,
  };
  const shared = await ServedLedger.start({ settings });
  try {
    const data = new TextEncoder().encode('{}');
    const foreign = { id: randomUUID(), type: 'ClaimRecorded', isJson: true, data, metadata: data };
    server.log.append('claim-of-others', 'any', [foreign]);
    const desk = await shared.member(['contributor']);
    const claim = { text: 'Beside others', kind: 'fact', claimant: { kind: 'own-voice' } };
    const { body } = await desk.post('/v1/claims', claim, { 'Idempotency-Key': 'beside' });
    const { id, position } = body as WriteAnswer;
    expect(await desk.get(`/v1/claims/${id}?atLeast=${position}`)).toMatchObject({ status: 200 });
    expect(server.log.stream(`desk.claim-${id}`)).toHaveLength(1);
  } finally {
    await shared.stop();
  }
});

it('answers within the time that one call may take, however many it needs', async () => {
  const timeoutMs = 4_000;
  const settings = {
    eventStoreUrl: server.url,
    eventStoreTimeoutMs: timeoutMs,
    adminKey: ledger.admin.key,
  };
  const patient = await ServedLedger.start({ settings });
  try {
    server.faults.reads.add({ late: 0.45 * timeoutMs });
    server.faults.appends.add({ lateAfter: 10 * timeoutMs }, Infinity);
    const begun = Date.now();
    const answer = await patient.admin.post(
      '/v1/members',
      { name: 'Late', organization: 'Desk', roles: ['reviewer'] },
      { 'Idempotency-Key': 'late' },
    );
    expect(answer.status).toBe(503);
    expect(Date.now() - begun).toBeLessThan(1.3 * timeoutMs);
  } finally {
    server.faults.clear();
    await patient.stop();
  }
});

it('answers probes and scrapes soon, however long a request may wait', async () => {
  const settings = {
    eventStoreUrl: server.url,
    eventStoreTimeoutMs: 60_000,
    adminKey: ledger.admin.key,
  };
  const patient = await ServedLedger.start({ settings });
  try {
    server.faults.freeze();
    const begun = Date.now();
    const [ready, metrics] = await Promise.all([
      patient.anonymous.get('/health/ready'),
      patient.anonymous.get('/metrics'),
    ]);
    expect(Date.now() - begun).toBeLessThan(5_000);
    expect(ready).toMatchObject({
      status: 503,
      body: { eventStore: { problem: 'no answer within 2 seconds' } },
    });
    expect(metrics.status).toBe(200);
    expect(metrics.body).toContain('fact_ledger_event_store_retries_total');
  } finally {
    server.faults.thaw();
    await patient.stop();
  }
});
