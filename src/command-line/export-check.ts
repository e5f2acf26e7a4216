import { InvalidEventError, UnknownEventError } from '../../events/catalog.js';
import type { RecordedEvent } from '../../events/envelope.js';
import { ledgerCatalog } from '../../events/ledger-catalog.js';
import { sha256Of } from '../snapshots/sha256.js';
import { CommandFailed } from './exit-codes.js';
import { recordedEvent, snapshotsNamedBy } from './export-format.js';
import { readExport } from './export-reader.js';
import { amount } from './output.js';
import type { Progress } from './progress.js';

/** Reads all of an export before anything is done with it. @throws CommandFailed naming the line */
export async function checkExport(
  file: string,
  shown: Progress,
  signal: AbortSignal,
): Promise<void> {
  const snapshots = new Set<string>();
  let lines = 0;
  for await (const { line, place } of readExport(file)) {
    signal.throwIfAborted();
    shown.show(`${amount((lines += 1), 'line')} checked`);
    if ('snapshot' in line) {
      const { sha256, base64 } = line.snapshot;
      if (sha256Of(Buffer.from(base64, 'base64')) !== sha256) {
        throw new CommandFailed(`${place}: the snapshot ${sha256} holds other bytes`);
      }
      snapshots.add(sha256);
    } else if ('event' in line) {
      const event = recordedEvent(line.event);
      mustBeKnownAndValid(event, place);
      const missing = snapshotsNamedBy(event).find((sha256) => !snapshots.has(sha256));
      if (missing !== undefined) {
        throw new CommandFailed(`${place}: the snapshot ${missing} does not come before it`);
      }
    }
  }
}

/** Refuses an event that is malformed or of a later release: no view or decider could get past it. */
function mustBeKnownAndValid(event: RecordedEvent, place: string): void {
  try {
    ledgerCatalog.validate(event);
  } catch (error) {
    if (error instanceof UnknownEventError) {
      throw new CommandFailed(`${place}: ${error.message}; ${UPGRADE}`);
    }
    if (error instanceof InvalidEventError) throw new CommandFailed(`${place}: ${error.message}`);
    throw error;
  }
}

const UPGRADE = 'import it with the release that wrote it, or a later one';
