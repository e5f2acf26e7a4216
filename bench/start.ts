import { ledgerServer, type Served } from './child-process.js';
import { ratios } from './figures.js';
import { makeTwoLedgers } from './generated-ledger-folder.js';
import type { Bench, Report } from './report.js';
import { inScratchFolder } from './scratch-folder.js';

/** The events of the larger ledger, where nobody said how many. */
const EVENTS = 200_000;
/** The smaller ledger is so much smaller. */
const TIMES = 10;
const ROUNDS = 5;
const LOOK_AGAIN_MS = 5;

export const start: Bench = {
  name: 'start',
  about: `from the start of a process to the first "ready", with a ledger and with one ${TIMES} times as large`,
  run: (report, { events = EVENTS }) =>
    inScratchFolder((folder) => measure(folder, report, events)),
};

async function measure(folder: string, report: Report, events: number): Promise<void> {
  const { small, large } = await makeTwoLedgers(folder, events, TIMES);
  const [few, many]: [number[], number[]] = [[], []];
  // The first round warms up and does not count.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [fewTook, manyTook] = [await secondsToReady(small), await secondsToReady(large)];
    if (round === 0) continue;
    few.push(fewTook);
    many.push(manyTook);
  }
  report.count('events of the larger ledger', events);
  report.count('rounds', ROUNDS);
  report.figure({ name: 'smaller ledger', unit: 's', rounds: few });
  report.ratio({ name: 'seconds to ready', rounds: many, aim: { atMost: 1 } });
  report.ratio({ name: 'larger / smaller', rounds: ratios(many, few), aim: { atMost: 1.3 } });
}

async function secondsToReady(folder: string): Promise<number> {
  const begun = performance.now();
  const server = await ledgerServer(folder);
  try {
    while (!(await isReady(server))) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
    return (performance.now() - begun) / 1_000;
  } finally {
    await server.stop();
  }
}

async function isReady({ url }: Served): Promise<boolean> {
  const answer = await fetch(`${url}/health/ready`);
  await answer.arrayBuffer();
  return answer.ok;
}
