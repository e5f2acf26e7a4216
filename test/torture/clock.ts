import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

import { RecordedLog } from '../crash/recorded-log.js';
import type { ApiAnswer, ApiClient } from '../support/api-client.js';
import { Desk, verdict } from '../support/desk.js';
import { Chance } from '../support/generated-ledger/chance.js';
import { builtFile, runProgram } from '../support/program-run.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { temporaryRoot } from '../support/temporary-root.js';
import { untilShown } from '../support/until-shown.js';
import {
  faultsOf,
  PeakMemory,
  type Counts,
  type Fault,
  type FaultKind,
  type TrialOptions,
  type TrialReport,
} from './trial.js';

export interface ClockOptions extends TrialOptions {
  /** How often the clock is set, at least {@link SETTINGS}.length times. */
  readonly settings: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** Milliseconds that the clock is off, in this order; after them chance decides, and at last it is 9990. */
export const SETTINGS = [0, -HOUR, -10 * YEAR, 0, 90 * DAY, -500, 75 * YEAR, 0, 75 * YEAR + 1];
const THE_LAST = Date.UTC(9990, 0, 1);

/** The longest wait after wrong keys, which are counted by the minute: no answer may name a longer one. */
const LONGEST_RETRY_AFTER = 60;

/** How many moments are read as of their instant and as of their position. */
const MOMENTS = 60;

/** Sets the clock of a server back and ahead while members write, and looks at what the log says of when. */
export async function clock(options: ClockOptions, report: TrialReport): Promise<Counts> {
  const folder = await mkdtemp(join(temporaryRoot(), 'fact-ledger-clock-'));
  const trial = new ClockTrial(folder, options, report);
  try {
    return await trial.run();
  } finally {
    await trial.end();
    await rm(folder, { recursive: true, force: true });
  }
}

class ClockTrial {
  private readonly faults: Fault[] = [];
  private readonly claims: string[] = [];
  private readonly acknowledged: string[] = [];
  private readonly memory = new PeakMemory();
  private readonly dataDir: string;
  private readonly shiftFile: string;
  private server: SpawnedServer | undefined;
  private reads = 0;
  private comparedMoments = 0;

  constructor(
    folder: string,
    private readonly options: ClockOptions,
    private readonly report: TrialReport,
  ) {
    this.dataDir = join(folder, 'data');
    this.shiftFile = join(folder, 'shift');
  }

  async run(): Promise<Counts> {
    const shifts = this.shifts();
    await this.set(0);
    let server = await this.start();
    let desk = await Desk.over(server);
    for (const [index, shift] of shifts.entries()) {
      await this.set(shift);
      // A start under another clock than the life before had.
      if (index % 4 === 3) {
        await this.stop(server);
        server = await this.start();
        desk = await Desk.over(server);
      }
      const about = `setting ${index + 1}, ${shift} ms off`;
      await this.write(desk, shift, about);
      await this.read(server, about);
      this.report.progress(`${index + 1} of ${shifts.length} settings of the clock`);
    }
    await this.set(0);
    const log = await RecordedLog.in(this.dataDir);
    await untilShown(server.admin, log.events.at(-1)!.position);
    this.lookAt(log);
    await this.compareMoments(server, log);
    await this.stop(server);
    await this.replay(log);
    return {
      done: {
        'settings of the clock': shifts.length,
        'acknowledged writes': this.acknowledged.length,
        reads: this.reads,
        'moments compared': this.comparedMoments,
      },
      faults: [...this.faults, ...this.memory.faults],
      peakMiB: this.memory.mib,
    };
  }

  async end(): Promise<void> {
    await this.server?.end('SIGKILL');
  }

  private shifts(): number[] {
    const chance = new Chance(this.options.seed);
    const shifts = [...SETTINGS];
    while (shifts.length < this.options.settings - 1) {
      shifts.push(chance.int(-2_000, 2_000) * chance.pick([1, 1_000, HOUR]));
    }
    return [...shifts, THE_LAST - Date.now()];
  }

  private async set(shift: number): Promise<void> {
    await writeFile(this.shiftFile, String(Math.round(shift)));
  }

  private async start(): Promise<SpawnedServer> {
    const preload = pathToFileURL(builtFile('test/torture/shifted-clock.js')).href;
    const env = {
      FACT_LEDGER_TRUST_PROXY: 'true',
      NODE_OPTIONS: `--import=${preload}`,
      SHIFTED_CLOCK_FILE: this.shiftFile,
      ...this.options.views.env,
    };
    return (this.server = await SpawnedServer.start(this.dataDir, { env }));
  }

  private async stop(server: SpawnedServer): Promise<void> {
    this.memory.note(server);
    const code = await server.end('SIGTERM');
    if (code !== 0) this.add('wrong', `SIGTERM ended the server with ${code}: ${server.log}`);
  }

  /** A story from its source to the verdict that is taken back. */
  private async write(desk: Desk, shift: number, about: string): Promise<void> {
    const expires = new Date(Date.now() + shift + 2 * DAY).toISOString().slice(0, 10);
    const [ana, boris] = desk.reviewers;
    const written = (position: string) => this.acknowledged.push(position);
    try {
      const sourceId = await desk.source();
      await desk.snapshot(sourceId, 'He said: talks have started, today.');
      const claimId = await desk.claim();
      this.claims.push(claimId);
      written(desk.position);
      const quote = { quote: { exact: 'talks have started' } };
      const { id: citationId } = await desk.cite(claimId, sourceId, quote);
      written(desk.position);
      const given = await desk.judge(ana, claimId, [citationId], { expires });
      written(desk.position);
      await desk.judge(boris, claimId, [citationId], { expires });
      written(desk.position);
      const path = `/v1/claims/${claimId}/verdicts/${given.id}/withdrawal`;
      await desk.write(ana, path, { reason: 'It was misread.' });
      written(desk.position);
      await desk.write(ana, `/v1/claims/${claimId}/verdicts`, verdict([citationId]));
      written(desk.position);
    } catch (error) {
      const { message } = error as Error;
      this.add(/^5\d\d:/.test(message) ? 'broken' : 'wrong', `${about}: ${message}`);
    }
  }

  private async read(server: SpawnedServer, about: string): Promise<void> {
    const { admin, anonymous } = server;
    const claim = this.claims.at(-1);
    for (const path of [
      `/v1/claims/${claim}`,
      '/v1/claims?flag=stale',
      '/v1/claims?status=settled',
      '/v1/stats/overview',
      '/v1/stats/activity',
      '/v1/policy',
      '/health/live',
      '/metrics',
    ]) {
      this.judge(await anonymous.get(path), `${about}, ${path}`);
    }
    this.judge(await admin.get('/v1/members'), `${about}, /v1/members`);
    // In three settings of the clock more than an address may send in a minute.
    const wrong = { Authorization: 'Bearer wrong', 'X-Forwarded-For': '10.0.0.1' };
    for (let n = 0; n < 7; n += 1) {
      const answer = await anonymous.get('/v1/claims', wrong);
      this.judge(answer, `${about}, a wrong key`);
      const retryAfter = Number(answer.headers.get('retry-after'));
      if (retryAfter > LONGEST_RETRY_AFTER) {
        this.add('wrong', `${about}: a wrong key is to wait for ${retryAfter} s`);
      }
    }
  }

  private judge({ status, body }: ApiAnswer, about: string): void {
    this.reads += 1;
    if (status >= 500) this.add('broken', `${about}: ${status} ${JSON.stringify(body)}`);
  }

  /** Checks that nothing is lost, and that the record never goes back. */
  private lookAt(log: RecordedLog): void {
    const positions = new Set(log.events.map(({ position }) => position));
    for (const position of this.acknowledged) {
      if (!positions.has(position)) this.add('lost', `what was acknowledged at ${position}`);
    }
    for (const fault of log.faults()) this.add('wrong', fault);
    let last = '';
    for (const { position, metadata } of log.events) {
      const { recordedAt } = metadata;
      if (recordedAt < last)
        this.add('wrong', `${position} is recorded at ${recordedAt}, behind ${last}`);
      last = recordedAt;
    }
  }

  /** Checks that an instant shows what the last position shows that was recorded by then. */
  private async compareMoments(server: SpawnedServer, log: RecordedLog): Promise<void> {
    const ends = new Map(
      log.events.map(({ metadata, position }) => [metadata.recordedAt, position]),
    );
    const chance = new Chance(this.options.seed);
    const moments = [...ends];
    for (let n = 0; n < Math.min(MOMENTS, moments.length); n += 1) {
      const [instant, position] = chance.pick(moments);
      for (const path of [`/v1/claims/${chance.pick(this.claims)}`, '/v1/stats/overview']) {
        const byInstant = await shownAt(server.anonymous, path, instant);
        const byPosition = await shownAt(server.anonymous, path, position);
        this.comparedMoments += 1;
        if (isDeepStrictEqual(byInstant, byPosition)) continue;
        const shown = `${JSON.stringify(byInstant)} and ${JSON.stringify(byPosition)}`;
        this.add('wrong', `${path} as of ${instant} and as of ${position}: ${shown}`);
      }
    }
  }

  private async replay(log: RecordedLog): Promise<void> {
    const env = { FACT_LEDGER_DATA_DIR: this.dataDir, ...this.options.views.env };
    const { code, stdout, stderr } = await runProgram(['replay', '--compare', '--json'], env);
    if (code === 0) return;
    this.add(
      'wrong',
      `the views are not what ${log.events.length} events give: ${stdout}${stderr}`,
    );
  }

  private add(kind: FaultKind, what: string): void {
    this.faults.push(...faultsOf(kind, [what]));
  }
}

/** But for what holds against the present where the moment is a position. */
async function shownAt(client: ApiClient, path: string, asOf: string): Promise<object> {
  const { status, body } = await client.get(`${path}?asOf=${asOf}`);
  const shown = { ...(body as { asOf?: unknown; flags?: readonly string[]; detail?: string }) };
  delete shown.asOf;
  delete shown.detail;
  if (shown.flags) shown.flags = shown.flags.filter((flag) => flag !== 'stale');
  return { status, shown };
}
