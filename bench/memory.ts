import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ledgerServer, type Served } from './child-process.js';
import { writeGeneratedLog } from './generated-log.js';
import type { Bench, Report } from './report.js';
import { inScratchFolder } from './scratch-folder.js';

const EVENTS = 200_000;
const READERS = 4;

export const memory: Bench = {
  name: 'memory',
  about: `resident memory of the server while it builds all views from ${EVENTS.toLocaleString('en')} events and answers reads, then streams all claims`,
  run: (report) => inScratchFolder((folder) => measure(folder, report)),
};

async function measure(folder: string, report: Report): Promise<void> {
  await writeGeneratedLog(join(folder, 'events.db'), EVENTS);
  const server = await ledgerServer(folder);
  try {
    await readWhile(server, untilCaughtUp(server));
    const building = await peakMegabytes(server);
    const bytes = await streamed(`${server.url}/v1/claims`);
    const streaming = await peakMegabytes(server);
    report.count('events', EVENTS);
    report.count('bytes streamed', bytes);
    report.figure({ name: 'peak while building', unit: 'MB', rounds: [building] });
    report.figure({ name: 'peak after streaming all claims', unit: 'MB', rounds: [streaming] });
    report.ratio({ name: 'peak in MB', rounds: [streaming], aim: { atMost: 300 } });
  } finally {
    await server.stop();
  }
}

async function untilCaughtUp({ url }: Served): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/health/ready`);
    const { projections } = (await response.json()) as { projections: { caughtUp: boolean }[] };
    if (projections.length > 0 && projections.every(({ caughtUp }) => caughtUp)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A few clients read pages of claims until the work is done. */
async function readWhile({ url }: Served, work: Promise<void>): Promise<void> {
  let done = false;
  const reader = async () => {
    while (!done) await (await fetch(`${url}/v1/claims?limit=50`)).arrayBuffer();
  };
  const readers = Array.from({ length: READERS }, reader);
  await work.finally(() => (done = true));
  await Promise.all(readers);
}

async function streamed(url: string): Promise<number> {
  const response = await fetch(url, { headers: { Accept: 'application/x-ndjson' } });
  let bytes = 0;
  for await (const piece of response.body!) bytes += (piece as Uint8Array).length;
  return bytes;
}

/** Linux keeps the high-water mark (proc(5), VmHWM); elsewhere what is resident now. */
async function peakMegabytes({ pid, url }: Served): Promise<number> {
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(status) ?? [];
    return Number(kilobytes) / 1000;
  }
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const [, bytes] = /process_resident_memory_bytes ([\d.e+]+)/.exec(metrics) ?? [];
  return Number(bytes) / 1e6;
}
