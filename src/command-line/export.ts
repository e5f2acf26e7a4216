import { createWriteStream } from 'node:fs';
import { lstat, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';

import { eventLine } from '../audit/event-answer.js';
import { errorCodeOf } from '../runtime/error-code.js';
import type { EventStore } from '../event-store/event-store.js';
import { SNAPSHOTS_FOLDER } from '../ledger.js';
import type { Settings } from '../settings/settings.js';
import { readFileSnapshots } from '../snapshots/file-snapshot-store.js';
import type { SnapshotStore } from '../snapshots/snapshot-store.js';
import { openLogForReading, syncFolder } from './data-folder.js';
import { CommandFailed, messageOf } from './exit-codes.js';
import { EXPORT_HEAD, LineDigest, snapshotsNamedBy, type ExportLine } from './export-format.js';
import { interruptible } from './interruption.js';
import { amount, printJson } from './output.js';
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
  const target = resolve(file);
  await mustBeNew(target);
  const store = await openLogForReading(settings);
  const snapshots = readFileSnapshots(join(settings.dataDir, SNAPSHOTS_FOLDER));
  const unfinished = `${target}.unfinished`;
  const shown = progress();
  try {
    const events = await interruptible(async (signal) => {
      const written = await writeLines(unfinished, linesOf(store, snapshots), (count) => {
        signal.throwIfAborted();
        shown.show(`${amount(count, 'event')} written`);
      });
      await rename(unfinished, target);
      return written;
    });
    await syncFolder(dirname(target));
    shown.done(`${amount(events, 'event')} written to ${target}`);
    if (json) await printJson({ file: target, events });
  } catch (error) {
    shown.failed();
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await store.close();
  }
}

async function* linesOf(store: EventStore, snapshots: Snapshots): AsyncGenerator<ExportLine, void> {
  const written = new Set<string>();
  yield EXPORT_HEAD;
  for await (const event of store.readAll()) {
    for (const sha256 of snapshotsNamedBy(event)) {
      if (written.has(sha256)) continue;
      yield await snapshotLine(snapshots, sha256);
      written.add(sha256);
    }
    yield { event: eventLine(event) };
  }
}

/**
 * The lines, then the end line that seals them; on disk when it resolves.
 *
 * @param onEvent told how many events there were so far.
 * @returns how many events there were.
 */
async function writeLines(
  file: string,
  lines: AsyncIterable<ExportLine>,
  onEvent: (count: number) => void,
): Promise<number> {
  const output = createWriteStream(file, { flags: 'w', mode: 0o600, flush: true });
  const failed = new AbortController();
  const written = finished(output).catch((error: unknown) => {
    const failure = new CommandFailed(`cannot write ${file}: ${messageOf(error)}`);
    failed.abort(failure);
    throw failure;
  });
  // It may fail while nobody waits for it, which would end the process.
  written.catch(() => undefined);
  const write = async (text: string) => {
    failed.signal.throwIfAborted();
    if (output.write(`${text}\n`)) return;
    const room = new Promise<void>((resolve) => output.once('drain', () => resolve()));
    await Promise.race([room, written]);
  };
  const digest = new LineDigest();
  let events = 0;
  try {
    for await (const line of lines) {
      const text = JSON.stringify(line);
      digest.add(text);
      await write(text);
      if ('event' in line) onEvent((events += 1));
    }
    await write(JSON.stringify({ end: { events, sha256: digest.digest() } } satisfies ExportLine));
  } catch (error) {
    output.destroy();
    // The first failure is the one to tell.
    await written.catch(() => undefined);
    throw error;
  }
  output.end();
  await written;
  return events;
}

async function mustBeNew(file: string): Promise<void> {
  try {
    await lstat(file);
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return;
    throw error;
  }
  throw new CommandFailed(`${file} is there already, and is left as it is`);
}

async function snapshotLine(snapshots: Snapshots, sha256: string): Promise<ExportLine> {
  const bytes = await snapshots.get(sha256);
  if (!bytes) throw new CommandFailed(`the snapshot ${sha256} is not in the data folder`);
  return { snapshot: { sha256, base64: bytes.toString('base64') } };
}
