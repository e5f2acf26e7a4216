import type { LedgerEvent } from '../../events/ledger-event.js';
import { claimStatus } from '../../projections/claim-status/claim-status.projection.js';
import type { ClaimStatusRow } from '../../projections/claim-status/claim-status.row.js';
import { fold, RecordedHistory, uuid } from './recorded-history.js';

export const CLAIM = uuid(10);
export const stream = `claim-${CLAIM}`;
export const SOURCE = uuid(20);
export const [CITATION, OTHER_CITATION] = [uuid(31), uuid(32)];
export const [ANA, BEN, CLEO] = [uuid(41), uuid(42), uuid(43)];
export const [FIRST, SECOND, THIRD] = [uuid(51), uuid(52), uuid(53)];
export const FINDING = uuid(61);
export const ANCHORED = {
  algorithm: 'text-quote/1',
  fidelity: 'exact',
  anchor: 'anchored',
} as const;
export const ORPHANED = {
  algorithm: 'text-quote/1',
  fidelity: 'absent',
  anchor: 'orphaned',
} as const;

type Data<T extends LedgerEvent['type']> = Extract<LedgerEvent, { type: T }>['data'];

/** The history of one claim, in short words. */
export class ClaimHistory extends RecordedHistory {
  recorded(changes: Partial<Data<'ClaimRecorded'>> = {}): this {
    return this.record(stream, 'ClaimRecorded', {
      text: 'Talks on phase two have started',
      kind: 'fact',
      claimant: { kind: 'named', agent: { name: 'Majed AL-ANSARI' } },
      topics: ['ceasefire'],
      recordedBy: uuid(1),
      ...changes,
    });
  }

  cited(citationId: string, changes: Partial<Data<'CitationAdded'>> = {}): this {
    return this.record(stream, 'CitationAdded', {
      citationId,
      sourceId: SOURCE,
      stance: 'makes',
      attribution: [],
      addedBy: uuid(1),
      ...changes,
    });
  }

  judged(
    verdictId: string,
    reviewer: string,
    rating: string,
    changes: Partial<Data<'VerdictSubmitted'>> = {},
  ): this {
    return this.record(stream, 'VerdictSubmitted', {
      verdictId,
      question: 'veracity',
      rating,
      rationale: 'It was broadcast.',
      evidence: [CITATION],
      reviewer: { id: reviewer, organization: 'Desk' },
      ...changes,
    });
  }

  settled(changes: Partial<Data<'FindingReached'>> = {}): this {
    return this.record(stream, 'FindingReached', {
      findingId: FINDING,
      question: 'veracity',
      rating: 'true',
      verdicts: [FIRST, SECOND],
      dissent: [],
      policyVersion: 1,
      ...changes,
    });
  }

  get row(): ClaimStatusRow {
    return fold(claimStatus, this.events).get(CLAIM)!;
  }
}

export const cited = () => new ClaimHistory().recorded().cited(CITATION);
export const agreed = () =>
  cited().judged(FIRST, ANA, 'true').judged(SECOND, BEN, 'true').settled();
