import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { toPosition } from '../../src/event-store/sqlite/position.js';
import { EVENTS_FILE } from '../../src/ledger-log.js';
import { BusyDesk, Line } from '../crash/busy-desk.js';
import { capturesIn, faultsOfSnapshots, unfinishedIn } from '../crash/kept-snapshots.js';
import { headOf, integrityOf, RecordedLog } from '../crash/recorded-log.js';
import { enrolStaff } from '../crash/staff.js';
import { layOutGenerated } from '../support/generated-folder.js';
import { Chance } from '../support/generated-ledger/chance.js';
import { runProgram, type Run } from '../support/program-run.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { untilShown } from '../support/until-shown.js';
import { KillRecord, type Death } from './kill-record.js';
import { PeakMemory, type Counts, type TrialOptions, type TrialReport } from './trial.js';

export interface KillOptions extends TrialOptions {
  /** How often the server is killed. */
  readonly kills: number;
}

/** In every fourth life the views begin from nothing, over this many events and what came since. */
export const HISTORY = 5_000;
const STORIES_AT_A_TIME = 10;
const ADMIN_KEY = 'an-admin-key-for-the-crash-tests-only';

/** Kills a server under load again and again, and holds what it told its clients against what it kept. */
export async function kills(options: KillOptions, report: TrialReport): Promise<Counts> {
  return (await surviveKills(options, report)).counts();
}

/** What the killed servers told and kept, for whoever wants to look at it. */
export async function surviveKills(options: KillOptions, report: TrialReport): Promise<KillRecord> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fact-ledger-kill-'));
  const killing = new Killing(dataDir, options, report);
  try {
    await layOutGenerated(dataDir, HISTORY);
    return await killing.run();
  } finally {
    await killing.end();
    await rm(dataDir, { recursive: true, force: true });
  }
}

class Killing {
  private readonly line = new Line();
  /** Nobody else draws from it, so that how long each life is follows from the seed. */
  private readonly chance: Chance;
  private readonly deaths: Death[] = [];
  private readonly unfinished: string[] = [];
  private readonly memory = new PeakMemory();
  private server: SpawnedServer | undefined;

  constructor(
    private readonly dataDir: string,
    private readonly options: KillOptions,
    private readonly report: TrialReport,
  ) {
    this.chance = new Chance(options.seed);
  }

  async run(): Promise<KillRecord> {
    const { chance, dataDir, deaths, line, options } = this;
    let server = await this.start();
    const desk = new BusyDesk(line, await enrolStaff(server.admin), new Chance(options.seed));
    desk.start(STORIES_AT_A_TIME);
    line.connect(server.url);
    while (deaths.length < options.kills) {
      // The catching up goes on behind the first requests, and is soon done.
      if (beginsAnew(deaths.length)) await sleep(chance.int(0, 150));
      else await desk.untilAcknowledged(chance.int(10, 80));
      await sleep(chance.int(0, 20));
      await this.kill(server);
      if (beginsAnew(deaths.length)) await options.views.drop(dataDir);
      server = await this.start();
      this.unfinished.push(...(await unfinishedIn(dataDir)));
      line.connect(server.url);
      void desk.repeat(5);
      this.report.progress(`${deaths.length} of ${options.kills} kills`);
    }
    await sleep(300);
    await desk.finish();
    await desk.repeat(200);
    await untilQuiet(dataDir, server);
    const log = await RecordedLog.in(dataDir);
    const comparisons = [await this.compare()];
    this.memory.note(server);
    await server.end('SIGTERM');
    comparisons.push(await this.compare());
    this.unfinished.push(...(await unfinishedIn(dataDir)));
    return new KillRecord({
      history: HISTORY,
      deaths,
      desk,
      log,
      comparisons,
      unfinished: this.unfinished,
      snapshotFaults: await faultsOfSnapshots(dataDir, capturesIn(log.events.slice(HISTORY))),
      integrity: {
        events: integrityOf(dataDir, EVENTS_FILE),
        views: options.views.integrity(dataDir),
      },
      memory: this.memory,
    });
  }

  /** Whatever is left of it, where the trial did not come to its end. */
  async end(): Promise<void> {
    this.line.end();
    await this.server?.end('SIGKILL');
  }

  private async start(): Promise<SpawnedServer> {
    const env = { FACT_LEDGER_ADMIN_KEY: ADMIN_KEY, ...this.options.views.env };
    return (this.server = await SpawnedServer.start(this.dataDir, { env }));
  }

  private async kill(server: SpawnedServer): Promise<void> {
    this.line.cut();
    this.memory.note(server);
    // Nobody hears any more what is recorded from here on.
    if (this.chance.happens(500)) await sleep(this.chance.int(1, 10));
    await server.end('SIGKILL');
    const shown = await this.options.views.shown(this.dataDir);
    this.deaths.push({ url: server.url, head: headOf(this.dataDir), shown });
  }

  private compare(): Promise<Run> {
    const env = { FACT_LEDGER_DATA_DIR: this.dataDir, ...this.options.views.env };
    return runProgram(['replay', '--compare', '--json'], env);
  }
}

/** Whether the server starts without views after so many deaths. */
function beginsAnew(count: number): boolean {
  return count % 4 === 3;
}

/**
 * Nobody writes any more, but the ledger itself: it looks for quotes in later snapshots, as soon as the views
 * show them.
 */
async function untilQuiet(folder: string, server: SpawnedServer): Promise<void> {
  for (let head = -1; head !== headOf(folder); await sleep(3_000)) {
    head = headOf(folder);
    await untilShown(server.admin, toPosition(head));
  }
}
