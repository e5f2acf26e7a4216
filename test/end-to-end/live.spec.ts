import { EventSource } from 'eventsource';
import { randomUUID } from 'node:crypto';

import type { ClaimData } from '../../events/claim/claim-events.js';
import { uuid } from '../support/recorded-history.js';
import type { EventAnswer } from '../../src/audit/event-answer.js';
import { accepted, problemIn, refusalIn } from '../support/answers.js';
import type { ApiClient } from '../support/api-client.js';
import { citedClaim, Desk, type Written } from '../support/desk.js';
import { EventStream } from '../support/event-stream.js';
import { eventually } from '../support/eventually.js';
import { connection, LIVE, LivePage } from '../support/live-page.js';
import { README } from '../support/readme.js';
import { sampleCommand } from '../support/sample-events.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
let desk: Desk;
const sources: EventSource[] = [];
beforeAll(async () => {
  served = await ServedLedger.start({ settings: { liveBufferBytes: 256 * 1024 } });
  desk = await Desk.over(served);
});
afterEach(() => {
  for (const source of sources.splice(0)) source.close();
});
afterAll(() => served.stop());

/** A page that gets events until the test ends. */
function opened(path = LIVE, client: ApiClient = served.anonymous): LivePage {
  const page = new LivePage(path, client);
  sources.push(page.source);
  return page;
}

async function logAfter(position: string): Promise<EventAnswer[]> {
  const page = await desk.auditor.get(`/v1/events?limit=500&after=${position}`);
  return accepted<{ items: EventAnswer[] }>(page).items;
}

/** Records claims as large as they may be, beside the API. */
async function largeClaims(ledger: ServedLedger, count: number): Promise<void> {
  const data: ClaimData = {
    text: 'x'.repeat(5_000),
    kind: 'fact',
    claimant: { kind: 'own-voice' },
    topics: Array.from({ length: 50 }, (_, n) => `${n}`.padStart(100, 'y')),
    recordedBy: uuid(1),
  };
  const { store } = ledger.ledger;
  const appended: Promise<unknown>[] = [];
  for (let n = 0; n < count; n += 1) {
    const { events, options } = sampleCommand([{ type: 'ClaimRecorded', data }]);
    appended.push(store.append(`claim-${randomUUID()}`, events, options));
  }
  await Promise.all(appended);
}

const withdrawal = { reason: 'Recorded twice.' };

/** An entry of a history without what it says to a person. */
function eventAlone(entry: EventAnswer): EventAnswer {
  const { position, stream, revision, id, type, schemaVersion, data, metadata } = entry;
  const { recordedAt, recordedBy } = entry;
  const event = { position, stream, revision, id, type, schemaVersion, data, metadata };
  return { ...event, recordedAt, recordedBy };
}

describe('what is in it', () => {
  it('is to the public the histories of claims, as these show them', async () => {
    const pages = [await opened().begun(), await opened().begun()];
    const after = pages[0]!.own[0]!.data.after;
    const { claimId, citationId } = await citedClaim(desk);
    const [ana, boris] = desk.reviewers;
    await desk.judge(ana, claimId, [citationId]);
    await desk.judge(boris, claimId, [citationId]);
    await desk.write(ana, `/v1/claims/${claimId}/conflicts`, { reason: 'A friend of mine.' });
    await served.member(['reviewer'], 'Dana');
    const other = await desk.claim();
    await desk.write(desk.editor, `/v1/claims/${other}/withdrawal`, withdrawal);
    const { position } = desk;
    const histories: EventAnswer[] = [];
    for (const id of [claimId, other]) {
      const history = await served.anonymous.get(`/v1/claims/${id}/history`);
      histories.push(...accepted<{ items: EventAnswer[] }>(history).items);
    }
    histories.sort((one, two) => (one.position < two.position ? -1 : 1));
    for (const page of pages) {
      await page.has(position);
      expect(page.events.map(({ data }) => data)).toEqual(histories.map(eventAlone));
      expect(page.ids).toEqual(histories.map(({ position: id }) => id));
      expect(page.types).toEqual(histories.map(({ type }) => type));
    }
    expect(pages[0]!.types).toEqual(expect.arrayContaining(['FindingReached', 'FindingReopened']));
    expect((await logAfter(after)).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['ConflictOfInterestDeclared', 'MemberEnrolled', 'KeyIssued']),
    );
  });

  it('is to members the same, with names', async () => {
    const [page, nameless] = [await opened(LIVE, desk.editor).begun(), await opened().begun()];
    const id = await desk.claim();
    await desk.write(desk.reviewers[0], `/v1/claims/${id}/conflicts`, { reason: 'A friend.' });
    await desk.write(desk.editor, `/v1/claims/${id}/withdrawal`, withdrawal);
    await page.has(desk.position);
    await nameless.has(desk.position);
    expect(page.types).toEqual(['ClaimRecorded', 'ClaimWithdrawn']);
    expect(page.ids).toEqual(nameless.ids);
    expect(page.events[0]!.data.recordedBy.name).toBe('contributor');
    expect(nameless.events[0]!.data.recordedBy.name).toBeNull();
  });

  it('is to auditors the whole log, as it is listed', async () => {
    const page = await opened(LIVE, desk.auditor).begun();
    await served.member(['reviewer'], 'Edda');
    const id = await desk.claim();
    await desk.write(desk.reviewers[0], `/v1/claims/${id}/conflicts`, { reason: 'A friend.' });
    await page.has(desk.position);
    const log = await logAfter(page.own[0]!.data.after);
    expect(page.events.map(({ data }) => data)).toEqual(log);
    expect(page.types).toEqual([
      'MemberEnrolled',
      'KeyIssued',
      'ClaimRecorded',
      'ConflictOfInterestDeclared',
    ]);
  });

  it('is chosen by claim, topic and type', async () => {
    const mine = await desk.claim({ topics: ['Harbour strike', 'port'] });
    const byClaim = await opened(`${LIVE}?claimId=${mine.toUpperCase()}`).begun();
    const byTopic = await opened(`${LIVE}?topic=HARBOUR%20strike`).begun();
    const byType = await opened(`${LIVE}?type=ClaimRecorded,ClaimRelated`).begun();
    const byAll = await opened(
      `${LIVE}?claimId=${mine}&topic=port&type=CitationAdded&type=ClaimWithdrawn`,
      desk.auditor,
    ).begun();
    const sourceId = await desk.source();
    const other = await desk.claim({ topics: ['harbour STRIKE'] });
    await desk.cite(other, sourceId);
    await desk.cite(mine, sourceId);
    await desk.relate(mine, 'contradicts', other);
    await desk.claim({ topics: ['weather'] });
    const { position } = desk;
    await byType.has(position);
    await desk.write(desk.editor, `/v1/claims/${mine}/withdrawal`, withdrawal);
    for (const page of [byClaim, byTopic, byAll]) await page.has(desk.position);
    expect(byClaim.types).toEqual(['CitationAdded', 'ClaimRelated', 'ClaimWithdrawn']);
    expect(byTopic.types).toEqual(['ClaimRecorded', 'CitationAdded', ...byClaim.types]);
    expect(byType.types).toEqual(['ClaimRecorded', 'ClaimRelated', 'ClaimRecorded']);
    expect(byAll.types).toEqual(['CitationAdded', 'ClaimWithdrawn']);
  });
});

describe('how it is asked for', () => {
  it('is not kept, not collected by proxies, and says where it begins', async () => {
    const stream = await connection(LIVE, served.anonymous);
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'ledger-position': desk.position,
    });
    expect(stream.headers).not.toHaveProperty('etag');
    stream.destroy();
  });

  it('goes on behind a position, and the header counts where both are sent', async () => {
    const first = desk.position;
    await desk.claim();
    const second = desk.position;
    await desk.claim();
    const third = desk.position;
    const page = opened(`${LIVE}?after=${first}`);
    await page.has(third);
    expect(page.ids).toEqual([second, third]);
    const both = await served.anonymous.get(`${LIVE}?after=${first}`, { 'Last-Event-ID': second });
    expect(both.headers.get('ledger-position')).toBe(second);
  });

  it.each(['', 'abc', '1', '2025-10-14', '9'.repeat(16), `${'0'.repeat(20)}-${'0'.repeat(20)}`])(
    'refuses %j as a position, and says what to do',
    async (position) => {
      const asked = await served.anonymous.get(`${LIVE}?after=${position}`);
      expect(refusalIn(asked)).toBe('422 invalid /after');
      const resumed = await served.anonymous.get(LIVE, { 'Last-Event-ID': position });
      expect(resumed.status).toBe(422);
      expect(problemIn(resumed).detail).toMatch(/^Last-Event-ID (must be|is no) /);
      expect(resumed.headers.get('cache-control')).toBe('no-store');
    },
  );

  it('refuses types that there are not, and parameters that it does not have', async () => {
    const unknown = await served.anonymous.get(`${LIVE}?type=ClaimRecorded,Claimrecorded`);
    expect(refusalIn(unknown)).toBe('422 invalid /type');
    const more = await served.anonymous.get(`${LIVE}?asOf=2025`);
    expect(refusalIn(more)).toBe('422 invalid /asOf');
    const json = await served.anonymous.get(LIVE, { Accept: 'application/json' });
    expect(refusalIn(json)).toBe('406 not-acceptable');
  });

  it('is for members alone where reads are', async () => {
    const closed = await ServedLedger.start({ settings: { publicReads: false } });
    try {
      expect(refusalIn(await closed.anonymous.get(LIVE))).toBe('401 unauthenticated');
      const member = await closed.member([], 'Hana');
      expect((await member.get(LIVE)).status).toBe(200);
    } finally {
      await closed.stop();
    }
  });
});

describe('a key that is good no more', () => {
  const within = async (page: LivePage): Promise<number> => {
    const since = performance.now();
    await eventually(() => page.own.some(({ type }) => type === 'ended'));
    return performance.now() - since;
  };

  it.each([
    ['is revoked', (id: string, key: string) => `DELETE /v1/members/${id}/keys/${key}`, undefined],
    [
      'is of a member who is suspended',
      (id: string) => `POST /v1/members/${id}/suspension`,
      withdrawal,
    ],
    [
      'is of a member who is no auditor now',
      (id: string) => `POST /v1/members/${id}/roles`,
      { roles: ['editor'] },
    ],
  ])('ends the stream where it %s, and no other', async (_, change, body) => {
    const member = await served.member(['auditor'], 'Ines');
    const me = accepted<{ keys: { id: string }[] }>(await member.get('/v1/members/me'));
    const [page, other] = [await opened(LIVE, member).begun(), await opened().begun()];
    const [method = '', path = ''] = change(member.id, me.keys[0]!.id).split(' ');
    await (method === 'POST' ? served.admin.post(path, body) : served.admin.delete(path));
    expect(await within(page)).toBeLessThan(2_000);
    page.source.close();
    const { length } = page.events;
    await desk.claim();
    await other.has(desk.position);
    expect(page.events).toHaveLength(length);
    expect(other.own.map(({ type }) => type)).toEqual(['began']);
  });
});

describe('too many clients', () => {
  let small: ServedLedger;
  beforeAll(async () => (small = await ServedLedger.start({ settings: { liveClients: 2 } })));
  afterAll(() => small.stop());

  it('are refused until one goes, and those that only ask for the headers do not count', async () => {
    const first = await connection(LIVE, small.anonymous);
    const second = await connection(LIVE, small.anonymous);
    const refused = await small.anonymous.get(LIVE);
    expect(refusalIn(refused)).toBe('503 too-many-live-clients');
    expect(refused.headers.get('retry-after')).toBe('30');
    const page = opened(LIVE, small.anonymous);
    await eventually(() => page.source.readyState === EventSource.CLOSED);
    const { body } = await small.anonymous.get('/metrics');
    expect(body).toContain('fact_ledger_live_clients 2');
    first.destroy();
    await eventually(async () => {
      const head = await small.anonymous.send('HEAD', LIVE, undefined);
      return head.status === 200;
    });
    for (let n = 0; n < 5; n += 1) {
      expect((await small.anonymous.send('HEAD', LIVE, undefined)).status).toBe(200);
    }
    expect((await small.anonymous.get(LIVE)).status).toBe(200);
    second.destroy();
  });
});

describe('a client that does not read', () => {
  it('is dropped with the id to go on from, while others get everything', async () => {
    const stalled = await connection(LIVE, served.anonymous);
    stalled.pause();
    const page = await opened().begun();
    const isDropped = async () => {
      const { body } = await served.anonymous.get('/metrics');
      return /^fact_ledger_live_clients_dropped_total 1$/m.test(body as string);
    };
    // No more at a time than whoever reads can take; in all what two sockets keep, and some more.
    for (let n = 0; n < 300 && !(await isDropped()); n += 1) {
      await largeClaims(served, 10);
      await page.has((await served.ledger.store.head())!);
    }
    const head = (await served.ledger.store.head())!;
    expect(await isDropped()).toBe(true);
    const late = new EventStream(stalled);
    stalled.resume();
    await eventually(() => late.isOver);
    const got = late.recorded.map(({ id }) => id);
    expect(got.length).toBeGreaterThan(0);
    expect(got.length).toBeLessThan(page.ids.length);
    expect(late.ending).toMatchObject({ event: 'dropped', data: { after: got.at(-1) } });
    const rest = opened(`${LIVE}?after=${late.lastId}`);
    await rest.has(head);
    expect([...got, ...rest.ids]).toEqual(page.ids);
  });
});

describe('a server that stops', () => {
  it('ends every stream with a word, which comes back, and nothing is lost', async () => {
    let stopping = await ServedLedger.start();
    try {
      const port = Number(new URL(stopping.url).port);
      const contributor = await stopping.member(['contributor'], 'Nils');
      const body = { text: 'It rains', kind: 'fact', claimant: { kind: 'own-voice' } };
      const recorded = async () => {
        const client = stopping.clientWith(contributor.key);
        return accepted<Written>(await client.post('/v1/claims', body)).position;
      };
      const page = await opened(LIVE, stopping.anonymous).begun();
      const ids = [await recorded()];
      await page.has(ids[0]!);
      await stopping.server.close();
      await eventually(() => page.own.some(({ type }) => type === 'stopping'));
      expect(page.own.at(-1)!.data.after).toBe(ids[0]);
      stopping = await ServedLedger.start({ settings: { port } }, stopping.dataDir);
      ids.push(await recorded(), await recorded());
      // It comes back by itself, some seconds later.
      await page.has(ids[2]!);
      expect(page.opened).toBe(2);
      ids.push(await recorded());
      await page.has(ids[3]!);
      expect(page.ids).toEqual(ids);
    } finally {
      await stopping.stop();
    }
  });
});

it('does not wait with its stop for whoever does not read', async () => {
  const stopping = await ServedLedger.start({ settings: { liveBufferBytes: 64 * 1024 * 1024 } });
  const stalled = await connection(LIVE, stopping.anonymous);
  stalled.pause();
  for (let n = 0; n < 15; n += 1) await largeClaims(stopping, 100);
  const head = (await stopping.ledger.store.head())!;
  await opened(`${LIVE}?after=${head}`, stopping.anonymous).begun();
  const since = performance.now();
  await stopping.stop();
  expect(performance.now() - since).toBeLessThan(15_000);
  stalled.destroy();
});

it('works in a page as the README says', async () => {
  const [, example] = /```js\n(const LEDGER = [\s\S]+?)```/.exec(README)!;
  const shown: { readonly id: string; readonly status: string }[] = [];
  const claimId = await desk.claim({ topics: ['port'] });
  await desk.claimNow(claimId);
  class Noted extends EventSource {
    constructor(url: string) {
      super(url);
      sources.push(this);
    }
  }
  const script = example!.replace('http://127.0.0.1:3000', served.url);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is the README's
  const run = new Function(
    'EventSource',
    'show',
    `return (async () => { ${script} return live; })()`,
  ) as (source: typeof EventSource, show: (claim: never) => void) => Promise<EventSource>;
  const live = await run(Noted, (claim) => shown.push(claim));
  expect(shown.map(({ id }) => id)).toContain(claimId);
  await eventually(() => live.readyState === EventSource.OPEN);
  const next = await desk.claim({ topics: ['Port'] });
  const sourceId = await desk.source();
  const { id: citation } = await desk.cite(next, sourceId);
  await desk.judge(desk.reviewers[0], next, [citation]);
  await eventually(() => shown.some(({ id, status }) => id === next && status === 'under-review'));
});
