import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { Chance } from '../test/support/generated-ledger/chance.js';
import { ledgerServer, served, type Served } from './child-process.js';
import { mainThreadSeconds } from './main-thread.js';
import { enrolledKey } from './member-key.js';
import type { Bench, Report } from './report.js';
import { inScratchFolder } from './scratch-folder.js';
import { VARIED } from './worded-claims.js';

const CLIENTS = 1_000;
const WRITES_PER_SECOND = 10;
const WRITES = 100;
const ROUNDS = 3;
const GIVE_UP_MS = 10_000;
const OPENED_AT_ONCE = 50;

export const live: Bench = {
  name: 'live',
  about: `${CLIENTS.toLocaleString('en')} clients of GET /v1/events/live on one process, at ${WRITES_PER_SECOND} writes a second: memory for them, and from the append to the last of them, against a plain server that writes the same to as many`,
  run: (report) => inScratchFolder((folder) => measure(folder, report)),
};

/** A server with its clients, and what was measured round by round. */
interface Side {
  readonly server: Served;
  readonly clients: Listening;
  readonly write: () => Promise<string>;
  /** Resident megabytes with a single client, after as many writes. */
  before: number;
  readonly more: number[];
  readonly p50: number[];
  readonly p99: number[];
  /** Milliseconds of the main thread for each write, all that it does together. */
  readonly work: number[];
}

async function measure(folder: string, report: Report): Promise<void> {
  const sides: Side[] = [];
  const begin = async (server: Served, key = ''): Promise<Side> => {
    const chance = new Chance(1);
    const side = {
      server,
      clients: new Listening(server.url),
      write: () => recordClaim(server, key, chance),
      ...{ before: 0, more: [], p50: [], p99: [], work: [] },
    };
    sides.push(side);
    return side;
  };
  const ledger = await ledgerServer(folder);
  try {
    const ours = await begin(ledger, await enrolledKey(ledger.url, folder, 'contributor'));
    const plain = await begin(await served('./plain-stream.js', [], {}));
    for (const side of sides) await warmUp(side);
    for (let n = 0; n < ROUNDS; n += 1) for (const side of sides) await takeRound(side);
    tell(report, ours, plain);
  } finally {
    for (const { server, clients } of sides) {
      clients.close();
      await server.stop();
    }
    await ledger.stop();
  }
}

async function warmUp(side: Side): Promise<void> {
  await side.clients.open(1);
  await side.clients.waits(await paced(side.write));
  side.before = await residentMegabytes(side.server);
  await side.clients.open(CLIENTS - 1);
}

async function takeRound(side: Side): Promise<void> {
  const { server, clients, write, before, more, p50, p99, work } = side;
  const worked = await mainThreadSeconds(server.pid);
  const waits = (await clients.waits(await paced(write))).toSorted((a, b) => a - b);
  work.push((((await mainThreadSeconds(server.pid)) - worked) * 1_000) / WRITES);
  p50.push(waits[Math.floor(waits.length * 0.5)]!);
  p99.push(waits[Math.floor(waits.length * 0.99)]!);
  more.push((await residentMegabytes(server)) - before);
}

function tell(report: Report, ours: Side, plain: Side): void {
  report.count('clients', CLIENTS);
  report.count('rounds', ROUNDS);
  report.count('writes a round', WRITES);
  for (const [name, side] of Object.entries({ ledger: ours, plain })) {
    report.figure({ name: `${name}: resident without them`, unit: 'MB', rounds: [side.before] });
    report.figure({ name: 'more with them', unit: 'MB', rounds: side.more });
    report.figure({ name: 'of the main thread, a write', unit: 'ms', rounds: side.work });
    report.figure({ name: 'to the last of them, p50', unit: 'ms', rounds: side.p50 });
    report.figure({ name: 'to the last of them, p99', unit: 'ms', rounds: side.p99 });
  }
  report.ratio({ name: 'memory for them in MB', rounds: ours.more, aim: { atMost: 100 } });
  report.ratio({ name: 'p99 in ms', rounds: ours.p99, aim: { atMost: 250 } });
}

/** What is known of an event on its way. */
interface Arrival {
  /** When it was recorded, as it says itself: before it was on disk. */
  readonly recordedAt: number;
  arrived: number;
  last: number;
}

/** Clients that note when each event has come to all of them. */
class Listening {
  private readonly streams: IncomingMessage[] = [];
  private readonly arrivals = new Map<string, Arrival>();

  constructor(private readonly url: string) {}

  async open(count: number): Promise<void> {
    for (let left = count; left > 0; left -= OPENED_AT_ONCE) {
      const some = Array.from({ length: Math.min(left, OPENED_AT_ONCE) }, () => this.openOne());
      await Promise.all(some);
    }
  }

  close(): void {
    for (const stream of this.streams) stream.destroy();
  }

  /** Milliseconds from the recording of each event until the last client had it. */
  async waits(positions: readonly string[]): Promise<number[]> {
    const begun = performance.now();
    const isThere = (position: string) =>
      this.arrivals.get(position)?.arrived === this.streams.length;
    while (!positions.every(isThere)) {
      if (performance.now() - begun > GIVE_UP_MS) throw new Error('an event did not come to all');
      await sleep(5);
    }
    const found = positions.map((position) => this.arrivals.get(position)!);
    return found.map(({ recordedAt, last }) => last - recordedAt);
  }

  private async openOne(): Promise<void> {
    const request = get(`${this.url}/v1/events/live`, { agent: false });
    const [stream] = (await once(request, 'response')) as [IncomingMessage];
    if (stream.statusCode !== 200) throw new Error(`a client was answered ${stream.statusCode}`);
    stream.on('error', () => {});
    let text = '';
    stream.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      const end = text.lastIndexOf('\n\n');
      if (end < 0) return;
      this.note(text.slice(0, end));
      text = text.slice(end + 2);
    });
    this.streams.push(stream);
  }

  private note(events: string): void {
    const now = Date.now();
    for (const event of events.split('\n\n')) {
      const [, position] = /^id: (\S+)\nevent: [A-Z]/m.exec(event) ?? [];
      if (position === undefined) continue;
      const arrival = this.arrivals.get(position) ?? arrivalOf(event);
      arrival.arrived += 1;
      arrival.last = now;
      this.arrivals.set(position, arrival);
    }
  }
}

function arrivalOf(event: string): Arrival {
  const [, recordedAt = ''] = /"recordedAt":"([^"]+)"/.exec(event) ?? [];
  return { recordedAt: Date.parse(recordedAt), arrived: 0, last: 0 };
}

/** Begins writes at an even pace, and returns the positions of all. */
async function paced(write: () => Promise<string>): Promise<string[]> {
  const begun = performance.now();
  const writes: Promise<string>[] = [];
  for (let n = 0; n < WRITES; n += 1) {
    await sleep(Math.max(0, (n * 1_000) / WRITES_PER_SECOND - (performance.now() - begun)));
    writes.push(write());
  }
  return Promise.all(writes);
}

async function recordClaim({ url }: Served, key: string, chance: Chance): Promise<string> {
  const response = await fetch(`${url}/v1/claims`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      text: VARIED.claim(chance),
      kind: 'fact',
      claimant: { kind: 'own-voice' },
      topics: ['port'],
    }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { position: string }).position;
}

/** As Linux tells it (proc(5), VmRSS), elsewhere as the server does. */
async function residentMegabytes({ pid, url }: Served): Promise<number> {
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(status) ?? [];
    return Number(kilobytes) / 1000;
  }
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const [, bytes] = /process_resident_memory_bytes ([\d.e+]+)/.exec(metrics) ?? [];
  return Number(bytes) / 1e6;
}
