import fc from 'fast-check';

import type { Position } from '../../events/envelope.js';
import { SYSTEM } from '../../src/deciding/system-actor.js';
import { Desk } from '../support/desk.js';
import { hostileBytes, hostileTypes } from '../support/hostile-captures.js';
import { anyJson, mutationsOf } from '../support/hostile-json.js';
import {
  JSON_ROUTES,
  prepareJsonRoutes,
  send,
  type JsonRoute,
  type JsonRouteName,
} from '../support/json-routes.js';
import { ServedLedger } from '../support/served-ledger.js';

const RUNS = 60;
const LOG: string[] = [];

let served: ServedLedger;
let desk: Desk;
let routes: Record<JsonRouteName, JsonRoute>;
beforeAll(async () => {
  served = await ServedLedger.start({ logTo: { write: (line) => LOG.push(line) } });
  desk = await Desk.over(served);
  routes = await prepareJsonRoutes(desk);
});
afterAll(() => served.stop());

/** The types of the events behind a position, but those that the ledger records by itself. */
async function recordedAfter(position: Position): Promise<string[]> {
  const types: string[] = [];
  for await (const { type, metadata } of served.ledger.store.readAll({ after: position })) {
    if (metadata.actor.id !== SYSTEM.id) types.push(type);
  }
  return types;
}

/** Expects that nothing breaks, and that a refusal writes nothing. */
async function expectAnswered(name: JsonRouteName, body: unknown): Promise<void> {
  const before = (await served.ledger.store.head())!;
  const answer = await send(routes[name], body);
  const shown = `${answer.status} ${JSON.stringify(answer.body)}`;
  if (answer.status >= 500) throw new Error(shown);
  if (answer.status < 400) return;
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await recordedAfter(before)).toEqual([]);
}

describe.each(JSON_ROUTES)('%s', (name) => {
  it('answers whatever JSON it gets', async () => {
    await fc.assert(
      fc.asyncProperty(anyJson, (body) => expectAnswered(name, JSON.stringify(body))),
      { numRuns: RUNS },
    );
  });

  it('answers whatever becomes of a good body', async () => {
    await fc.assert(
      fc.asyncProperty(mutationsOf(routes[name].body), (body) => expectAnswered(name, body)),
      { numRuns: RUNS },
    );
  });

  it('answers whatever bytes it gets', async () => {
    const { body } = routes[name];
    const bytes = Buffer.from(JSON.stringify(body));
    const broken = fc.record({
      at: fc.nat(bytes.length - 1),
      by: fc.integer({ min: 0, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(broken, ({ at, by }) => {
        const sent = Buffer.from(bytes);
        sent[at] = by;
        return expectAnswered(name, sent);
      }),
      { numRuns: RUNS / 2 },
    );
  });
});

it('captures whatever bytes it gets, whatever they are said to be', async () => {
  const path = `/v1/sources/${await desk.source()}/snapshots`;
  let captured: Uint8Array | undefined;
  await fc.assert(
    fc.asyncProperty(hostileBytes, hostileTypes, async (sent, type) => {
      const before = (await served.ledger.store.head())!;
      const { status } = await desk.contributor.postBytes(path, sent, type);
      expect([200, 201, 415, 422]).toContain(status);
      if (status === 201) captured = sent;
      else expect(await recordedAfter(before)).toEqual([]);
      // Only what the newest capture already is makes none.
      if (status === 200) expect(sent).toEqual(captured);
    }),
    { numRuns: 4 * RUNS },
  );
});

it('has met no error that nobody foresaw', () => {
  expect(LOG.length).toBeGreaterThan(1000);
  expect(LOG.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
});
