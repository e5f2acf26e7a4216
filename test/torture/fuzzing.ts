import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { EVENTS_FILE } from '../../src/ledger-log.js';
import { integrityOf, RecordedLog } from '../crash/recorded-log.js';
import { Chance } from '../support/generated-ledger/chance.js';
import { runProgram } from '../support/program-run.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { temporaryRoot } from '../support/temporary-root.js';
import { untilShown } from '../support/until-shown.js';
import { exchange } from './fuzz/exchange.js';
import { faultOf, finalAnswerIn, parsed } from './fuzz/fuzz-answer.js';
import { fuzzRequests, type FuzzRequest } from './fuzz/fuzz-requests.js';
import { prepareFuzzWorld, type FuzzWorld } from './fuzz/fuzz-world.js';
import { LiveWatch } from './live-watch.js';
import {
  faultsOf,
  PeakMemory,
  type Counts,
  type Fault,
  type FaultKind,
  type TrialOptions,
  type TrialReport,
} from './trial.js';

export interface FuzzOptions extends TrialOptions {
  /** How many requests are sent. */
  readonly requests: number;
  /** The time after which no more are sent, however many are left; half an hour where left out. */
  readonly withinMs?: number;
}

const HALF_AN_HOUR = 30 * 60_000;
const AT_ONCE = 8;
/** How many are made at a time. */
const CHUNK = 200;
/** Lines of the server's log of the levels error and fatal: what nobody foresaw. */
const UNFORESEEN = /"level":(?:50|60)\b/;
/** How much is told of what a fault was sent. */
const LONGEST_TOLD = 2_000;

/** Sends a server what no client would, as everybody, and looks at what it answers, keeps and takes. */
export async function fuzzing(options: FuzzOptions, report: TrialReport): Promise<Counts> {
  const dataDir = await mkdtemp(join(temporaryRoot(), 'fact-ledger-fuzz-'));
  const env = { FACT_LEDGER_TRUST_PROXY: 'true', ...options.views.env };
  const server = await SpawnedServer.start(dataDir, { env });
  const watch = new LiveWatch(server.url);
  try {
    const trial = new FuzzTrial(server, await prepareFuzzWorld(server), options, report);
    await trial.send();
    await watch.end();
    return await trial.counts(dataDir, watch);
  } finally {
    await watch.end();
    await server.end('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  }
}

class FuzzTrial {
  private readonly faults: Fault[] = [];
  private readonly chance: Chance;
  private readonly memory = new PeakMemory();
  /** Counts answers by status class. */
  private readonly answers = { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0 };
  /** Positions that writes were told. */
  private readonly acknowledged = new Set<string>();
  private sent = 0;
  private unanswered = 0;
  private repeated = 0;

  constructor(
    private readonly server: SpawnedServer,
    private readonly world: FuzzWorld,
    private readonly options: FuzzOptions,
    private readonly report: TrialReport,
  ) {
    this.chance = new Chance(options.seed);
  }

  async send(): Promise<void> {
    const { requests, seed, withinMs = HALF_AN_HOUR } = this.options;
    const arbitrary = fuzzRequests(this.world);
    const until = performance.now() + withinMs;
    for (let chunk = 0; this.sent < requests && performance.now() < until; chunk += 1) {
      const numRuns = Math.min(CHUNK, requests - this.sent);
      const next = fc.sample(arbitrary, { seed: seed + chunk, numRuns });
      const client = async () => {
        for (let one = next.pop(); one !== undefined; one = next.pop()) await this.one(one);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, client));
      this.report.progress(`${this.sent} of ${requests} requests`);
    }
  }

  async counts(dataDir: string, watch: LiveWatch): Promise<Counts> {
    const log = await RecordedLog.in(dataDir);
    await untilShown(this.server.admin, log.events.at(-1)!.position);
    this.memory.note(this.server);
    const code = await this.server.end('SIGTERM');
    if (code !== 0) this.add('wrong', `SIGTERM ended the server with ${code}`);
    const unforeseen = this.server.log.split('\n').filter((line) => UNFORESEEN.test(line));
    for (const line of unforeseen) this.add('wrong', `it logged ${line.slice(0, LONGEST_TOLD)}`);
    await this.compare(dataDir, log);
    const { answers, acknowledged, unanswered, repeated, faults } = this;
    return {
      done: {
        requests: this.sent,
        ...answers,
        'closed unanswered': unanswered,
        'acknowledged writes': acknowledged.size,
        'sent twice': repeated,
        'longest wait for /health/live, ms': watch.longestWait,
      },
      faults: [...faults, ...watch.faults, ...this.memory.faults],
      peakMiB: this.memory.mib,
    };
  }

  private async one(request: FuzzRequest): Promise<void> {
    this.sent += 1;
    const position = await this.exchange(request);
    if (position === undefined || !request.isRepeatable || !this.chance.happens(200)) return;
    this.repeated += 1;
    const again = await this.exchange(request);
    if (again === position) return;
    this.add('doubled', `${position} when sent first, then ${again}: ${toldOf(request)}`);
  }

  /** @returns the position of what it recorded, where it says that it did. */
  private async exchange(request: FuzzRequest): Promise<string | undefined> {
    const text = await exchange(this.server.url, request.bytes, request.isOdd);
    if (text === undefined) {
      this.add('broken', `no answer in time: ${toldOf(request)}`);
      return undefined;
    }
    if (text === '') {
      this.unanswered += 1;
      if (!request.isOdd) this.add('broken', `no answer: ${toldOf(request)}`);
      return undefined;
    }
    const answer = finalAnswerIn(text);
    const { status, headers, body } = answer;
    this.answers[`${Math.floor(status / 100)}xx` as keyof typeof this.answers] += 1;
    const fault = faultOf(answer);
    if (fault) this.add(fault, `${status} ${body.slice(0, 500)}: ${toldOf(request)}`);
    const isWrite = status === 200 || status === 201;
    if (!isWrite || !headers.get('content-type')?.startsWith('application/json')) return undefined;
    const { position, revision } = parsed(body) as { position?: unknown; revision?: unknown };
    const writes = /^(?:POST|PUT|DELETE) /.test(
      Buffer.from(request.bytes.subarray(0, 8)).toString(),
    );
    if (!writes || typeof position !== 'string' || typeof revision !== 'number') return undefined;
    this.acknowledged.add(position);
    return position;
  }

  private async compare(dataDir: string, log: RecordedLog): Promise<void> {
    const positions = new Set(log.events.map(({ position }) => position));
    for (const position of this.acknowledged) {
      if (!positions.has(position)) this.add('lost', `what was acknowledged at ${position}`);
    }
    for (const fault of log.faults()) this.add('wrong', fault);
    for (const [file, found] of [
      [EVENTS_FILE, integrityOf(dataDir, EVENTS_FILE)],
      ['views', this.options.views.integrity(dataDir)],
    ]) {
      if (found !== 'ok') this.add('wrong', `${file}: ${found}`);
    }
    const env = { FACT_LEDGER_DATA_DIR: dataDir, ...this.options.views.env };
    const { code, stdout, stderr } = await runProgram(['replay', '--compare', '--json'], env);
    if (code !== 0) this.add('wrong', `the views are not what the log gives: ${stdout}${stderr}`);
  }

  private add(kind: FaultKind, what: string): void {
    this.faults.push(...faultsOf(kind, [what]));
  }
}

/** The request as a text of JSON, in which every byte is one character. */
function toldOf({ bytes }: FuzzRequest): string {
  const text = Buffer.from(bytes).toString('latin1');
  const rest = text.length > LONGEST_TOLD ? ` and ${text.length - LONGEST_TOLD} bytes more` : '';
  return `${JSON.stringify(text.slice(0, LONGEST_TOLD))}${rest}`;
}
