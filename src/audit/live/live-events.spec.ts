import fc from 'fast-check';

import { LEDGER_CATEGORIES, ledgerCatalog } from '../../../events/ledger-catalog.js';
import type { RecordedEvent } from '../../../events/envelope.js';
import { nameKey } from '../../../projections/name-key.js';
import { EventStream } from '../../../test/support/event-stream.js';
import {
  startProtocolServer,
  type ProtocolServer,
} from '../../../test/support/event-store-protocol/protocol-server.js';
import { eventStoreDbAt } from '../../../test/support/eventstoredb-store.js';
import { eventually } from '../../../test/support/eventually.js';
import { generateLedger, type GeneratedAppend } from '../../../test/support/generated-ledger.js';
import { sqliteStoreInFolder } from '../../../test/support/sqlite-store-in-folder.js';
import { ViewDatabase } from '../../../test/support/view-database.js';
import { EventStoreError, type EventStore } from '../../event-store/event-store.js';
import { Metrics } from '../../operations/metrics.js';
import { People } from '../../queries/people.js';
import { ClaimTopics } from './claim-topics.js';
import { LiveEvents } from './live-events.js';
import type { LiveSelection } from './live-selection.js';

const SETTINGS = { liveClients: 5, liveBufferBytes: 256 * 1024, liveHeartbeatSeconds: 1 };
const EVERYTHING: LiveSelection = { audience: 'auditor' };

const LEDGER = [...generateLedger({ events: 400, seed: 11 })];

interface StoreKind {
  /** Opens an empty store. */
  open(): Promise<EventStore>;
  close(): Promise<void>;
}

function sqlite(): StoreKind {
  const folder = sqliteStoreInFolder();
  return { open: async () => (await folder.open()).store, close: () => folder.destroy() };
}

function eventStoreDb(): StoreKind {
  let server: ProtocolServer;
  const adapter = eventStoreDbAt(() => server.url, { categories: LEDGER_CATEGORIES });
  return {
    async open() {
      server = await startProtocolServer();
      return (await adapter.open()).store;
    },
    async close() {
      await adapter.destroy();
      await server.stop();
    },
  };
}

let kind: StoreKind;
let store: EventStore;
let views: ViewDatabase;
let subscriptions: number;
let live: LiveEvents;
let metrics: Metrics;
/** What is not appended yet. */
let ahead: GeneratedAppend[];

async function begin(commands = 40): Promise<void> {
  store = await kind.open();
  views = await ViewDatabase.of();
  ahead = [...LEDGER];
  await append(commands);
  subscriptions = 0;
  const counted = {
    head: () => store.head(),
    readAll: (options: object) => {
      failIfAsked();
      return store.readAll(options);
    },
    subscribe: (options: Parameters<EventStore['subscribe']>[0]) => {
      subscriptions += 1;
      failIfAsked();
      return held(store.subscribe(options));
    },
  };
  const topics = new ClaimTopics(views.views, { unfit: null }, store, ledgerCatalog);
  const people = new People(
    { find: () => undefined, personOf: () => undefined },
    { publicNames: false },
  );
  metrics = new Metrics();
  live = new LiveEvents(counted, topics, people, metrics, SETTINGS);
  live.start();
}

/** How many more times the log cannot be read. */
let failures = 0;

function failIfAsked(): void {
  if (failures === 0) return;
  failures -= 1;
  throw new EventStoreError('unavailable', 'the log is away');
}

/** What is subscribed comes when this says so. */
let released = Promise.resolve();

async function* held<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  for await (const item of items) {
    await released;
    failIfAsked();
    yield item;
  }
}

async function end(): Promise<void> {
  live.beforeApplicationShutdown();
  await live.stop();
  await views.close();
  await kind.close();
}

async function append(commands: number): Promise<void> {
  for (const { stream, events, ...options } of ahead.splice(0, commands)) {
    await store.append(stream, events, options);
  }
}

async function logAfter(position?: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll(position === undefined ? {} : { after: position }))
    events.push(event);
  return events;
}

function open(selection: LiveSelection, after: string, mayStay = () => true): EventStream {
  return new EventStream(live.open({ selection, after, mayStay, cut: () => {} }));
}

const idsOf = (stream: EventStream) => stream.recorded.map(({ id }) => id);

describe.each([
  ['SQLite', sqlite],
  ['EventStoreDB', eventStoreDb],
])('over %s', (_, kindOf) => {
  beforeAll(() => {
    kind = kindOf();
  });
  beforeEach(() => begin());
  afterEach(() => end());

  it('gives what comes, by one subscription for all, and none where nobody listens', async () => {
    const head = (await store.head())!;
    const streams = [open(EVERYTHING, head), open(EVERYTHING, head), open(EVERYTHING, head)];
    await eventually(() => subscriptions === 1);
    await append(30);
    const ids = (await logAfter(head)).map(({ position }) => position);
    await eventually(() => streams.every((stream) => stream.recorded.length === ids.length));
    for (const stream of streams) expect(idsOf(stream)).toEqual(ids);
    expect(subscriptions).toBe(1);
    expect(await metrics.text([], new Map(), 0)).toContain('fact_ledger_live_clients 3');
    for (const stream of streams) stream.cutIn(0);
    await append(1);
    await eventually(async () => /live_clients 0/.test(await metrics.text([], new Map(), 0)));
    await append(5);
    const last = (await store.head())!;
    const again = open(EVERYTHING, last);
    await eventually(() => subscriptions === 2);
    await append(1);
    await eventually(() => again.recorded.length > 0);
    expect(idsOf(again)).toEqual((await logAfter(last)).map(({ position }) => position));
  });

  it('says where it begins, and when to come back', async () => {
    const head = (await store.head())!;
    const stream = open(EVERYTHING, head);
    await eventually(() => stream.events.length > 0);
    expect(stream.events).toEqual([{ id: head, event: 'began', data: { after: head } }]);
    expect(stream.retry).toBeGreaterThanOrEqual(2_000);
    expect(stream.retry).toBeLessThanOrEqual(5_000);
  });

  it('begins with nothing where nothing is recorded', async () => {
    await end();
    await begin(0);
    const stream = open(EVERYTHING, '');
    await eventually(() => stream.events.length > 0);
    expect(stream.events).toEqual([{ id: undefined, event: 'began', data: { after: null } }]);
    await append(5);
    const ids = (await logAfter()).map(({ position }) => position);
    await eventually(() => stream.recorded.length === ids.length);
    expect(idsOf(stream)).toEqual(ids);
  });

  it('doubles nothing for one who is further than the others', async () => {
    const others = open(EVERYTHING, (await store.head())!);
    await append(1);
    await eventually(() => others.recorded.length > 0);
    let release = () => {};
    released = new Promise((resolve) => (release = resolve));
    await append(20);
    const log = await logAfter(others.lastId);
    const middle = log[Math.floor(log.length / 2)]!.position;
    const further = open(EVERYTHING, middle);
    await eventually(() => further.events.length > 0);
    expect(others.recorded).toHaveLength(1);
    release();
    const ids = (await logAfter(middle)).map(({ position }) => position);
    await eventually(() => further.recorded.length >= ids.length);
    expect(idsOf(further)).toEqual(ids);
  });

  it('tells while nothing happens that it is there', async () => {
    const stream = open(EVERYTHING, (await store.head())!);
    await eventually(() => stream.comments.length > 1);
    expect(stream.comments[0]).toBe('heartbeat');
  });

  it('takes no more clients than may follow', async () => {
    const head = (await store.head())!;
    const streams = Array.from({ length: SETTINGS.liveClients }, () => open(EVERYTHING, head));
    let refused: unknown;
    try {
      open(EVERYTHING, head);
    } catch (error) {
      refused = error;
    }
    expect(refused).toMatchObject({ code: 'too-many-live-clients', extras: { retryAfter: 30 } });
    streams[0]!.cutIn(0);
    await append(1);
    await eventually(() => streams[0]!.isOver);
    expect(() => open(EVERYTHING, head)).not.toThrow();
  });

  it('ends with whoever may not stay', async () => {
    let mayStay = true;
    const head = (await store.head())!;
    const [leaving, staying] = [open(EVERYTHING, head, () => mayStay), open(EVERYTHING, head)];
    await eventually(() => leaving.events.length > 0);
    mayStay = false;
    await eventually(() => leaving.isOver);
    expect(leaving.ending).toMatchObject({ event: 'ended', data: { after: head } });
    expect(staying.isOver).toBe(false);
  });

  it('drops whoever takes too little, says where to go on, and keeps the others', async () => {
    const head = (await store.head())!;
    const slow = live.open({
      selection: EVERYTHING,
      after: head,
      mayStay: () => true,
      cut: () => {},
    });
    const quick = open(EVERYTHING, head);
    await eventually(() => quick.events.length > 0);
    await append(LEDGER.length);
    const ids = (await logAfter(head)).map(({ position }) => position);
    await eventually(() => quick.recorded.length === ids.length);
    expect(slow.isOver).toBe(true);
    expect(slow.readableLength).toBeLessThan(SETTINGS.liveBufferBytes + 1_000);
    const late = new EventStream(slow);
    await eventually(() => late.isOver);
    const got = idsOf(late);
    expect(got).toEqual(ids.slice(0, got.length));
    expect(got.length).toBeLessThan(ids.length);
    expect(late.ending).toEqual({
      id: undefined,
      event: 'dropped',
      data: { reason: expect.stringContaining('262144 bytes') as string, after: late.lastId },
    });
    expect(await metrics.text([], new Map(), 0)).toContain('live_clients_dropped_total 1');
    const resumed = open(EVERYTHING, late.lastId!);
    await eventually(() => resumed.recorded.length === ids.length - got.length);
    expect([...got, ...idsOf(resumed)]).toEqual(ids);
  });

  it('reads for one who is far behind no faster than they take it, and holds up nobody', async () => {
    await append(300);
    const [first] = await logAfter();
    const slow = live.open({
      selection: EVERYTHING,
      after: first!.position,
      mayStay: () => true,
      cut: () => {},
    });
    const head = (await store.head())!;
    const quick = open(EVERYTHING, head);
    await append(10);
    const ids = (await logAfter(head)).map(({ position }) => position);
    await eventually(() => quick.recorded.length === ids.length);
    expect(slow.isJoined).toBe(false);
    expect(slow.readableLength).toBeLessThan(SETTINGS.liveBufferBytes);
    const late = new EventStream(slow);
    const all = (await logAfter(first!.position)).map(({ position }) => position);
    await eventually(() => late.recorded.length === all.length);
    expect(idsOf(late)).toEqual(all);
  });

  it('goes on when the log is back, with all that was recorded meanwhile', async () => {
    const head = (await store.head())!;
    const stream = open(EVERYTHING, head);
    await append(1);
    await eventually(() => stream.recorded.length > 0);
    failures = 3;
    await append(10);
    const ids = (await logAfter(head)).map(({ position }) => position);
    await eventually(() => stream.recorded.length >= ids.length);
    expect(idsOf(stream)).toEqual(ids);
    expect(failures).toBe(0);
    expect(subscriptions).toBe(4);
    expect(stream.isOver).toBe(false);
  });

  it('drops a client that catches up where the log is away, and says where to go on', async () => {
    const others = open(EVERYTHING, (await store.head())!);
    await eventually(() => subscriptions === 1);
    const [first] = await logAfter();
    failures = 1;
    const late = open(EVERYTHING, first!.position);
    await eventually(() => late.isOver);
    expect(late.ending).toMatchObject({ event: 'dropped', data: { after: first!.position } });
    expect(late.ending!.data['reason']).toBe('The log cannot be read now.');
    expect(others.isOver).toBe(false);
  });

  it('ends all streams with a last event when the server stops, and takes no others', async () => {
    const head = (await store.head())!;
    const stream = open(EVERYTHING, head);
    await eventually(() => stream.events.length > 0);
    live.beforeApplicationShutdown();
    await eventually(() => stream.isOver);
    expect(stream.ending).toMatchObject({ event: 'stopping', data: { after: head } });
    expect(() => open(EVERYTHING, head)).toThrow('The server is stopping.');
  });

  describe('whatever is recorded, and whenever a connection is cut', () => {
    const step = fc.oneof(
      fc.record({ append: fc.integer({ min: 1, max: 25 }) }),
      fc.record({ cut: fc.nat({ max: 2 }), bytes: fc.nat({ max: 60_000 }) }),
      fc.record({ wait: fc.nat({ max: 30 }) }),
    );

    /** A client that comes back with the last id that it has, for as long as it is cut. */
    class Faithful {
      readonly ids: (string | undefined)[] = [];
      private stream: EventStream;

      constructor(
        readonly selection: LiveSelection,
        readonly after: string,
      ) {
        this.stream = open(selection, after);
      }

      cutIn(bytes: number): void {
        this.stream.cutIn(bytes);
      }

      get has(): (string | undefined)[] {
        return [...this.ids, ...idsOf(this.stream)];
      }

      comeBack(): void {
        if (!this.stream.isOver) return;
        this.ids.push(...idsOf(this.stream));
        this.stream = open(this.selection, this.ids.at(-1) ?? this.after);
      }
    }

    it('loses nothing and doubles nothing', async () => {
      const [known] = (await logAfter()).flatMap(({ type, data }) =>
        type === 'ClaimRecorded' ? (data as { topics: string[] }).topics : [],
      );
      const topicKey = nameKey(known!);
      const selections: LiveSelection[] = [
        EVERYTHING,
        { audience: 'public', topicKey },
        { audience: 'named', types: ['ClaimRecorded', 'VerdictSubmitted'] },
      ];
      let given = 0;
      const property = fc.asyncProperty(
        fc.array(step, { minLength: 4, maxLength: 12 }),
        async (steps) => {
          await end();
          await begin();
          const head = (await store.head())!;
          const clients = selections.map((selection) => new Faithful(selection, head));
          for (const each of steps) {
            if ('append' in each) await append(each.append);
            else if ('cut' in each) clients[each.cut]!.cutIn(each.bytes);
            else await new Promise((resolve) => setTimeout(resolve, each.wait));
            for (const client of clients) client.comeBack();
          }
          const log = await logAfter(head);
          const topics = await topicsOfAll();
          const wanted = selections.map((selection) => wantedOf(selection, log, topics));
          await eventually(() => {
            for (const client of clients) client.comeBack();
            return clients.every(({ has }, n) => has.length >= wanted[n]!.length);
          });
          for (const [n, { has }] of clients.entries()) expect(has).toEqual(wanted[n]);
          given += wanted.flat().length;
        },
      );
      await fc.assert(property, { numRuns: 25 });
      expect(given).toBeGreaterThan(500);
    });

    async function topicsOfAll(): Promise<Map<string, string[]>> {
      const topics = new Map<string, string[]>();
      for (const { type, stream, data } of await logAfter()) {
        if (type === 'ClaimRecorded') topics.set(stream, (data as { topics: string[] }).topics);
      }
      return topics;
    }

    function wantedOf(
      { audience, topicKey, types }: LiveSelection,
      log: readonly RecordedEvent[],
      topics: ReadonlyMap<string, string[]>,
    ): string[] {
      return log
        .filter(({ stream, type }) => {
          const isOfClaim = stream.startsWith('claim-') && !type.startsWith('ConflictOfInterest');
          const isAbout = topics.get(stream)?.some((topic) => nameKey(topic) === topicKey);
          return (
            (audience === 'auditor' || isOfClaim) &&
            (topicKey === undefined || isAbout) &&
            (!types || types.includes(type))
          );
        })
        .map(({ position }) => position);
    }
  });
});
