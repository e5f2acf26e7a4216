import type { Position } from '../../../events/envelope.js';
import { changed, changesOfClaim } from '../../claims/claim-changes.js';
import type { RecordedClaimEvent } from './claim-event.js';
import type { Change } from './history-answer.js';
import type { HistoryFacts } from './history-facts.js';

/**
 * What an event changed: of the thing that it is about first, then of the claim. Null where the views do not
 * show it yet.
 *
 * @param previous the position of the claim's event before it; undefined of its first
 */
export function changesBy(
  event: RecordedClaimEvent,
  facts: HistoryFacts,
  previous: Position | undefined,
): Change[] | null {
  const after = facts.standings.get(event.position);
  const before = previous === undefined ? undefined : facts.standings.get(previous);
  if (!after || (previous !== undefined && !before)) return null;
  return [...changesOfSubject(event, facts), ...changesOfClaim(before, after)];
}

function changesOfSubject(event: RecordedClaimEvent, facts: HistoryFacts): Change[] {
  switch (event.type) {
    case 'CitationAdded':
      return changed('citation', undefined, event.data.stance);
    case 'CitationRetracted':
      return changed('citation', facts.citations.get(event.data.citationId)?.stance, undefined);
    case 'CitationReanchored': {
      const asAdded = facts.citations.get(event.data.citationId)?.fidelity;
      // Words that are gone may have look-alikes, of which the outcome tells that they are others.
      const now = event.data.outcome === 'orphaned' ? 'absent' : event.data.anchoring.fidelity;
      return changed('quote', asAdded, now);
    }
    case 'VerdictSubmitted': {
      const { replaces, rating } = event.data;
      const replaced = replaces === undefined ? undefined : facts.verdicts.get(replaces);
      return changed('verdict', replaced?.rating, rating);
    }
    case 'VerdictWithdrawn':
      return changed('verdict', facts.verdicts.get(event.data.verdictId)?.rating, undefined);
    case 'ClaimRelated':
      return changed('relation', undefined, event.data.kind);
    case 'ClaimUnrelated':
      return changed('relation', facts.relations.get(event.data.relationId)?.kind, undefined);
    default:
      return [];
  }
}
