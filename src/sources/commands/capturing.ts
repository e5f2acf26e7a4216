import type { SnapshotData } from '../../../events/source/source-events.js';
import type { CommandRunner } from '../../deciding/command-runner.js';
import { recordedIn, type Outcome } from '../../deciding/outcome.js';
import { sha256Of } from '../../snapshots/sha256.js';
import type { SnapshotTexts } from '../../snapshots/snapshot-texts.js';
import { captureAnswer, type Captured } from '../captured.js';
import { isNewest } from '../captures.state.js';
import { sourceDecider } from '../source.decider.js';

/** The data of a capture of these bytes: that of the newest one where they and their type are its own. */
export async function capturing(
  texts: SnapshotTexts,
  bytes: Uint8Array,
  declared: string,
  captures: readonly SnapshotData[],
): Promise<SnapshotData> {
  const type = await texts.typeOf(bytes, declared);
  const isKnown = isNewest(captures, { sha256: sha256Of(bytes), mediaType: type.mediaType });
  return isKnown ? captures.at(-1)! : texts.capture(bytes, type);
}

/** @param newest the source's newest capture as the command found it */
export async function capturedBy(
  runner: CommandRunner,
  sourceId: string,
  outcome: Outcome,
  newest: SnapshotData | undefined,
): Promise<Captured> {
  // At the revision of what was recorded, for a retry may come after further captures.
  const { snapshots } = await runner.load(sourceDecider, `source-${sourceId}`, outcome.revision);
  return {
    answer: captureAnswer(sourceId, outcome, snapshots.length, newest),
    isNew: recordedIn(outcome, 'SnapshotCaptured') !== undefined,
  };
}
