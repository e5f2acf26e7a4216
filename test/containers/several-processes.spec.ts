import { setTimeout as sleep } from 'node:timers/promises';

import { rebuild } from '../../projections/engine/rebuild.js';
import { StaleProjectionError } from '../../projections/engine/view-store.js';
import { ViewWatch } from '../../projections/engine/view-watch.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { ViewTables } from '../../projections/view-tables.js';
import type { EventStore } from '../../src/event-store/event-store.js';
import { engineOver } from '../../src/ledger-views.js';
import { openPostgresViews } from '../../src/view-store/postgres/postgres-views.js';
import type { ViewDatabase } from '../../src/view-store/view-database.js';
import { everyRow } from '../support/every-row.js';
import { generateLedger } from '../support/generated-ledger.js';
import { describeOnPostgres } from '../support/postgres.js';
import { ProjectingProcess } from '../support/projecting.js';
import { sqliteStoreInFolder } from '../support/sqlite-store-in-folder.js';

/** More than all tests together append. */
const EVENTS = 50_000;
const BEFORE = 500;

describeOnPostgres('two processes over one log and one PostgreSQL', (server) => {
  const stores = sqliteStoreInFolder();
  let store: EventStore;
  let file: string;
  let url: string;
  let views: ViewDatabase<ViewTables>;
  let watch: ViewWatch;
  let running: Set<ProjectingProcess>;
  let desk: Desk;

  beforeEach(async () => {
    running = new Set();
    const opened = await stores.open();
    store = opened.store;
    file = opened.file;
    desk = new Desk(store);
    await desk.write(BEFORE);
    url = server.newUrl();
    views = await openPostgresViews<ViewTables>({ url });
    watch = new ViewWatch(views.store, ledgerProjections);
    await watch.start();
  }, 60_000);
  afterEach(async () => {
    await desk.stop();
    for (const process of running) await process.end('SIGKILL');
    await watch.stop();
    await views.close();
    await stores.destroy();
  });

  function started(name: string): ProjectingProcess {
    const process = new ProjectingProcess(file, url, name);
    running.add(process);
    return process;
  }

  async function ended(process: ProjectingProcess, signal: NodeJS.Signals): Promise<void> {
    running.delete(process);
    await process.end(signal);
  }

  /** The first projects and the second stands by, while events come in without end. */
  async function atWork(): Promise<[ProjectingProcess, ProjectingProcess]> {
    const first = started('the first');
    await first.does('projects', 30_000);
    const second = started('the second');
    await second.does('stands-by', 30_000);
    desk.start();
    return [first, second];
  }

  async function whileCheckpointsAreHeld(work: () => Promise<void>): Promise<void> {
    for (;;) {
      const states = await views.store.states();
      try {
        return await views.store.transaction(async (tx) => {
          await tx.hold(states);
          await work();
        });
      } catch (error) {
        // They have moved on since they were read.
        if (!(error instanceof StaleProjectionError)) throw error;
      }
    }
  }

  async function expectFreshRows(): Promise<void> {
    await desk.stop();
    expect(desk.written).toBeGreaterThan(BEFORE);
    expect(await watch.waitFor((await store.head())!, 30_000)).toBe(true);
    const fresh = await openPostgresViews<ViewTables>({ url: server.newUrl() });
    try {
      await rebuild(engineOver(store, fresh), ledgerProjections);
      expect(await everyRow(views.db)).toEqual(await everyRow(fresh.db));
    } finally {
      await fresh.close();
    }
  }

  it('a killed one is replaced within seconds, and stands by when it is back', async () => {
    const [first, second] = await atWork();
    await ended(first, 'SIGKILL');
    expect(await second.does('projects', 10_000)).toBeLessThan(5_000);
    const again = started('the first again');
    await again.does('stands-by', 30_000);
    expect(await watch.waitFor((await store.head())!, 10_000)).toBe(true);
    expect(second.task).toBe('projects');
    await expectFreshRows();
  }, 120_000);

  it('one that is paused is replaced, and cannot write when it goes on', async () => {
    const [first, second] = await atWork();
    first.signal('SIGSTOP');
    const commits = first.commits;
    await second.does('projects', 30_000);
    expect(await watch.waitFor((await store.head())!, 30_000)).toBe(true);
    first.signal('SIGCONT');
    await first.does('stands-by', 10_000);
    await sleep(2_000);
    // One at the most: the server may have committed it before the pause, and its answer came after.
    expect(first.commits - commits).toBeLessThanOrEqual(1);
    expect([first.task, second.task]).toEqual(['stands-by', 'projects']);
    await expectFreshRows();
  }, 120_000);

  it('one that is paused in the middle of a transaction has to let go of its rows', async () => {
    const [first, second] = await atWork();
    await whileCheckpointsAreHeld(async () => {
      // It begins a transaction, and waits for them in it.
      await sleep(500);
      first.signal('SIGSTOP');
    });
    await sleep(200);
    const waiting = await server.query(
      `select 1 from pg_stat_activity
       where datname = current_database() and state = 'idle in transaction'`,
    );
    expect(waiting).not.toEqual([]);
    const { commits } = second;
    await second.does('projects', 30_000);
    expect(await watch.waitFor((await store.head())!, 30_000)).toBe(true);
    expect(second.commits).toBeGreaterThan(commits);
    first.signal('SIGCONT');
    await first.does('stands-by', 10_000);
    await expectFreshRows();
  }, 120_000);

  it('one that is stopped hands over at once', async () => {
    const [first, second] = await atWork();
    await ended(first, 'SIGTERM');
    expect(await second.does('projects', 10_000)).toBeLessThan(5_000);
    await expectFreshRows();
  }, 120_000);

  it('one whose connections the server ends goes on, it or the other', async () => {
    const [first, second] = await atWork();
    for (let n = 0; n < 3; n += 1) {
      await server.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name in ('the first', 'the second')`,
      );
      await sleep(1_000);
    }
    expect(await watch.waitFor((await store.head())!, 30_000)).toBe(true);
    const tasks = () => [first.task, second.task].sort().join();
    for (let n = 0; n < 500 && tasks() === 'stands-by,stands-by'; n += 1) await sleep(20);
    expect(tasks()).not.toBe('projects,projects');
    await expectFreshRows();
  }, 120_000);
});

/** Appends the commands of a generated ledger one after the other, a few dozen a second. */
class Desk {
  written = 0;
  private readonly commands = generateLedger({ events: EVENTS });
  private working: Promise<void> | undefined;
  private stopping = false;

  constructor(private readonly store: EventStore) {}

  async write(events: number): Promise<void> {
    for (const end = this.written + events; this.written < end;) {
      const { stream, events, ...options } = this.commands.next().value!;
      await this.store.append(stream, events, options);
      this.written += events.length;
    }
  }

  start(): void {
    this.working = this.work();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.working;
  }

  private async work(): Promise<void> {
    while (!this.stopping) {
      await this.write(1);
      await sleep(10);
    }
  }
}
