import { UnknownEventError, type Catalog } from '../../../events/catalog.js';
import type { RecordedActor, RecordedEvent } from '../../../events/envelope.js';
import type { ClaimStreamEvent, Recorded } from '../../../events/ledger-event.js';

/** An event of a claim in its current version. */
export type RecordedClaimEvent = Recorded<ClaimStreamEvent['type']>;

/** Reads an event of a claim's stream; undefined where a later release recorded it. */
export function claimEventIn(
  event: RecordedEvent,
  catalog: Catalog,
): RecordedClaimEvent | undefined {
  try {
    return catalog.upcast(event) as unknown as RecordedClaimEvent;
  } catch (error) {
    if (error instanceof UnknownEventError) return undefined;
    throw error;
  }
}

/** The organization that somebody acted for, also in events of before the word was spelt so. */
export function organizationOf(actor: RecordedActor): string | undefined {
  return actor.organization ?? actor.organisation;
}
