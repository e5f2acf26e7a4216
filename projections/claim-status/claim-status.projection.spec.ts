import * as fc from 'fast-check';

import type { LedgerEvent } from '../../events/ledger-event.js';
import { fold, RecordedHistory, uuid } from '../../test/support/recorded-history.js';
import { StagedSideRows } from '../engine/side-table.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { claimStatus } from './claim-status.projection.js';
import type { ClaimStatusRow } from './claim-status.row.js';

const CLAIM = uuid(10);
const stream = `claim-${CLAIM}`;
const SOURCE = uuid(20);
const [CITATION, OTHER_CITATION] = [uuid(31), uuid(32)];
const [ANA, BEN, CLEO] = [uuid(41), uuid(42), uuid(43)];
const [FIRST, SECOND, THIRD] = [uuid(51), uuid(52), uuid(53)];
const FINDING = uuid(61);
const ANCHORED = { algorithm: 'text-quote/1', fidelity: 'exact', anchor: 'anchored' } as const;
const ORPHANED = { algorithm: 'text-quote/1', fidelity: 'absent', anchor: 'orphaned' } as const;

type Data<T extends LedgerEvent['type']> = Extract<LedgerEvent, { type: T }>['data'];

class ClaimHistory extends RecordedHistory {
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
      reviewer: { id: reviewer, organisation: 'Desk' },
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

const cited = () => new ClaimHistory().recorded().cited(CITATION);
const agreed = () => cited().judged(FIRST, ANA, 'true').judged(SECOND, BEN, 'true').settled();

describe('a recorded claim', () => {
  it('shows what was recorded', () => {
    const { row } = new ClaimHistory().at('2025-10-14T09:30:00.000Z').recorded({
      kind: 'prediction',
      resolves: { by: '2026-06', criterion: 'Both parties say so' },
      statedAt: '2025-10-14',
      language: 'en',
    });
    expect(row).toMatchObject({
      claim_id: CLAIM,
      revision: 0,
      kind: 'prediction',
      claimant_name: 'majed al-ansari',
      stated_at: '2025-10-14',
      language: 'en',
      topics: ['ceasefire'],
      resolves: { by: '2026-06', criterion: 'Both parties say so' },
      resolves_by: '2026-07-01T00:00:00.000Z',
      recorded_at: '2025-10-14T09:30:00.000Z',
      status: 'recorded',
      veracity_rating: null,
      withdrawn: null,
    });
  });

  it.each([
    [{ kind: 'anonymous', description: 'Diplomatic sources' }, 'diplomatic sources'],
    [{ kind: 'own-voice' }, null],
    [{ kind: 'own-voice', agent: { name: 'The Gazette' } }, 'the gazette'],
  ] as const)('is found by its claimant: %j', (claimant, name) => {
    expect(new ClaimHistory().recorded({ claimant }).row.claimant_name).toBe(name);
  });

  it('becomes withdrawn and stays so, whatever was found', () => {
    const { row } = agreed()
      .by(uuid(9))
      .record(stream, 'ClaimWithdrawn', { reason: 'recorded twice' })
      .record(stream, 'FindingReopened', {
        question: 'veracity',
        cause: { kind: 'evidence-retracted', id: CITATION },
      });
    expect(row).toMatchObject({
      status: 'withdrawn',
      revision: 6,
      withdrawn: { reason: 'recorded twice', by: uuid(9), at: '2025-10-14T08:00:00.000Z' },
    });
  });

  it('remembers who declared a conflict of interest', () => {
    const { row } = cited().record(stream, 'ConflictOfInterestDeclared', {
      member: ANA,
      reason: 'worked there',
    });
    expect(row).toMatchObject({ revision: 2, status: 'recorded', ledger: { conflicts: [ANA] } });
  });
});

describe('citations of a claim', () => {
  it('are counted by stance, and apart where the words are not in the snapshot', () => {
    const { row } = cited()
      .cited(OTHER_CITATION, { stance: 'refutes', anchoring: ORPHANED })
      .cited(uuid(33), { stance: 'refutes', anchoring: ANCHORED });
    expect(row).toMatchObject({ makes: 1, supports: 0, refutes: 2, context: 0, unanchored: 1 });
  });

  it('are not counted once retracted', () => {
    const { row } = cited()
      .cited(OTHER_CITATION, { stance: 'refutes', anchoring: ORPHANED })
      .record(stream, 'CitationRetracted', { citationId: OTHER_CITATION, reason: 'misread' });
    expect(row).toMatchObject({ makes: 1, refutes: 0, unanchored: 0 });
  });
});

describe('quotes in later snapshots', () => {
  const reanchored = (
    citationId: string,
    outcome: 'unchanged' | 'altered' | 'orphaned',
    n: number,
  ) =>
    [
      stream,
      'CitationReanchored',
      { citationId, snapshot: String(n).repeat(64), outcome, anchoring: ANCHORED },
    ] as const;

  it('are counted where they have changed, each citation once', () => {
    const history = cited().cited(OTHER_CITATION);
    history.record(...reanchored(CITATION, 'altered', 1));
    history.record(...reanchored(CITATION, 'orphaned', 2));
    expect(history.row).toMatchObject({ revision: 4, changed_quotes: 1 });
    history.record(...reanchored(OTHER_CITATION, 'altered', 2));
    expect(history.row).toMatchObject({ changed_quotes: 2 });
    history.record(...reanchored(CITATION, 'unchanged', 3));
    expect(history.row).toMatchObject({ changed_quotes: 1 });
  });

  it('are not counted once their citation is retracted', () => {
    const { row } = cited()
      .record(...reanchored(CITATION, 'altered', 1))
      .record(stream, 'CitationRetracted', { citationId: CITATION, reason: 'misread' });
    expect(row).toMatchObject({ changed_quotes: 0 });
  });
});

describe('a question', () => {
  it('is under review from its first verdict on', () => {
    const { row } = cited().judged(FIRST, ANA, 'true', { asOf: '2025-10-14' });
    expect(row.status).toBe('under-review');
    expect(row.questions.veracity).toEqual({
      status: 'under-review',
      finding: null,
      verdicts: [
        {
          verdictId: FIRST,
          reviewer: ANA,
          organisation: 'Desk',
          rating: 'true',
          asOf: '2025-10-14',
          evidence: [CITATION],
          recordedAt: '2025-10-14T08:00:00.000Z',
        },
      ],
    });
    expect(row.questions.attribution.status).toBe('unjudged');
  });

  it('is unjudged again once its only verdict is withdrawn', () => {
    const { row } = cited()
      .judged(FIRST, ANA, 'true')
      .record(stream, 'VerdictWithdrawn', { verdictId: FIRST, reason: 'hasty' });
    expect(row.status).toBe('recorded');
    expect(row.questions.veracity).toEqual({ status: 'unjudged', verdicts: [], finding: null });
  });

  it('is settled by a finding, behind and beside which later verdicts take their side', () => {
    const { row } = agreed().judged(THIRD, CLEO, 'false').judged(uuid(54), uuid(44), 'true');
    expect(row).toMatchObject({ status: 'settled', veracity_rating: 'true' });
    expect(row.questions.veracity.finding).toEqual({
      id: FINDING,
      rating: 'true',
      reachedAt: '2025-10-14T08:00:00.000Z',
      policyVersion: 1,
      verdicts: [FIRST, SECOND, uuid(54)],
      dissent: [THIRD],
    });
  });

  it('counts the replacing verdict only', () => {
    const { row } = agreed().judged(THIRD, BEN, 'false', { replaces: SECOND });
    expect(row.questions.veracity.finding).toMatchObject({ verdicts: [FIRST], dissent: [THIRD] });
  });

  it('stays reopened through further verdicts, until a finding is reached', () => {
    const history = agreed()
      .record(stream, 'VerdictWithdrawn', { verdictId: SECOND, reason: 'new facts' })
      .record(stream, 'FindingReopened', {
        question: 'veracity',
        findingId: FINDING,
        cause: { kind: 'verdict-withdrawn', id: SECOND },
      })
      .judged(THIRD, CLEO, 'true');
    expect(history.row).toMatchObject({ status: 'reopened', veracity_rating: null });
    expect(history.row.questions.veracity.verdicts.map((v) => v.verdictId)).toEqual([FIRST, THIRD]);
    expect(history.settled({ verdicts: [FIRST, THIRD] }).row.status).toBe('settled');
  });

  it('does not count a verdict whose evidence was retracted, and lets it be withdrawn all the same', () => {
    const history = agreed().record(stream, 'CitationRetracted', {
      citationId: CITATION,
      reason: 'misread',
    });
    expect(history.row.questions.veracity).toMatchObject({
      verdicts: [],
      finding: { verdicts: [], dissent: [] },
    });
    expect(history.row.ledger.uncounted).toEqual([FIRST, SECOND]);
    history.record(stream, 'VerdictWithdrawn', { verdictId: FIRST, reason: 'nothing left' });
    expect(history.row.ledger.uncounted).toEqual([SECOND]);
  });

  it('gives the claim the status of the least settled one that was judged', () => {
    const history = agreed();
    expect(history.row.status).toBe('settled');
    history.judged(uuid(55), ANA, 'said', { question: 'attribution' });
    expect(history.row.status).toBe('under-review');
    history.record(stream, 'FindingContested', {
      question: 'attribution',
      verdicts: [uuid(55)],
      policyVersion: 1,
    });
    expect(history.row.status).toBe('contested');
  });
});

describe('the expiry of a claim', () => {
  it('is the first among the verdicts behind a standing finding', () => {
    const history = cited()
      .judged(FIRST, ANA, 'true', { expires: '2026' })
      .judged(SECOND, BEN, 'true', { expires: '2026-01-14' })
      .judged(THIRD, CLEO, 'false', { expires: '2025-12-01' });
    expect(history.row.expires).toBeNull();
    expect(history.settled({ dissent: [THIRD] }).row.expires).toBe('2026-01-15T00:00:00.000Z');
    history.record(stream, 'VerdictWithdrawn', { verdictId: SECOND, reason: 'hasty' });
    expect(history.row.expires).toBe('2027-01-01T00:00:00.000Z');
  });
});

describe('an event that cannot be', () => {
  it.each<[string, (h: ClaimHistory) => ClaimHistory]>([
    ['a citation of an unknown claim', (h) => h.cited(CITATION)],
    ['a claim recorded twice', (h) => h.recorded().recorded()],
    ['a citation added twice', (h) => h.recorded().cited(CITATION).cited(CITATION)],
    [
      'an unknown citation retracted',
      (h) =>
        h.recorded().record(stream, 'CitationRetracted', { citationId: CITATION, reason: 'no' }),
    ],
    [
      'an unknown verdict withdrawn',
      (h) => h.recorded().record(stream, 'VerdictWithdrawn', { verdictId: FIRST, reason: 'no' }),
    ],
    [
      'an unknown verdict replaced',
      (h) => h.recorded().cited(CITATION).judged(FIRST, ANA, 'true', { replaces: SECOND }),
    ],
  ])('stops the fold: %s', (_, given) => {
    expect(() => given(new ClaimHistory()).row).toThrow(ImpossibleEventError);
  });
});

const NO_SIDES = new StagedSideRows(new ClaimHistory().recorded().events[0]!, () => undefined);

it('gives the same row when it is stored between any two events', () => {
  const step = fc.constantFrom<(h: ClaimHistory, n: number) => ClaimHistory>(
    (h, n) => h.cited(uuid(100 + n), { stance: 'supports', anchoring: ORPHANED }),
    (h, n) => h.judged(uuid(200 + n), uuid(300 + n), 'true', { expires: '2026' }),
    (h, n) => h.judged(uuid(200 + n), uuid(300 + n), 'said', { question: 'attribution' }),
    (h, n) => h.settled({ findingId: uuid(400 + n) }),
    (h) =>
      h.record(stream, 'FindingContested', {
        question: 'attribution',
        verdicts: [],
        policyVersion: 1,
      }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const history = steps.reduce((h, apply, n) => apply(h, n), cited());
      let stored: ClaimStatusRow | undefined;
      for (const event of history.events) {
        const row = claimStatus.evolve(stored, event, CLAIM, NO_SIDES)!;
        stored = JSON.parse(JSON.stringify(row)) as ClaimStatusRow;
      }
      expect(JSON.stringify(stored)).toBe(JSON.stringify(history.row));
    }),
  );
});
