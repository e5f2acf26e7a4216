import autocannon from 'autocannon';
import { join } from 'node:path';

import { Chance } from '../test/support/generated-ledger/chance.js';
import { ledgerServer, served, type Served } from './child-process.js';
import { ratios } from './figures.js';
import { mainThreadSeconds } from './main-thread.js';
import { enrolledKey } from './member-key.js';
import type { Bench, Report } from './report.js';
import { inScratchFolder } from './scratch-folder.js';
import { VARIED } from './worded-claims.js';

const CONNECTIONS = 64;
const ROUNDS = 7;
const SECONDS = 4;

/** What every side answers before it is measured: the engine compiles by calls, and the slower side makes fewer. */
const WARM_UP = 8_000;

/** Each is worded in its own way, as claims are: what is like one is looked for among all before it. */
function claim(chance: Chance): string {
  return JSON.stringify({
    text: VARIED.claim(chance),
    kind: 'fact',
    claimant: {
      kind: 'named',
      agent: { name: 'Ilka Torvald', type: 'person', role: 'spokesperson' },
    },
    statedAt: '2025-09-17',
    language: 'en',
    topics: ['port'],
  });
}

export const posting: Bench = {
  name: 'posting',
  about: `durable POST /v1/claims at ${CONNECTIONS} connections, views kept up meanwhile, against the same route and DTO with an empty handler`,
  run: (report, { against }) => inScratchFolder((folder) => measure(folder, report, against)),
};

/** Requests a second, all of them answered 201. */
interface Rate {
  readonly wall: number;
  /** Requests for each second that the server's main thread was at work. */
  readonly mainThread: number;
}

/** A server, and what was measured of it round by round. */
interface Side {
  readonly server: Served;
  readonly key?: string;
  readonly rates: Rate[];
}

async function measure(folder: string, report: Report, against?: string): Promise<void> {
  const sides: Side[] = [];
  const begin = async (server: Promise<Served>, keyIn?: string): Promise<Side> => {
    const side = { server: await server, rates: [] };
    sides.push(side);
    if (keyIn === undefined) return side;
    const key = await enrolledKey(side.server.url, keyIn, 'contributor');
    return Object.assign(side, { key });
  };
  const ledger = async (name: string, build?: string): Promise<Side> => {
    const dataDir = join(folder, name);
    return begin(ledgerServer(dataDir, {}, build), dataDir);
  };
  try {
    const recorded = await ledger('now');
    const empty = await begin(served('./empty-handler.js', [], {}));
    const before = against === undefined ? undefined : await ledger('before', against);
    const chance = new Chance(1);
    for (const side of sides) {
      for (let made = 0; made < WARM_UP;) made += (await posted(chance, side)).wall * SECONDS;
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const side of sides) side.rates.push(await posted(chance, side));
    }
    tell(report, recorded, empty, before);
  } finally {
    for (const { server } of sides) await server.stop();
  }
}

function tell(report: Report, recorded: Side, empty: Side, before: Side | undefined): void {
  report.count('rounds', ROUNDS);
  report.count('seconds a round', SECONDS);
  const sides = { 'claims recorded': recorded, 'empty handler': empty };
  for (const [name, side] of Object.entries(
    before ? { ...sides, 'build before': before } : sides,
  )) {
    report.figure({ name, unit: 'requests/s', rounds: wall(side) });
    const unit = 'requests/s of the main thread';
    report.figure({ name: '', unit, rounds: mainThread(side) });
  }
  report.ratio({
    name: 'recorded / empty handler',
    rounds: ratios(wall(recorded), wall(empty)),
    aim: { atLeast: 0.4 },
  });
  report.ratio({
    name: 'the same by time of the main thread',
    rounds: ratios(mainThread(recorded), mainThread(empty)),
    aim: { atLeast: 0.5 },
  });
  if (!before) return;
  report.ratio({
    name: 'recorded / recorded by the build before',
    rounds: ratios(wall(recorded), wall(before)),
    aim: { atLeast: 3 },
  });
}

const wall = ({ rates }: Side) => rates.map((rate) => rate.wall);
const mainThread = ({ rates }: Side) => rates.map((rate) => rate.mainThread);

async function posted(chance: Chance, { server: { url, pid }, key }: Side): Promise<Rate> {
  const before = await mainThreadSeconds(pid);
  const result = await autocannon({
    url: `${url}/v1/claims`,
    method: 'POST',
    connections: CONNECTIONS,
    duration: SECONDS,
    headers: {
      'content-type': 'application/json',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    requests: [{ setupRequest: (request) => ({ ...request, body: claim(chance) }) }],
  });
  const created = result['2xx'];
  if (created === 0 || result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${created} created, ${result.non2xx} refused, ${result.errors} failed`);
  }
  const worked = (await mainThreadSeconds(pid)) - before;
  return { wall: created / result.duration, mainThread: created / worked };
}
