import { ledgerServer, type Served } from './child-process.js';
import { median, ratios } from './figures.js';
import { makeTwoLedgers } from './generated-ledger-folder.js';
import type { Bench, Report } from './report.js';
import { inScratchFolder } from './scratch-folder.js';

/** The events of the larger ledger, where nobody said how many: some 100,000 claims. */
const EVENTS = 760_000;
/** The smaller ledger is so much smaller. */
const TIMES = 10;
const ROUNDS = 5;
const REQUESTS = 40;

/** What a dashboard asks for, and how long the slowest in a hundred may take, in milliseconds. */
const READS: readonly (readonly [name: string, path: string, atMost: number])[] = [
  ['the newest claims', '/v1/claims', 25],
  ['by status', '/v1/claims?status=contested', 40],
  ['by flag', '/v1/claims?flag=quote-changed', 40],
  ['of single origin', '/v1/claims?flag=single-origin', 40],
  ['of withdrawn evidence', '/v1/claims?flag=evidence-withdrawn', 40],
  ['by topic', '/v1/claims?topic=port', 40],
  ['by words', '/v1/claims?q=port', 40],
  ['by several statuses', '/v1/claims?status=contested,reopened', 40],
  ['by several flags', '/v1/claims?flag=stale,quote-changed', 40],
  ['what needs a finding', '/v1/claims?needs=veracity', 40],
  ['what is due first', '/v1/claims?order=due', 40],
  ['what changed last', '/v1/claims?order=changed', 40],
  ['by topic and status', '/v1/claims?topic=port&status=contested', 40],
  ['by topic, kind and flag', '/v1/claims?topic=port&kind=prediction&flag=single-origin', 40],
  ['counted by facet', '/v1/claims?facets=status,rating,topic,claimant,publisher', 40],
  ['counted among contested', '/v1/claims?status=contested&facets=topic,publisher', 100],
  ['citations', '/v1/citations', 25],
  ['the overview', '/v1/stats/overview', 10],
];

export const lists: Bench = {
  name: 'lists',
  about: `what a dashboard reads, over HTTP, of a ledger and of one ${TIMES} times as large`,
  run: (report, { events = EVENTS }) =>
    inScratchFolder((folder) => measure(folder, report, events)),
};

async function measure(folder: string, report: Report, events: number): Promise<void> {
  const { small, large } = await makeTwoLedgers(folder, events, TIMES);
  const servers = [await ledgerServer(small), await ledgerServer(large)] as const;
  report.count('events of the larger ledger', events);
  report.count('rounds', ROUNDS);
  report.count('requests a round', REQUESTS);
  try {
    for (const [name, path, atMost] of READS) {
      const [few, many]: [number[], number[]] = [[], []];
      const slowest: number[] = [];
      // The first round warms up and does not count.
      for (let round = 0; round <= ROUNDS; round += 1) {
        const [fewTimes, manyTimes] = [
          await times(servers[0], path),
          await times(servers[1], path),
        ];
        if (round === 0) continue;
        few.push(median(fewTimes));
        many.push(median(manyTimes));
        slowest.push(percentile(manyTimes, 0.99));
      }
      report.figure({ name: `${name}, smaller ledger, p50`, unit: 'ms', rounds: few });
      report.figure({ name: `${name}, p50`, unit: 'ms', rounds: many });
      report.ratio({ name: `${name}, p99 in ms`, rounds: slowest, aim: { atMost } });
      report.ratio({
        name: `${name}, larger / smaller`,
        rounds: ratios(many, few),
        aim: { atMost: 1.3 },
      });
    }
  } finally {
    for (const server of servers) await server.stop();
  }
}

/** How long each of the requests of a round took, one after another, in milliseconds. */
async function times({ url }: Served, path: string): Promise<number[]> {
  const taken: number[] = [];
  for (let request = 0; request < REQUESTS; request += 1) {
    const begun = performance.now();
    const answer = await fetch(`${url}${path}`);
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    taken.push(performance.now() - begun);
  }
  return taken;
}

/** The least value that so large a share of them does not exceed. */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1]!;
}
