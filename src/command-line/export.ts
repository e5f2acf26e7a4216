import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';

import type { RecordedEvent } from '../../events/envelope.js';
import type { DataOf } from '../../events/ledger-event.js';
import { errorCodeOf } from '../error-code.js';
import { SNAPSHOTS_FOLDER } from '../ledger.js';
import type { Settings } from '../settings/settings.js';
import { readFileSnapshots } from '../snapshots/file-snapshot-store.js';
import type { SnapshotStore } from '../snapshots/snapshot-store.js';
import { openLogForReading } from './data-folder.js';
import { CommandFailed } from './exit-codes.js';
import { EXPORT_HEAD, eventLine, LineDigest, type ExportLine } from './export-file.js';
import { printJson } from './output.js';
import { progress } from './progress.js';

type Snapshots = Pick<SnapshotStore, 'get'>;

/**
 * Writes the whole ledger to a file that is not there yet: events as recorded and the snapshots they
 * name. A server may go on meanwhile; what it writes after the start is not in it.
 */
export async function exportLedger(
  settings: Settings,
  { file, json }: { readonly file: string; readonly json: boolean },
): Promise<void> {
  const store = openLogForReading(settings);
  const snapshots = readFileSnapshots(join(settings.dataDir, SNAPSHOTS_FOLDER));
  const target = resolve(file);
  const unfinished = `${target}.unfinished`;
  const shown = progress();
  try {
    await mustBeNew(target);
    let events = 0;
    await writeLines(unfinished, async function* () {
      yield EXPORT_HEAD;
      for await (const event of store.readAll()) {
        for (const sha256 of snapshotsNamedBy(event)) yield await snapshotLine(snapshots, sha256);
        yield eventLine(event);
        events += 1;
        shown.show(`${events} events written`);
      }
    });
    await rename(unfinished, target);
    await syncFolder(dirname(target));
    shown.done(`${events} events written to ${target}`);
    if (json) await printJson({ file: target, events });
  } catch (error) {
    shown.failed();
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await store.close();
  }
}

/** The lines, then the end line that seals them; on disk when it resolves. */
async function writeLines(file: string, lines: () => AsyncIterable<ExportLine>): Promise<void> {
  const output = createWriteStream(file, { flags: 'w', mode: 0o600, flush: true });
  const failed = new AbortController();
  const written = finished(output).catch((error: unknown) => {
    failed.abort(error);
    throw error;
  });
  const digest = new LineDigest();
  let events = 0;
  const write = async (text: string) => {
    failed.signal.throwIfAborted();
    if (!output.write(`${text}\n`)) await once(output, 'drain', { signal: failed.signal });
  };
  try {
    for await (const line of lines()) {
      const text = JSON.stringify(line);
      digest.add(text);
      if ('event' in line) events += 1;
      await write(text);
    }
    await write(JSON.stringify({ end: { events, sha256: digest.digest() } } satisfies ExportLine));
  } catch (error) {
    output.destroy();
    await written.catch(() => undefined);
    throw error;
  }
  output.end();
  await written;
}

async function mustBeNew(file: string): Promise<void> {
  try {
    const handle = await open(file, 'r');
    await handle.close();
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return;
    throw error;
  }
  throw new CommandFailed(`${file} is there already, and is left as it is`);
}

function snapshotsNamedBy({ type, data }: RecordedEvent): string[] {
  if (type !== 'SnapshotCaptured') return [];
  const { sha256, text } = data as DataOf<'SnapshotCaptured'>;
  return 'sha256' in text && text.sha256 !== sha256 ? [sha256, text.sha256] : [sha256];
}

async function snapshotLine(snapshots: Snapshots, sha256: string): Promise<ExportLine> {
  const bytes = await snapshots.get(sha256);
  if (!bytes) throw new CommandFailed(`the snapshot ${sha256} is not in the data folder`);
  return { snapshot: { sha256, base64: bytes.toString('base64') } };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
