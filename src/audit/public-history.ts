import type { RecordedEvent } from '../../events/envelope.js';
import type { LedgerEvent } from '../../events/ledger-event.js';

const OF_CONFLICTS: ReadonlySet<string> = new Set<LedgerEvent['type']>([
  'ConflictOfInterestDeclared',
  'ConflictOfInterestRetracted',
]);

/** The category of the streams whose events are histories of claims. */
export const HISTORY_CATEGORY = 'claim';

/**
 * Whether an event of a claim's history is shown to whoever sends no key. Why a reviewer will not judge is for
 * members to know.
 */
export function isPublicInHistory({ type }: Pick<RecordedEvent, 'type'>): boolean {
  return !OF_CONFLICTS.has(type);
}
