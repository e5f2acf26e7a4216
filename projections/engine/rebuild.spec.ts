import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

import { ledgerCatalog } from '../../events/ledger-catalog.js';
import type { EventFeed } from '../../src/following/event-feed.js';
import { ArrayFeed } from '../../test/support/array-feed.js';
import { exampleHistory } from '../../test/support/example-history.js';
import {
  citationCounts,
  claimLogs,
  exampleProjections,
  failingAt,
  sourceTitles,
  type ClaimLog,
} from '../../test/support/example-projections.js';
import { TemporaryViews } from '../../test/support/temporary-views.js';
import type { Projection } from './projection.js';
import { Projector } from './projector.js';
import { rebuild, type RebuildProgress } from './rebuild.js';
import { StaleProjectionError, type ViewStore } from './view-store.js';

const EVENTS = exampleHistory(200).events;
const HEAD = EVENTS.at(-1)!.position;
const VIEWS = ['claim_logs', 'source_titles', 'citation_counts'];

const raised: Projection<ClaimLog> = {
  ...claimLogs,
  version: 2,
  evolve: (row, _, key) => ({ claim_id: key, events: (row?.events ?? 0) + 10, kinds: [] }),
};

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

async function started(
  feed: EventFeed,
  projections: readonly Projection[] = exampleProjections,
  store: ViewStore = views.open().store,
): Promise<Projector> {
  const projector = new Projector({ feed, catalog: ledgerCatalog, store }, projections, {
    bounds: { catchingUp: 32, live: 8, idleMs: 20 },
  });
  projectors.push(projector);
  await projector.start();
  return projector;
}

async function stop(): Promise<void> {
  for (const projector of projectors.splice(0)) await projector.stop();
}

/** Holds the reading of the whole log before its event of that number until it is let go. */
function held(
  log: ArrayFeed,
  number: number,
): { feed: EventFeed; go: () => void; there: Promise<void> } {
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  let arrive = () => {};
  const there = new Promise<void>((resolve) => (arrive = resolve));
  const feed: EventFeed = {
    head: () => log.head(),
    readAt: (position) => log.readAt(position),
    subscribe: (options) => log.subscribe(options),
    async *readAll(options) {
      let n = 0;
      for await (const event of log.readAll(options)) {
        if ((n += 1) === number) {
          arrive();
          await gate;
        }
        yield event;
      }
    },
  };
  return { feed, go, there };
}

function physicalTables(): string[] {
  return views
    .read<{ name: string }>(
      "select name from sqlite_master where type = 'table' and name glob '*_g[0-9]*' and sql not like '%fts5%' and name not glob '*_search_*'",
    )
    .map(({ name }) => name)
    .sort();
}

describe('a rebuild', () => {
  it('gives the same rows byte for byte, in one reading of the log, and tells how far it is', async () => {
    const log = new ArrayFeed(EVENTS);
    const projector = await started(log);
    await projector.waitFor(HEAD, 5_000);
    const before = views.dump(...VIEWS);
    let read = 0;
    const counted: EventFeed = {
      head: () => log.head(),
      readAt: (position) => log.readAt(position),
      subscribe: (options) => log.subscribe(options),
      async *readAll(options) {
        for await (const event of log.readAll(options)) {
          read += 1;
          yield event;
        }
      },
    };
    const progress: RebuildProgress[] = [];
    const states = await rebuild(
      { feed: counted, catalog: ledgerCatalog, store: views.open().store },
      exampleProjections,
      { batch: 64, onProgress: (p) => progress.push(p) },
    );
    expect(views.dump(...VIEWS)).toBe(before);
    expect(read).toBe(EVENTS.length);
    expect(states).toMatchObject(
      exampleProjections.map(({ name }) => ({ name, generation: 2, active: true, position: HEAD })),
    );
    expect(progress.map(({ events }) => events)).toEqual([64, 128, 192, 200]);
    expect(progress.at(-1)).toMatchObject({ position: HEAD, head: HEAD });
    expect(progress.at(-1)!.eventsPerSecond).toBeGreaterThan(0);
    expect(physicalTables()).toEqual(['citation_counts_g2', 'claim_logs_g2', 'source_titles_g2']);
  });

  it('leaves the views readable and moving while it runs, and takes them over without a gap', async () => {
    const log = new ArrayFeed(EVENTS.slice(0, 100));
    const live = await started(log);
    await live.waitFor(EVENTS[99]!.position, 5_000);
    const { feed, go, there } = held(log, 80);
    const building = rebuild(
      { feed, catalog: ledgerCatalog, store: views.open().store },
      exampleProjections,
      { batch: 20 },
    );
    await there;
    log.append(...EVENTS.slice(100, 120));
    expect(await live.waitFor(EVENTS[119]!.position, 5_000)).toBe(true);
    go();
    const appending = (async () => {
      for (const event of EVENTS.slice(120)) {
        log.append(event);
        await nextTurn();
      }
    })();
    await building;
    await appending;
    expect(await live.waitFor(HEAD, 5_000)).toBe(true);
    await stop();
    const dump = views.dump(...VIEWS);
    const fresh = new TemporaryViews();
    await rebuild(
      { feed: log, catalog: ledgerCatalog, store: fresh.open().store },
      exampleProjections,
    );
    expect(dump).toBe(fresh.dump(...VIEWS));
    await fresh.remove();
  });

  it('never shows less than was shown: it reads on where the view has moved on', async () => {
    const log = new ArrayFeed(EVENTS.slice(0, 100));
    const live = await started(log);
    await live.waitFor(EVENTS[99]!.position, 5_000);
    const { store } = views.open();
    let late = false;
    const delayed: ViewStore = Object.assign(Object.create(store) as ViewStore, {
      async activate(...given: Parameters<ViewStore['activate']>) {
        if (!late) {
          late = true;
          log.append(...EVENTS.slice(100));
          expect(await live.waitFor(HEAD, 5_000)).toBe(true);
        }
        return store.activate(...given);
      },
    });
    const states = await rebuild(
      { feed: log, catalog: ledgerCatalog, store: delayed },
      exampleProjections,
    );
    expect(states.map(({ position }) => position)).toEqual([HEAD, HEAD, HEAD]);
  });

  it('of one view in the projector itself goes on with the new generation', async () => {
    const log = new ArrayFeed(EVENTS.slice(0, 150));
    const projector = await started(log);
    await projector.waitFor(EVENTS[149]!.position, 5_000);
    const seen: unknown[] = [];
    await projector.rebuild(['claim-logs'], {
      batch: 50,
      onProgress: () => seen.push(projector.status().map(({ rebuilding }) => rebuilding?.events)),
    });
    expect(seen.at(-1)).toEqual([150, undefined, undefined]);
    log.append(...EVENTS.slice(150));
    expect(await projector.waitFor(HEAD, 5_000)).toBe(true);
    expect(
      projector.status().map(({ generation, rebuilding }) => [generation, rebuilding]),
    ).toEqual([
      [2, null],
      [1, null],
      [1, null],
    ]);
  });

  it('that fails on an event is dropped, and the view stays', async () => {
    const log = new ArrayFeed(EVENTS);
    const projector = await started(log);
    await projector.waitFor(HEAD, 5_000);
    await stop();
    const before = views.dump(...VIEWS);
    const { position } = EVENTS.find(({ type }, n) => n > 50 && type === 'ClaimRecorded')!;
    const states = await rebuild({ feed: log, catalog: ledgerCatalog, store: views.open().store }, [
      failingAt(claimLogs, position),
      sourceTitles,
    ]);
    expect(states).toMatchObject([
      { name: 'claim-logs', active: false, failure: { position } },
      { name: 'source-titles', active: true, generation: 2, failure: null },
    ]);
    expect(views.dump(...VIEWS)).toBe(before);
    expect(physicalTables()).toEqual(['citation_counts_g1', 'claim_logs_g1', 'source_titles_g2']);
  });

  it('that is given up leaves nothing behind', async () => {
    const { feed, there } = held(new ArrayFeed(EVENTS), 1_000_000);
    void there;
    const ending = new AbortController();
    const building = rebuild(
      { feed, catalog: ledgerCatalog, store: views.open().store },
      exampleProjections,
      { batch: 10, signal: ending.signal, onProgress: () => ending.abort() },
    );
    await expect(building).rejects.toThrow('aborted');
    expect(physicalTables()).toEqual([]);
    expect(views.read('select * from projections')).toEqual([]);
  });

  it('gives way to one that was begun later', async () => {
    const log = new ArrayFeed(EVENTS);
    const { feed, go, there } = held(log, 100);
    const parts = { catalog: ledgerCatalog, store: views.open().store };
    const first = rebuild({ ...parts, feed }, exampleProjections, { batch: 10 });
    const outcome = expect(first).rejects.toThrow(StaleProjectionError);
    await there;
    const later = views.open().store;
    await rebuild({ feed: log, catalog: ledgerCatalog, store: later }, exampleProjections);
    const dump = views.dump(...VIEWS);
    go();
    await outcome;
    expect(views.dump(...VIEWS)).toBe(dump);
    expect(physicalTables()).toEqual(['citation_counts_g2', 'claim_logs_g2', 'source_titles_g2']);
  });
});

describe('a raised version', () => {
  it('is built beside the old rows, which stay as they stand, and then switched to', async () => {
    const log = new ArrayFeed(EVENTS.slice(0, 150));
    const old = await started(log);
    await old.waitFor(EVENTS[149]!.position, 5_000);
    await stop();
    const before = views.dump('claim_logs');
    log.append(...EVENTS.slice(150));

    const { feed, go, there } = held(log, 190);
    const projector = await started(feed, [raised, sourceTitles, citationCounts]);
    await there;
    expect(await projector.waitFor(HEAD, 5_000, ['source-titles', 'citation-counts'])).toBe(true);
    expect(views.dump('claim_logs')).toBe(before);
    expect(projector.status()[0]).toMatchObject({
      version: 1,
      generation: 1,
      position: EVENTS[149]!.position,
      caughtUp: false,
      failure: null,
      rebuilding: { events: 0 },
    });
    expect(await projector.waitFor(HEAD, 30)).toBe(false);
    go();
    expect(await projector.waitFor(HEAD, 5_000)).toBe(true);
    expect(projector.status()[0]).toMatchObject({ version: 2, generation: 2, rebuilding: null });
    const [{ events } = { events: 0 }] = views.read<{ events: number }>(
      'select events from claim_logs where valid_to is null order by row_id limit 1',
    );
    expect(events % 10).toBe(0);
  });

  it('that was half built when the process died is built anew', async () => {
    const log = new ArrayFeed(EVENTS);
    const old = await started(log);
    await old.waitFor(HEAD, 5_000);
    await stop();
    const open = views.open();
    const half = await open.store.begin(raised, 'build');
    await open.store.transaction(async (tx) => {
      await tx.hold([half]);
      const row = { claim_id: 'left behind', events: 1, kinds: [] };
      const from = { position: EVENTS[0]!.position, at: '2025-10-14T08:00:00.000Z' };
      const target = { table: raised.table, generation: half.generation };
      await tx.write(target, [{ key: 'left behind', row, from, until: null, supersedes: false }]);
      await tx.advance({ ...half, position: from.position });
    });
    await views.close(open);

    const projector = await started(log, [raised, sourceTitles, citationCounts]);
    expect(await projector.waitFor(HEAD, 5_000)).toBe(true);
    const settled = () => projector.status()[0]!.version === 2;
    for (let n = 0; n < 200 && !settled(); n += 1) await sleep(10);
    expect(projector.status()[0]).toMatchObject({ version: 2, generation: 3 });
    expect(views.read("select * from claim_logs where claim_id = 'left behind'")).toEqual([]);
    expect(physicalTables()).toEqual(['citation_counts_g1', 'claim_logs_g3', 'source_titles_g1']);
  });

  it('that cannot be built leaves the old rows readable, and says why', async () => {
    const log = new ArrayFeed(EVENTS);
    const old = await started(log);
    await old.waitFor(HEAD, 5_000);
    await stop();
    const before = views.dump('claim_logs');
    const { position } = EVENTS.find(({ type }) => type === 'ClaimWithdrawn')!;
    const projector = await started(log, [failingAt(raised, position), sourceTitles]);
    const failed = () => projector.status()[0]!.failure?.position === position;
    for (let n = 0; n < 200 && !failed(); n += 1) await sleep(10);
    expect(projector.status()[0]).toMatchObject({
      version: 1,
      failure: { position, reason: 'Error: cannot be folded' },
      rebuilding: null,
    });
    expect(views.dump('claim_logs')).toBe(before);
  });

  it('of another process makes this one stand aside', async () => {
    const log = new ArrayFeed(EVENTS.slice(0, 100));
    const projector = await started(log);
    await projector.waitFor(EVENTS[99]!.position, 5_000);
    await rebuild({ feed: log, catalog: ledgerCatalog, store: views.open().store }, [raised]);
    log.append(...EVENTS.slice(100));
    expect(await projector.waitFor(HEAD, 5_000, ['source-titles', 'citation-counts'])).toBe(true);
    expect(projector.status()[0]).toMatchObject({
      version: 2,
      failure: { position: null, reason: expect.stringMatching(/version 2.*version 1/) as string },
    });
  });
});
