import { ROUTE_ACCESS } from '../support/route-access.js';
import { MAX_JSON_BYTES } from '../../src/http/bodies.js';
import { accepted, problemIn, refusalIn } from '../support/answers.js';
import { Desk } from '../support/desk.js';
import { isAlong, nodesOf, typeOf, withValueAt, type Json } from '../support/json-nodes.js';
import {
  JSON_ROUTES,
  prepareJsonRoutes,
  send,
  type JsonRoute,
  type JsonRouteName,
} from '../support/json-routes.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
let routes: Record<JsonRouteName, JsonRoute>;
let before: string | undefined;
beforeAll(async () => {
  served = await ServedLedger.start();
  routes = await prepareJsonRoutes(await Desk.over(served));
});
afterAll(() => served.stop());

const head = () => served.ledger.store.head();

/** Expects that the route refuses the body, and names the place. */
async function expectInvalid(name: JsonRouteName, body: Json, place: string): Promise<void> {
  const answer = await send(routes[name], body);
  const shown = `${answer.status} ${name} ${JSON.stringify(body).slice(0, 300)}`;
  expect(shown).toMatch(/^422 /);
  const { type, errors = [] } = problemIn(answer);
  expect(type).toBe('/problems/invalid');
  const pointers = errors.map(({ pointer }) => pointer);
  if (!pointers.some((pointer) => isAlong(pointer, place))) expect(pointers).toContain(place);
}

it('speaks of every route that takes JSON', () => {
  const writing = Object.keys(ROUTE_ACCESS).filter((route) => /^(POST|PUT) /.test(route));
  // Of bytes, and without a body.
  const others = [
    'POST /v1/sources/:id/snapshots',
    'POST /v1/sources/:id/captures/:capture/texts',
    'POST /v1/webhooks/:id/test',
    'POST /v1/webhooks/:id/deliveries/:did/redelivery',
  ];
  expect([...JSON_ROUTES, ...others].sort()).toEqual(writing.sort());
});

describe.each(JSON_ROUTES)('%s', (name) => {
  beforeEach(async () => (before = await head()));
  afterEach(async () => expect(await head()).toBe(before));

  it('takes an object alone, in JSON and UTF-8', async () => {
    const { body } = routes[name];
    const text = JSON.stringify(body);
    for (const [sent, refusal] of [
      ['[]', '422 invalid #'],
      [`[${text}]`, '422 invalid #'],
      ['"text"', '422 invalid #'],
      ['null', '422 invalid #'],
      ['17', '422 invalid #'],
      ['false', '422 invalid #'],
      [text.slice(0, -1), '400 malformed'],
      [`${text}}`, '400 malformed'],
      [text.replaceAll('"', "'"), '400 malformed'],
      ['{', '400 malformed'],
      [' ', '400 malformed'],
      ['undefined', '400 malformed'],
      ['\0', '400 malformed'],
      [Uint8Array.from([0x22, 0xff, 0x22]), '400 malformed'],
      [Uint8Array.from([...Buffer.from('{"a":"'), 0xed, 0xa0, 0x80, 0x22, 0x7d]), '400 malformed'],
      ['['.repeat(100_000) + ']'.repeat(100_000), '400 malformed'],
      [`${'{"a":'.repeat(70_000)}1${'}'.repeat(70_000)}`, '400 malformed'],
      [`{"reason":"${'x'.repeat(MAX_JSON_BYTES)}"}`, '413 too-large'],
    ] as const) {
      const shown = typeof sent === 'string' ? sent.slice(0, 100) : String(sent);
      expect(`${shown} → ${refusalIn(await send(routes[name], sent))}`).toBe(
        `${shown} → ${refusal}`,
      );
    }
  });

  it('takes no other content type', async () => {
    const { body } = routes[name];
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/json', 'json']) {
      expect(refusalIn(await send(routes[name], body, type))).toBe('415 unsupported-media-type');
    }
  });

  it('takes no other type for any member', async () => {
    const { body, nullable = [] } = routes[name];
    const others: Json[] = [null, 7, 'seven', true, [], [null], [{}], {}];
    let tried = 0;
    for (const { pointer, value } of nodesOf(body)) {
      if (pointer === '') continue;
      for (const other of others) {
        if (typeOf(other) === typeOf(value)) continue;
        if (other === null && nullable.includes(pointer)) continue;
        await expectInvalid(name, withValueAt(body, pointer, other), pointer);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThanOrEqual(5);
  });

  it('takes no member that it does not know, at any depth', async () => {
    const { body } = routes[name];
    for (const { pointer, value } of nodesOf(body)) {
      if (typeOf(value) !== 'object') continue;
      for (const member of ['unknown', 'constructor', 'toString', 'hasOwnProperty', 'then', '']) {
        const place = `${pointer}/${member}`;
        await expectInvalid(name, withValueAt(body, place, 'x'), place);
      }
      const marked = JSON.stringify(withValueAt(body, `${pointer}/unknown`, {}));
      for (const forbidden of ['"__proto__":{}', '"constructor":{"prototype":{}}']) {
        const sent = marked.replace('"unknown":{}', forbidden);
        expect(refusalIn(await send(routes[name], sent))).toBe('400 malformed');
      }
    }
  });

  it('takes no text that is blank, too long or none at all', async () => {
    const { body } = routes[name];
    for (const { pointer, value } of nodesOf(body)) {
      if (typeof value !== 'string') continue;
      for (const text of [
        '',
        ' \t\n\u00a0',
        'NUL\0',
        '\ud83d',
        'a\udd4a',
        'x'.repeat(20_001),
        '🕊️'.repeat(7_000),
      ]) {
        await expectInvalid(name, withValueAt(body, pointer, text), pointer);
      }
    }
  });
});

it('needs the required members of every body', async () => {
  before = await head();
  let tried = 0;
  for (const name of JSON_ROUTES) {
    const { body, required } = routes[name];
    for (const place of required) {
      await expectInvalid(name, withValueAt(body, place, undefined), place);
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThan(40);
  expect(await head()).toBe(before);
});

it('takes no array that is too long, or has one in it', async () => {
  before = await head();
  let tried = 0;
  for (const name of JSON_ROUTES) {
    const { body } = routes[name];
    for (const { pointer, value } of nodesOf(body)) {
      if (!Array.isArray(value)) continue;
      const first = value[0] as Json;
      for (const array of [Array<Json>(101).fill(first), [value], [[]], [first, null]] as Json[]) {
        await expectInvalid(name, withValueAt(body, pointer, array), pointer);
        tried += 1;
      }
    }
  }
  expect(tried).toBeGreaterThan(40);
  expect(await head()).toBe(before);
});

it('tells no more than twenty faults', async () => {
  const body = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`m${index}`, 1]));
  const { errors } = problemIn(await send(routes['POST /v1/claims'], body));
  expect(errors).toHaveLength(20);
});

it('takes the bodies as they stand, so that it was the faults that were refused', async () => {
  for (const name of JSON_ROUTES) {
    const { status, body } = await send(routes[name], routes[name].body);
    expect(`${name} ${status} ${status > 299 ? JSON.stringify(body) : ''}`).toMatch(/ 20[01] $/);
  }
});

it('takes no body for an empty one where no member is required', async () => {
  const { path, member } = routes['POST /v1/members/:id/keys'];
  expect(refusalIn(await member.send('POST', path, undefined))).toMatch(
    '409 rule-refused member-suspended',
  );
  accepted(await served.admin.post(path.replace('/keys', '/reinstatement'), { reason: 'Back.' }));
  expect(accepted(await member.send('POST', path, undefined))).toHaveProperty('key');
  const empty = await member.send('POST', path, '', { 'Content-Type': 'application/json' });
  expect(accepted(empty)).toHaveProperty('key');
});
