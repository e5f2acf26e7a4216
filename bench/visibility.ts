import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';

import type { NewEvent } from '../events/envelope.js';
import { eventId } from '../src/deciding/derived-id.js';
import { CommitSignal } from '../src/event-store/sqlite/commit-signal.js';
import { openLog } from '../src/ledger-log.js';
import { openViews } from '../src/ledger-views.js';
import { ProjectorThread } from '../src/projector-thread.js';
import { readSettings } from '../src/settings/settings.js';
import type { Bench, Report } from './report.js';
import { inScratchFolder } from './scratch-folder.js';

const WRITES_PER_SECOND = 500;
const SECONDS = 10;
const ROUNDS = 3;
const GIVE_UP_MS = 10_000;

export const visibility: Bench = {
  name: 'visibility',
  about: `from the append to being visible in claim-status, at ${WRITES_PER_SECOND} writes a second, all views kept in a thread of their own`,
  run: (report) => inScratchFolder((folder) => measure(folder, report)),
};

async function measure(folder: string, report: Report): Promise<void> {
  const place = readSettings({ FACT_LEDGER_DATA_DIR: folder });
  const committed = new CommitSignal();
  const store = await openLog(place, { committed });
  const views = await openViews(place);
  const projector = new ProjectorThread({ place, committed, views: views.store });
  const p50: number[] = [];
  const p99: number[] = [];
  try {
    await projector.start();
    // The first round warms up and does not count.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const waits = (await Promise.all(await paced(() => visibleAfter()))).toSorted(
        (a, b) => a - b,
      );
      if (round === 0) continue;
      p50.push(waits[Math.floor(waits.length * 0.5)]!);
      p99.push(waits[Math.floor(waits.length * 0.99)]!);
    }
  } finally {
    await projector.stop();
    await views.close();
    await store.close();
  }
  report.count('rounds', ROUNDS);
  report.count('writes a round', WRITES_PER_SECOND * SECONDS);
  report.figure({ name: 'p50', unit: 'ms', rounds: p50 });
  report.figure({ name: 'p99', unit: 'ms', rounds: p99 });
  report.ratio({ name: 'p99 in ms', rounds: p99, aim: { atMost: 50 } });

  /** Milliseconds from the call of append to the view showing the claim. */
  async function visibleAfter(): Promise<number> {
    const { stream, event, commandId } = claimRecorded();
    const begun = performance.now();
    const { position } = await store.append(stream, [event], {
      expected: 'no-stream',
      commandId,
      commandDigest: event.metadata.commandDigest,
    });
    const shown = await projector.waitFor(position, GIVE_UP_MS, ['claim-status']);
    if (!shown) throw new Error(`${position} was not visible after ${GIVE_UP_MS} ms`);
    return performance.now() - begun;
  }
}

/** Begins the work at an even pace, whether or not what was begun before is done. */
async function paced<T>(work: () => Promise<T>): Promise<Promise<T>[]> {
  const begun = performance.now();
  const all: Promise<T>[] = [];
  while (all.length < WRITES_PER_SECOND * SECONDS) {
    const due = Math.floor(((performance.now() - begun) / 1000) * WRITES_PER_SECOND);
    while (all.length < Math.min(due, WRITES_PER_SECOND * SECONDS)) all.push(work());
    await sleep(1);
  }
  return all;
}

function claimRecorded(): { stream: string; event: NewEvent; commandId: string } {
  const commandId = uuidv7();
  const event: NewEvent = {
    id: eventId(commandId, 0),
    type: 'ClaimRecorded',
    schemaVersion: 1,
    data: {
      text: 'Talks on reopening the container terminal have begun',
      kind: 'fact',
      claimant: { kind: 'own-voice' },
      topics: ['port'],
      recordedBy: uuidv7(),
    },
    metadata: {
      actor: { id: uuidv7(), roles: ['contributor'], organization: 'Bench' },
      commandId,
      commandDigest: '0'.repeat(64),
      correlationId: commandId,
      causationId: null,
      recordedAt: new Date().toISOString(),
    },
  };
  return { stream: `claim-${uuidv7()}`, event, commandId };
}
