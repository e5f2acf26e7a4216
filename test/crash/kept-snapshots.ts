import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { RecordedEvent } from '../../events/envelope.js';
import type { SnapshotData } from '../../events/source/source-events.js';
import { SNAPSHOTS_FOLDER } from '../../src/ledger.js';
import { readFileSnapshots } from '../../src/snapshots/file-snapshot-store.js';

export function capturesIn(events: readonly RecordedEvent[]): SnapshotData[] {
  return events
    .filter(({ type }) => type === 'SnapshotCaptured')
    .map(({ data }) => data as SnapshotData);
}

/** What is missing or not whole of these snapshots and their texts. Empty where nothing is. */
export async function faultsOfSnapshots(
  dataDir: string,
  captures: readonly SnapshotData[],
): Promise<string[]> {
  const store = readFileSnapshots(join(dataDir, SNAPSHOTS_FOLDER));
  const faults: string[] = [];
  for (const { sha256, bytes, text } of captures) {
    // Throws where it holds other bytes than its name says.
    const kept = await store.get(sha256);
    if (kept?.length !== bytes) faults.push(`${sha256} has ${kept?.length} of ${bytes} bytes`);
    if ('sha256' in text && !(await store.get(text.sha256))) faults.push(`${sha256} has no text`);
  }
  return faults;
}

/** Files in the folder of the snapshots that have no snapshot's name. */
export async function unfinishedIn(dataDir: string): Promise<string[]> {
  const folder = join(dataDir, SNAPSHOTS_FOLDER);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/^[0-9a-f]{64}$/.test(entry.name))
    .map(({ name }) => name);
}
