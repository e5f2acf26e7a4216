import type { Position } from '../../events/envelope.js';
import { repeat, unlessAborted } from './pause.js';
import { Retry } from './retry.js';

/** Whoever tells how far the views are. */
export interface ShownProgress {
  waitFor(position: Position, timeoutMs: number): Promise<boolean>;
}

const WITHIN_MS = 5_000;

/** Resolves once the views show the position, or the signal aborts; a halted view is asked again, ever more seldom. */
export async function untilShown(
  progress: ShownProgress,
  position: Position,
  signal: AbortSignal,
): Promise<void> {
  const asking = new Retry(() => {});
  await repeat(signal, async () => {
    if (await unlessAborted(progress.waitFor(position, WITHIN_MS), signal)) return 'done';
    asking.failed(`the views do not show ${position} yet`);
    return asking.delay;
  });
}
