import autocannon from 'autocannon';

import { Chance } from '../test/support/generated-ledger/chance.js';
import { ledgerServer, served, type Served } from './child-process.js';
import { ratios } from './figures.js';
import { enrolledKey } from './member-key.js';
import type { Bench, Report } from './report.js';
import { inScratchFolder } from './scratch-folder.js';
import { VARIED } from './worded-claims.js';

const CONNECTIONS = 64;
const ROUNDS = 7;
const SECONDS = 4;

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
  run: (report) => inScratchFolder((folder) => measure(folder, report)),
};

async function measure(folder: string, report: Report): Promise<void> {
  const ledger = await ledgerServer(folder);
  const empty = await served('./empty-handler.js', [], {});
  const chance = new Chance(1);
  const recorded: number[] = [];
  const answered: number[] = [];
  try {
    const key = await enrolledKey(ledger.url, folder, 'contributor');
    // The first round warms up and does not count.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const rates = [await posted(chance, ledger, key), await posted(chance, empty)] as const;
      if (round === 0) continue;
      recorded.push(rates[0]);
      answered.push(rates[1]);
    }
  } finally {
    await ledger.stop();
    await empty.stop();
  }
  report.count('rounds', ROUNDS);
  report.count('seconds a round', SECONDS);
  report.figure({ name: 'claims recorded', unit: 'requests/s', rounds: recorded });
  report.figure({ name: 'empty handler', unit: 'requests/s', rounds: answered });
  report.ratio({
    name: 'recorded / empty handler',
    rounds: ratios(recorded, answered),
    aim: { atLeast: 0.7 },
  });
}

/** Requests a second, all of them answered 201. */
async function posted(chance: Chance, { url }: Served, key?: string): Promise<number> {
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
  return created / result.duration;
}
