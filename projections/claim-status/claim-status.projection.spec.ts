import * as fc from 'fast-check';

import { FoldedRows } from '../../test/support/folded-rows.js';
import { uuid } from '../../test/support/recorded-history.js';
import { ALL } from '../totals/totals.projection.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { claimStatus } from './claim-status.projection.js';
import { claimTotals } from './claim-totals.js';
import { NEVER } from './claim-status.row.js';
import { ratingCounts } from './rating-counts.js';
import {
  agreed,
  ANA,
  ANCHORED,
  BEN,
  CITATION,
  cited,
  CLAIM,
  ClaimHistory,
  CLEO,
  FINDING,
  FIRST,
  ORPHANED,
  OTHER_CITATION,
  SECOND,
  stream,
  THIRD,
} from '../../test/support/status-history.js';

describe('a recorded claim', () => {
  it('is unjudged', () => {
    const { row } = new ClaimHistory().recorded({
      kind: 'prediction',
      resolves: { by: '2026-06', criterion: 'Both parties say so' },
    });
    expect(row).toMatchObject({
      claim_id: CLAIM,
      revision: 0,
      recorded_position: '0000000000000001',
      resolves_by: '2026-07-01T00:00:00.000Z',
      status: 'recorded',
      veracity: null,
      veracity_rating: null,
      withdrawn: null,
    });
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

  it('has nothing that expires or is due once it is withdrawn', () => {
    const { row } = new ClaimHistory()
      .recorded({ kind: 'prediction', resolves: { by: '2026', criterion: 'It does.' } })
      .cited(CITATION)
      .judged(FIRST, ANA, 'true', { expires: '2025-12' })
      .settled({ verdicts: [FIRST] })
      .record(stream, 'ClaimWithdrawn', { reason: 'recorded twice' });
    expect(row).toMatchObject({ expires: null, resolves_by: null, due: NEVER });
  });

  it('shows the revision of an event that changes nothing else', () => {
    const [declared, retracted] = [
      'ConflictOfInterestDeclared',
      'ConflictOfInterestRetracted',
    ] as const;
    const data = { conflictId: uuid(70), reason: 'worked there' };
    const history = cited().record(stream, declared, { ...data, member: ANA });
    expect(history.row).toEqual({ ...cited().row, revision: 2 });
    expect(history.record(stream, retracted, data).row).toEqual({ ...cited().row, revision: 3 });
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
    expect(row).toMatchObject({
      status: 'under-review',
      veracity: { status: 'under-review', finding: null },
      attribution: null,
    });
  });

  it('is unjudged again once its only verdict is withdrawn', () => {
    const { row } = cited()
      .judged(FIRST, ANA, 'true')
      .record(stream, 'VerdictWithdrawn', { verdictId: FIRST, reason: 'hasty' });
    expect(row).toMatchObject({ status: 'recorded', veracity: null });
  });

  it('is settled by a finding, which later verdicts leave as it is', () => {
    const { row } = agreed()
      .judged(THIRD, CLEO, 'false')
      .judged(uuid(54), uuid(44), 'true')
      .judged(uuid(55), BEN, 'false', { replaces: SECOND });
    expect(row).toMatchObject({ status: 'settled', veracity_rating: 'true' });
    expect(row.veracity).toEqual({
      status: 'settled',
      finding: {
        id: FINDING,
        rating: 'true',
        reachedAt: '2025-10-14T08:00:00.000Z',
        policyVersion: 1,
      },
    });
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
    expect(history.settled({ verdicts: [FIRST, THIRD] }).row.status).toBe('settled');
  });

  it('does not count a verdict whose evidence was retracted, and lets it be withdrawn all the same', () => {
    const history = cited()
      .judged(FIRST, ANA, 'true')
      .record(stream, 'CitationRetracted', { citationId: CITATION, reason: 'misread' });
    expect(history.row).toMatchObject({ status: 'recorded', veracity: null, makes: 0 });
    const withdrawn = () =>
      history.record(stream, 'VerdictWithdrawn', { verdictId: FIRST, reason: 'nothing left' }).row;
    expect(withdrawn()).toMatchObject({ status: 'recorded', veracity: null });
    expect(withdrawn).toThrow(ImpossibleEventError);
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

describe('what is still to be done', () => {
  const needs = ({ row }: ClaimHistory) => [row.needs_veracity, row.needs_attribution];

  it('is every question until it has a finding, and again once that is reopened', () => {
    expect(needs(cited())).toEqual([1, 1]);
    expect(needs(agreed())).toEqual([0, 1]);
    const reopened = agreed().record(stream, 'FindingReopened', {
      question: 'veracity',
      findingId: FINDING,
      cause: { kind: 'verdict-withdrawn', id: SECOND },
    });
    expect(needs(reopened)).toEqual([1, 1]);
  });

  it('is no veracity of an opinion, and nothing of what was withdrawn', () => {
    const opinion = new ClaimHistory().recorded({ kind: 'opinion' });
    expect(needs(opinion)).toEqual([null, 1]);
    const withdrawn = opinion.record(stream, 'ClaimWithdrawn', { reason: 'recorded twice' });
    expect(needs(withdrawn)).toEqual([null, 0]);
    expect(needs(agreed().record(stream, 'ClaimWithdrawn', { reason: 'twice' }))).toEqual([0, 0]);
  });

  it('is due when a prediction is over, then when its finding expires', () => {
    const resolves = { by: '2026-06', criterion: 'Both parties say so' };
    const history = new ClaimHistory().recorded({ kind: 'prediction', resolves }).cited(CITATION);
    expect(history.row.due).toBe('2026-07-01T00:00:00.000Z');
    history.judged(FIRST, ANA, 'true', { expires: '2027' }).judged(SECOND, BEN, 'true').settled();
    expect(history.row.due).toBe('2028-01-01T00:00:00.000Z');
    history.record(stream, 'ClaimWithdrawn', { reason: 'recorded twice' });
    expect(history.row.due).toBe(NEVER);
    expect(agreed().row.due).toBe(NEVER);
  });
});

describe('claims by the ratings of their findings', () => {
  const ratingsOf = (history: ClaimHistory) => {
    const folded = new FoldedRows(claimStatus);
    for (const event of history.events) folded.apply(event);
    return folded.sides.get(ratingCounts)!.get(ALL)?.['counts'];
  };

  it('are counted once each, and no longer where the finding is gone', () => {
    expect(ratingsOf(cited())).toBeUndefined();
    const history = agreed().settled({ findingId: uuid(62), question: 'attribution' });
    expect(ratingsOf(history)).toEqual({ true: 1 });
    history.settled({ findingId: uuid(63), question: 'attribution', rating: 'said' });
    expect(ratingsOf(history)).toEqual({ true: 1, said: 1 });
    const cause = { kind: 'verdict-withdrawn', id: SECOND } as const;
    history.record(stream, 'FindingReopened', { question: 'veracity', findingId: FINDING, cause });
    expect(ratingsOf(history)).toEqual({ true: 0, said: 1 });
  });
});

describe('claims by their status', () => {
  const totalsOf = (history: ClaimHistory) => {
    const folded = new FoldedRows(claimStatus);
    for (const event of history.events) folded.apply(event);
    return folded.sides.get(claimTotals)!.get(ALL);
  };

  it('are counted where they are, and no longer where they were', () => {
    expect(totalsOf(new ClaimHistory().recorded())).toMatchObject({ recorded: 1, settled: 0 });
    const history = agreed().record(`claim-${uuid(11)}`, 'ClaimRecorded', {
      text: 'Talks have ended',
      kind: 'fact',
      claimant: { kind: 'own-voice' },
      topics: [],
      recordedBy: uuid(1),
    });
    expect(totalsOf(history)).toEqual({
      subject: ALL,
      recorded: 1,
      under_review: 0,
      settled: 1,
      contested: 0,
      reopened: 0,
      withdrawn: 0,
      unanchored: 0,
      quote_changed: 0,
    });
    history.record(stream, 'ClaimWithdrawn', { reason: 'recorded twice' });
    expect(totalsOf(history)).toMatchObject({ settled: 0, withdrawn: 1 });
  });
});

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
      const stored = new FoldedRows(claimStatus, (_, key, row) => {
        for (const rows of [stored.rows, ...stored.sides.values()]) {
          if (rows.get(key) === row) rows.set(key, JSON.parse(JSON.stringify(row)) as never);
        }
      });
      for (const event of history.events) stored.apply(event);
      expect(JSON.stringify(stored.rows.get(CLAIM))).toBe(JSON.stringify(history.row));
    }),
  );
});
