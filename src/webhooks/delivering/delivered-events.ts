import { claimStreamEvents } from '../../../events/claim-stream-events.js';
import type { RecordedEvent } from '../../../events/envelope.js';
import type { LedgerEvent } from '../../../events/ledger-event.js';
import { sourceEvents } from '../../../events/source/source-events.js';

/** Categories of streams whose events are delivered. Of members, keys, the policy and webhooks nothing is. */
export const DELIVERED_CATEGORIES = ['claim', 'source'] as const;

/** Why a reviewer will not judge is for members to know (`docs/decisions/0042-…`). */
const KEPT_BACK: ReadonlySet<string> = new Set<LedgerEvent['type']>([
  'ConflictOfInterestDeclared',
  'ConflictOfInterestRetracted',
]);

/** Types of events that a webhook may select. A spec lists them: whether another one leaves the ledger is to be decided. */
export const DELIVERED_TYPES: readonly LedgerEvent['type'][] = [
  ...claimStreamEvents,
  ...sourceEvents,
]
  .map(({ type }) => type)
  .filter((type) => !KEPT_BACK.has(type));

const DELIVERED: ReadonlySet<string> = new Set(DELIVERED_TYPES);

export function categoryOf(stream: string): string {
  return stream.slice(0, stream.indexOf('-'));
}

export function isDelivered({ type, stream }: Pick<RecordedEvent, 'type' | 'stream'>): boolean {
  const category = categoryOf(stream);
  return DELIVERED_CATEGORIES.some((each) => each === category) && DELIVERED.has(type);
}
