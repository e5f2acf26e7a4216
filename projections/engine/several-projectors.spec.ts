import { setTimeout as sleep } from 'node:timers/promises';

import { ledgerCatalog } from '../../events/ledger-catalog.js';
import { ArrayFeed } from '../../test/support/array-feed.js';
import { eventually } from '../../test/support/eventually.js';
import { exampleHistory } from '../../test/support/example-history.js';
import {
  claimLogs,
  citationCounts,
  exampleProjections,
  sourceTitles,
  type ClaimLog,
} from '../../test/support/example-projections.js';
import { LeaseTable } from '../../test/support/lease-table.js';
import { TemporaryViews } from '../../test/support/temporary-views.js';
import type { Projection } from './projection.js';
import { Projector, type ProjectorOptions } from './projector.js';
import { rebuild } from './rebuild.js';
import { StaleProjectionError, type ViewStore, type ViewTransaction } from './view-store.js';

const EVENTS = exampleHistory(200).events;
const HEAD = EVENTS.at(-1)!.position;
const VIEWS = ['claim_logs', 'source_titles', 'citation_counts'];
const NAMES = exampleProjections.map(({ name }) => name);

const raised: Projection<ClaimLog> = {
  ...claimLogs,
  version: 2,
  evolve: (row, _, key) => ({ claim_id: key, events: (row?.events ?? 0) + 10, kinds: [] }),
};
const LATER = [raised, sourceTitles, citationCounts];

let views: TemporaryViews;
let table: LeaseTable;
let feed: ArrayFeed;
let running: Desk[];
beforeEach(() => {
  views = new TemporaryViews();
  table = new LeaseTable();
  feed = new ArrayFeed(EVENTS.slice(0, 100));
  running = [];
});
afterEach(async () => {
  for (const desk of [...running]) await desk.stop();
  await views.remove();
});

/** What one process would be: a projector with a connection of its own, which counts what it commits. */
class Desk {
  commits = 0;
  stale = 0;
  begun: string[] = [];
  /** Every transaction waits for it before it holds the checkpoints. */
  gate: Promise<void> = Promise.resolve();
  readonly projector: Projector;

  constructor(
    readonly name: string,
    projections: readonly Projection[],
    options: ProjectorOptions,
  ) {
    const parts = { feed, catalog: ledgerCatalog, store: this.watched(views.open().store) };
    this.projector = new Projector({ ...parts, leases: table.process(name) }, projections, {
      bounds: { catchingUp: 32, live: 8, idleMs: 30 },
      intervals: { idle: 30, active: 10 },
      ...options,
    });
  }

  async stop(): Promise<void> {
    running.splice(running.indexOf(this), 1);
    await this.projector.stop();
  }

  tasks(): string[] {
    return this.projector.status().map(({ thisProcess }) => thisProcess);
  }

  private watched(store: ViewStore): ViewStore {
    return Object.assign(Object.create(store) as ViewStore, {
      begin: async (...given: Parameters<ViewStore['begin']>) => {
        this.begun.push(`${given[0].name} v${given[0].version}`);
        return store.begin(...given);
      },
      transaction: async <T>(work: (tx: ViewTransaction) => Promise<T>) => {
        await this.gate;
        try {
          const result = await store.transaction(work);
          this.commits += 1;
          return result;
        } catch (error) {
          if (error instanceof StaleProjectionError) this.stale += 1;
          throw error;
        }
      },
    });
  }
}

async function started(
  name: string,
  projections: readonly Projection[] = exampleProjections,
  options: ProjectorOptions = {},
): Promise<Desk> {
  const desk = new Desk(name, projections, options);
  running.push(desk);
  await desk.projector.start();
  return desk;
}

async function expectFreshRows(projections: readonly Projection[] = exampleProjections) {
  const others = new TemporaryViews();
  const { store } = others.open();
  await rebuild({ feed, catalog: ledgerCatalog, store }, projections);
  expect(views.dump(...VIEWS)).toBe(others.dump(...VIEWS));
  await others.remove();
}

const all = (task: string) => Array<string>(NAMES.length).fill(task);

describe('two processes over the same views', () => {
  it('one of them projects; the other stands by, and knows how far the views are', async () => {
    const first = await started('first');
    const second = await started('second');
    expect(first.tasks()).toEqual(all('projects'));
    expect(second.tasks()).toEqual(all('stands-by'));
    expect(await second.projector.waitFor(EVENTS[99]!.position, 5_000)).toBe(true);
    expect(second.projector.position()).toBe(EVENTS[99]!.position);
    expect(await second.projector.waitFor(HEAD, 60)).toBe(false);
    const waiting = second.projector.waitFor(HEAD, 5_000);
    feed.append(...EVENTS.slice(100));
    expect(await waiting).toBe(true);
    expect(second.projector.status()[0]).toEqual({
      name: 'claim-logs',
      thisProcess: 'stands-by',
      version: 1,
      generation: 1,
      position: HEAD,
      failure: null,
      caughtUp: null,
      lagSeconds: null,
      rebuilding: null,
    });
    expect([second.commits, second.begun]).toEqual([0, []]);
    expect(second.projector.retrying).toBeNull();
    await expectFreshRows();
  });

  it('each projects what it holds', async () => {
    const [elsewhere] = await table.process('third').acquire(['source-titles']);
    const first = await started('first');
    expect(first.tasks()).toEqual(['projects', 'stands-by', 'projects']);
    expect(await first.projector.waitFor(EVENTS[99]!.position, 30)).toBe(false);
    expect(first.projector.position()).toBeNull();
    const rest = ['claim-logs', 'citation-counts'];
    expect(await first.projector.waitFor(EVENTS[99]!.position, 5_000, rest)).toBe(true);
    await elsewhere!.release();
    expect(await first.projector.waitFor(EVENTS[99]!.position, 5_000)).toBe(true);
    await expectFreshRows();
  });

  it('the other takes over where the first loses its leases, and the first stands by', async () => {
    const first = await started('first');
    const second = await started('second');
    expect(await first.projector.waitFor(EVENTS[99]!.position, 5_000)).toBe(true);
    const { commits } = first;
    table.barred = 'first';
    table.lose('first');
    expect(first.tasks()).toEqual(all('stands-by'));
    await eventually(() => second.tasks().every((task) => task === 'projects'));
    table.barred = undefined;
    feed.append(...EVENTS.slice(100));
    expect(await first.projector.waitFor(HEAD, 5_000)).toBe(true);
    expect(first.tasks()).toEqual(all('stands-by'));
    expect([first.commits, first.stale]).toEqual([commits, 0]);
    await expectFreshRows();
  });

  it('one that was paused past the takeover cannot write', async () => {
    const first = await started('first');
    expect(await first.projector.waitFor(EVENTS[99]!.position, 5_000)).toBe(true);
    let resume = () => {};
    first.gate = new Promise((resolve) => (resume = resolve));
    feed.append(...EVENTS.slice(100, 150));
    const tell = table.loseUnknown('first');
    const second = await started('second');
    expect(second.tasks()).toEqual(all('projects'));
    expect(await second.projector.waitFor(EVENTS[149]!.position, 5_000)).toBe(true);
    const { commits } = first;
    resume();
    await eventually(() => first.stale > 0);
    expect(first.commits).toBe(commits);
    tell();
    await eventually(() => first.tasks().every((task) => task === 'stands-by'));
    feed.append(...EVENTS.slice(150));
    expect(await first.projector.waitFor(HEAD, 5_000)).toBe(true);
    expect(first.commits).toBe(commits);
    await expectFreshRows();
  });

  it('two that both believe to hold the leases lose no event and double none', async () => {
    const first = await started('first');
    table.loseUnknown('first');
    const second = await started('second');
    for (const event of EVENTS.slice(100)) {
      feed.append(event);
      await sleep(1);
    }
    expect(await first.projector.waitFor(HEAD, 5_000)).toBe(true);
    expect(await second.projector.waitFor(HEAD, 5_000)).toBe(true);
    await expectFreshRows();
  });

  it('a stop hands the leases over at once', async () => {
    const first = await started('first');
    const second = await started('second');
    feed.append(...EVENTS.slice(100));
    await first.stop();
    expect(NAMES.map((name) => table.holderOf(name))).not.toContain('first');
    await eventually(() => second.tasks().every((task) => task === 'projects'));
    expect(await second.projector.waitFor(HEAD, 5_000)).toBe(true);
    await expectFreshRows();
  });

  it('says so where it cannot ask for the leases, and asks again', async () => {
    const first = await started('first');
    const retries: (string | null)[] = [];
    const onRetry = (retrying: { reason: string } | null) => retries.push(retrying?.reason ?? null);
    const second = await started('second', exampleProjections, { onRetry });
    table.refusal = new Error('connection refused');
    await eventually(() => second.projector.retrying !== null);
    expect(second.projector.retrying?.reason).toBe('Error: connection refused');
    await first.stop();
    table.refusal = undefined;
    await eventually(() => second.tasks().every((task) => task === 'projects'));
    await eventually(() => second.projector.retrying === null);
    expect(retries.at(-1)).toBeNull();
  });
});

describe('releases side by side', () => {
  it('a raised version is built by one process, while another keeps the view up', async () => {
    const old = await started('old');
    await old.projector.waitFor(EVENTS[99]!.position, 5_000);
    const later = [await started('later', LATER), await started('latest', LATER)];
    expect(later[0]!.tasks()).toEqual(all('stands-by'));
    await eventually(() => later.some(({ projector }) => projector.status()[0]!.version === 2));
    expect(later.flatMap(({ begun }) => begun)).toEqual(['claim-logs v2']);
    feed.append(...EVENTS.slice(100));
    for (const { projector } of later) expect(await projector.waitFor(HEAD, 5_000)).toBe(true);
    await eventually(() => later.some((desk) => desk.tasks().includes('projects')));
    expect(table.holderOf('claim-logs')).not.toBe('old');
    expect(old.tasks()).toEqual(['stands-by', 'projects', 'projects']);
    expect(old.projector.status()[0]!.failure?.reason).toMatch(/version 2.*version 1/);
    await expectFreshRows(LATER);
  });

  it('an earlier version is not built while the later one is projected', async () => {
    const later = await started('later', LATER);
    await later.projector.waitFor(EVENTS[99]!.position, 5_000);
    const old = await started('old');
    await sleep(100);
    expect(old.begun).toEqual([]);
    await later.stop();
    await eventually(() => old.projector.status()[0]!.version === 1);
    expect(await old.projector.waitFor(EVENTS[99]!.position, 5_000)).toBe(true);
    await eventually(() => old.tasks().every((task) => task === 'projects'));
    await expectFreshRows();
  });

  it('a rebuild is refused while another process is at one', async () => {
    const [lease] = await table.process('other').acquire(['source-titles build']);
    const first = await started('first');
    await expect(first.projector.rebuild(['claim-logs', 'source-titles'])).rejects.toThrow(
      'another process holds the lease "source-titles build"',
    );
    expect(table.holderOf('claim-logs build')).toBeUndefined();
    await lease!.release();
    const states = await first.projector.rebuild(['claim-logs', 'source-titles']);
    expect(states.map(({ generation }) => generation)).toEqual([2, 2]);
    expect(table.holderOf('source-titles build')).toBeUndefined();
  });

  it('a rebuild whose lease is lost is given up', async () => {
    const first = await started('first');
    await first.projector.waitFor(EVENTS[99]!.position, 5_000);
    const rebuilding = first.projector.rebuild(['claim-logs'], {
      batch: 1,
      onProgress: ({ events }) => events === 10 && table.lose('first'),
    });
    await expect(rebuilding).rejects.toMatchObject({ name: 'AbortError' });
    const states = await views.open().store.states();
    expect(states.every(({ active }) => active)).toBe(true);
  });
});
