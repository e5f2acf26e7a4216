import { join } from 'node:path';

import type { NewEvent } from '../../events/envelope.js';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { openFileSnapshotStore } from '../../src/snapshots/file-snapshot-store.js';
import { sha256Of } from '../../src/snapshots/sha256.js';
import { generatedLedger } from './generated-ledger.js';

const AT_ONCE = 200;

/**
 * Lays a generated ledger out in a data folder as a server would have. The generator tells only the
 * digests of what its sources say, so that here they say something shorter.
 */
export async function layOutGenerated(dataDir: string, events: number): Promise<void> {
  const store = openSqliteEventStore({ file: join(dataDir, 'events.db') });
  try {
    const snapshots = await openFileSnapshotStore(join(dataDir, 'snapshots'));
    const said = new Map<string, string>();
    let underWay: Promise<unknown>[] = [];
    for (const { stream, events: generated, ...options } of generatedLedger(events)) {
      for (const digest of generated.flatMap(capturedBy)) {
        const text = textOf(digest);
        said.set(digest, sha256Of(text));
        underWay.push(snapshots.put(text));
      }
      const kept = generated.map((event) => renamed(event, said));
      underWay.push(store.append(stream, kept, options));
      if (underWay.length < AT_ONCE) continue;
      await Promise.all(underWay);
      underWay = [];
    }
    await Promise.all(underWay);
  } finally {
    await store.close();
  }
}

function capturedBy({ type, data }: NewEvent): string[] {
  return type === 'SnapshotCaptured' ? [(data as { sha256: string }).sha256] : [];
}

function textOf(digest: string): Buffer {
  return Buffer.from(`What was captured as ${digest}.`);
}

function renamed(event: NewEvent, said: ReadonlyMap<string, string>): NewEvent {
  const json = JSON.stringify(event.data);
  const data = json.replace(/[0-9a-f]{64}/g, (digest) => said.get(digest) ?? digest);
  return { ...event, data: JSON.parse(data) as object };
}
