import fc from 'fast-check';

import { Desk } from '../support/desk.js';
import { memberOf, nodesOf, withValueAt, type Json, type JsonNode } from '../support/json-nodes.js';
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

/** Texts that programs trip over, beside those that fast-check thinks of. */
const hostileTexts = fc.constantFrom(
  '',
  ' ',
  '\0',
  '\ud800',
  '\u202e',
  '__proto__',
  'constructor',
  'toString',
  'then',
  '../../etc/passwd',
  "'; drop table events; --",
  '1e999',
  '2026-02-30',
  '9999-12-31T23:59:59.999999999Z',
  '01900000-0000-7000-8000-000000000000',
  'http://[::1',
  'http://user:pass@desk.example:99999/',
  '🕊️'.repeat(3000),
);
const leaf: fc.Arbitrary<Json> = fc.oneof(
  hostileTexts,
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
);
const anyJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(hostileTexts, fc.string()), tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** One to three values of a body replaced, added or taken away. */
function mutationsOf(body: Json): fc.Arbitrary<Json> {
  const step = fc.record({
    at: fc.nat(),
    change: fc.oneof(
      anyJson.map((value) => ({ value })),
      fc.constant({ value: undefined }),
      fc.record({ member: fc.oneof(hostileTexts, fc.string()), value: anyJson }),
    ),
  });
  return fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) =>
    steps.reduce<Json>((mutated, { at, change }) => {
      const nodes = [...nodesOf(mutated)].filter(isReachable);
      const node = nodes[at % nodes.length];
      if (!node) return mutated;
      if (!('member' in change)) return withValueAt(mutated, node.pointer, change.value);
      const holds = typeof node.value === 'object' && node.value !== null;
      const place = holds ? memberOf(node.pointer, change.member) : node.pointer;
      return withValueAt(mutated, place, change.value);
    }, body),
  );
}

/** `__proto__` can be added in a text only. */
function isReachable({ pointer }: JsonNode): boolean {
  return pointer !== '' && !pointer.includes('__proto__');
}

/** That nothing breaks, and that a refusal writes nothing. */
async function expectAnswered(name: JsonRouteName, body: unknown): Promise<void> {
  const before = await served.ledger.store.head();
  const answer = await send(routes[name], body);
  const shown = `${answer.status} ${JSON.stringify(answer.body)}`;
  if (answer.status >= 500) throw new Error(shown);
  if (answer.status < 400) return;
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await served.ledger.store.head()).toBe(before);
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
  const types = fc.constantFrom(
    'text/plain',
    'text/plain; charset=utf-16le',
    'text/plain; charset=nothing',
    'text/plain; charset="',
    'text/markdown; charset=shift_jis',
    'text/markdown; variant=GFM',
    'application/json',
    'multipart/form-data; boundary=x',
    'a/b; c=d; c=e',
    '*/*',
    'text/plain, text/html',
    ';',
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(bytes, types, async (sent, type) => {
      const before = await served.ledger.store.head();
      const { status } = await desk.contributor.postBytes(path, sent, type);
      expect([201, 415, 422]).toContain(status);
      if (status !== 201) expect(await served.ledger.store.head()).toBe(before);
    }),
    { numRuns: 4 * RUNS },
  );
});

it('has met no error that nobody foresaw', () => {
  expect(LOG.length).toBeGreaterThan(1000);
  expect(LOG.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
});
