import { setTimeout as sleep } from 'node:timers/promises';

import { ledgerCatalog } from '../../events/ledger-catalog.js';
import type { EventFeed } from '../../src/following/event-feed.js';
import type { RetryState } from '../../src/following/retry.js';
import { ArrayFeed } from '../../test/support/array-feed.js';
import { eventually } from '../../test/support/eventually.js';
import { exampleHistory } from '../../test/support/example-history.js';
import {
  citationCounts,
  claimLogs,
  exampleProjections,
  failingAt,
  sourceTitles,
} from '../../test/support/example-projections.js';
import { TemporaryViews } from '../../test/support/temporary-views.js';
import { turnsDuring } from '../../test/support/turns-during.js';
import type { Projection } from './projection.js';
import { Projector, type BatchReport, type ProjectorOptions } from './projector.js';
import type { ViewStore } from './view-store.js';

const EVENTS = exampleHistory(200).events;
const HEAD = EVENTS.at(-1)!.position;
const VIEWS = ['claim_logs', 'source_titles', 'citation_counts'];
const BOUNDS = { catchingUp: 32, live: 8, idleMs: 30 };

let views: TemporaryViews;
let projectors: Projector[];
beforeEach(() => {
  views = new TemporaryViews();
  projectors = [];
});
afterEach(async () => {
  for (const projector of projectors) await projector.stop();
  await views.remove();
});

interface Setting {
  readonly feed: EventFeed;
  readonly store?: ViewStore;
  readonly projections?: readonly Projection[];
  readonly options?: ProjectorOptions;
}

function projectorOf({ feed, store, projections, options }: Setting): Projector {
  const projector = new Projector(
    { feed, catalog: ledgerCatalog, store: store ?? views.open().store },
    projections ?? exampleProjections,
    { bounds: BOUNDS, ...options },
  );
  projectors.push(projector);
  return projector;
}

async function stopped(projector: Projector): Promise<void> {
  projectors.splice(projectors.indexOf(projector), 1);
  await projector.stop();
}

/** The rows that the first `count` events make, by way of another file. */
async function expectedDump(count = EVENTS.length): Promise<string> {
  const others = new TemporaryViews();
  const { store } = others.open();
  const feed = new ArrayFeed(EVENTS.slice(0, count));
  const projector = new Projector({ feed, catalog: ledgerCatalog, store }, exampleProjections);
  await projector.start();
  expect(await projector.waitFor(EVENTS[count - 1]!.position, 5_000)).toBe(true);
  await projector.stop();
  const dump = others.dump(...VIEWS);
  await others.remove();
  return dump;
}

describe('a projector', () => {
  it('has the views there when it has started, fills them, and goes on with what is new', async () => {
    const feed = new ArrayFeed(EVENTS.slice(0, 150));
    const reports: BatchReport[] = [];
    const projector = projectorOf({ feed, options: { onBatch: (report) => reports.push(report) } });
    expect(projector.status()).toEqual([]);
    await projector.start();
    expect(views.read('select * from claim_logs')).toEqual([]);
    expect(projector.status()).toMatchObject(
      exampleProjections.map(({ name }) => ({
        name,
        generation: 1,
        position: null,
        caughtUp: false,
      })),
    );
    expect(await projector.waitFor(EVENTS[149]!.position, 5_000)).toBe(true);
    feed.append(...EVENTS.slice(150));
    expect(await projector.waitFor(HEAD, 5_000)).toBe(true);
    await eventually(() => projector.status().every(({ caughtUp }) => caughtUp));
    expect(projector.status()[0]).toEqual({
      name: 'claim-logs',
      thisProcess: 'projects',
      version: 1,
      generation: 1,
      position: HEAD,
      failure: null,
      caughtUp: true,
      lagSeconds: 0,
      rebuilding: null,
    });
    expect(views.dump(...VIEWS)).toBe(await expectedDump());
    expect(reports.reduce((sum, { events }) => sum + events, 0)).toBe(200);
    expect(Math.max(...reports.map(({ events }) => events))).toBe(32);
  });

  it('goes on where it stood after a stop at any moment', async () => {
    const feed = new ArrayFeed(EVENTS);
    for (let n = 0; n < 8; n += 1) {
      const open = views.open();
      const projector = projectorOf({
        feed,
        store: open.store,
        options: { bounds: { ...BOUNDS, catchingUp: 9 } },
      });
      await projector.start();
      await sleep(n % 4);
      await stopped(projector);
      const states = await open.store.states();
      expect(states.map(({ position }) => position)).toEqual(Array(3).fill(states[0]!.position));
      await views.close(open);
    }
    const projector = projectorOf({ feed });
    await projector.start();
    expect(await projector.waitFor(HEAD, 5_000)).toBe(true);
    expect(views.dump(...VIEWS)).toBe(await expectedDump());
  });

  it('writes idle positions down after a while, and at the stop', async () => {
    const policies = EVENTS.filter(({ type }) => type === 'PolicyAdopted');
    const feed = new ArrayFeed();
    const { store } = views.open();
    const projector = projectorOf({ feed, store });
    await projector.start();
    feed.append(policies[0]);
    await projector.waitFor(policies[0]!.position, 1_000);
    await eventually(async () =>
      (await store.states()).every(({ position }) => position === policies[0]!.position),
    );
    feed.append(policies[1]);
    await projector.waitFor(policies[1]!.position, 1_000);
    await stopped(projector);
    expect((await store.states()).map(({ position }) => position)).toEqual(
      Array(3).fill(policies[1]!.position),
    );
  });

  it('lets one that fails stand still, visibly, and tries it again at the next start', async () => {
    const feed = new ArrayFeed(EVENTS);
    const failing = EVENTS.findIndex(({ type }, n) => n > 100 && type === 'ClaimRecorded');
    const { position } = EVENTS[failing]!;
    const first = projectorOf({
      feed,
      projections: [failingAt(claimLogs, position), sourceTitles, citationCounts],
    });
    await first.start();
    expect(await first.waitFor(HEAD, 5_000, ['source-titles', 'citation-counts'])).toBe(true);
    const begun = Date.now();
    expect(await first.waitFor(HEAD, 5_000)).toBe(false);
    expect(Date.now() - begun).toBeLessThan(1_000);
    const failure = { position, reason: 'Error: cannot be folded' };
    expect(first.status(Date.parse('2025-10-15T00:00:00Z'))[0]).toMatchObject({
      position: EVENTS[failing - 1]!.position,
      failure,
      caughtUp: false,
      lagSeconds:
        (Date.parse('2025-10-15T00:00:00Z') -
          Date.parse(EVENTS[failing - 1]!.metadata.recordedAt)) /
        1_000,
    });
    expect(await first.waitFor(EVENTS[failing - 1]!.position, 0)).toBe(true);
    await stopped(first);

    const second = projectorOf({ feed });
    await second.start();
    expect(await second.waitFor(HEAD, 5_000)).toBe(true);
    expect(second.status().map((status) => status.failure)).toEqual([null, null, null]);
    expect(views.dump(...VIEWS)).toBe(await expectedDump());
  });

  it('stands still with every projection before an event that it cannot read', async () => {
    const feed = new ArrayFeed(EVENTS.slice(0, 50));
    const projector = projectorOf({ feed });
    await projector.start();
    await projector.waitFor(EVENTS[49]!.position, 5_000);
    feed.append({ ...EVENTS[50]!, schemaVersion: 99 }, ...EVENTS.slice(51));
    expect(await projector.waitFor(HEAD, 5_000)).toBe(false);
    for (const { position, failure } of projector.status()) {
      expect(position).toBe(EVENTS[49]!.position);
      expect(failure?.position).toBe(EVENTS[50]!.position);
      expect(failure?.reason).toMatch(/^UnknownEventError: /);
    }
  });

  it('waits out a database that refuses, and says so', async () => {
    const { store } = views.open();
    let refusals = 0;
    const busy: ViewStore = Object.assign(Object.create(store) as ViewStore, {
      async transaction<T>(work: Parameters<ViewStore['transaction']>[0]) {
        if (refusals < 3 && (refusals += 1)) throw new Error('database is locked');
        return (await store.transaction(work)) as T;
      },
    });
    const retries: (RetryState | null)[] = [];
    const projector = projectorOf({
      feed: new ArrayFeed(EVENTS),
      store: busy,
      options: { onRetry: (retrying) => retries.push(retrying) },
    });
    await projector.start();
    expect(await projector.waitFor(HEAD, 5_000)).toBe(true);
    expect(retries.map((retrying) => retrying?.attempts ?? null)).toEqual([1, 2, 3, null]);
    expect(retries[0]?.reason).toBe('Error: database is locked');
    expect(projector.retrying).toBeNull();
    expect(projector.status().every(({ failure }) => failure === null)).toBe(true);
    expect(views.dump(...VIEWS)).toBe(await expectedDump());
  });

  it('subscribes again when the log goes away', async () => {
    const log = new ArrayFeed(EVENTS);
    let breaks = 0;
    const feed: EventFeed = {
      readAll: (options) => log.readAll(options),
      readAt: (position) => log.readAt(position),
      head: () => log.head(),
      async *subscribe(options) {
        let given = 0;
        for await (const item of log.subscribe(options)) {
          yield item;
          if (breaks < 2 && (given += 1) === 60 && (breaks += 1)) throw new Error('unavailable');
        }
      },
    };
    const projector = projectorOf({ feed });
    await projector.start();
    expect(await projector.waitFor(HEAD, 5_000)).toBe(true);
    expect(breaks).toBe(2);
    expect(views.dump(...VIEWS)).toBe(await expectedDump());
  });

  it('goes on from where another process has brought the views', async () => {
    const feed = new ArrayFeed(EVENTS.slice(0, 50));
    const first = projectorOf({ feed });
    await first.start();
    await first.waitFor(EVENTS[49]!.position, 5_000);
    const other = new ArrayFeed(EVENTS.slice(0, 120));
    const second = projectorOf({ feed: other });
    await second.start();
    expect(await second.waitFor(EVENTS[119]!.position, 5_000)).toBe(true);
    feed.append(...EVENTS.slice(50));
    expect(await first.waitFor(HEAD, 5_000)).toBe(true);
    expect(views.dump(...VIEWS)).toBe(await expectedDump());
  });

  it('knows no projection of another name', async () => {
    const projector = projectorOf({ feed: new ArrayFeed() });
    await expect(projector.waitFor(HEAD, 0, ['claims'])).rejects.toThrow(RangeError);
    await expect(projector.rebuild(['claims'])).rejects.toThrow('there is no projection claims');
  });

  it('lets others have their turn while it catches up', async () => {
    const projector = projectorOf({
      feed: new ArrayFeed(EVENTS),
      options: { bounds: { ...BOUNDS, catchingUp: 5, live: 5 } },
    });
    await projector.start();
    const turns = await turnsDuring(() => projector.waitFor(HEAD, 5_000));
    expect(turns).toBeGreaterThan(20);
  });
});
