import { idOf, type RecordedEvent } from '../../../events/envelope.js';
import type { EventFilter } from '../../event-store/event-store.js';
import { HISTORY_CATEGORY, isPublicInHistory } from '../public-history.js';

/**
 * Whom a stream is for. `auditor`: the whole log. `named` and `public`: what the public histories of claims
 * show, with the names of members or without them.
 */
export type Audience = 'auditor' | 'named' | 'public';

/** What a client asked for, and may see. */
export interface LiveSelection {
  readonly audience: Audience;
  readonly claimId?: string;
  /** A topic as `nameKey` brings it into its form. */
  readonly topicKey?: string;
  /** Any of them; all where left out. */
  readonly types?: readonly string[];
}

/** The topics of claims, as `nameKey` brings them into their form, by the claim's id. */
export type ClaimTopicKeys = ReadonlyMap<string, ReadonlySet<string>>;

/** Returns the id of the claim whose history the event is in. */
export function claimOf({ stream }: Pick<RecordedEvent, 'stream'>): string | undefined {
  return stream.startsWith(`${HISTORY_CATEGORY}-`) ? idOf(stream) : undefined;
}

/** Whether the event is among what was asked for and may be seen. */
export function isSelected(
  { audience, claimId, topicKey, types }: LiveSelection,
  event: Pick<RecordedEvent, 'stream' | 'type'>,
  topics: ClaimTopicKeys,
): boolean {
  const claim = claimOf(event);
  if (audience !== 'auditor' && !(claim !== undefined && isPublicInHistory(event))) return false;
  if (claimId !== undefined && claim !== claimId) return false;
  if (types && !types.includes(event.type)) return false;
  if (topicKey === undefined) return true;
  return claim !== undefined && topics.get(claim)?.has(topicKey) === true;
}

/** What of the log must be read: all that is selected, and as little else as the log can tell apart. */
export function filterOf({ audience, claimId, topicKey, types }: LiveSelection): EventFilter {
  if (claimId !== undefined) {
    return { stream: `${HISTORY_CATEGORY}-${claimId}`, ...(types && { types }) };
  }
  const isOfClaims = audience !== 'auditor' || topicKey !== undefined;
  return { ...(isOfClaims && { categories: [HISTORY_CATEGORY] }), ...(types && { types }) };
}

/** Returns a text that is the same for selections that select the same. */
export function keyOf({ audience, claimId, topicKey, types }: LiveSelection): string {
  return JSON.stringify([audience, claimId, topicKey, types]);
}
