import type { Anchoring } from '../../events/citation/citation-events.js';
import type { ClaimStreamEvent } from '../../events/ledger-event.js';
import {
  AUTHOR,
  CITATION,
  cited,
  claimWithdrawn,
  conflicted,
  conflictRetracted,
  judged,
  OTHER_CITATION,
  reached,
  recorded,
  reopened,
  retracted,
  reviewer,
  reviewing,
  verdictWithdrawn,
} from '../../test/support/claim-stream.js';
import { given, refusalOf } from '../../test/support/given.js';
import { uuid } from '../../test/support/recorded-history.js';
import { verdictDecider, type SubmitVerdict, type VerdictCommand } from './verdict.decider.js';

const NOW = '2025-10-14T08:00:00.000Z';

function submit(n: number, changes: Partial<SubmitVerdict> = {}): SubmitVerdict {
  const { data } = judged(n, 'true');
  return { type: 'SubmitVerdict', ...data, ...reviewing(n), now: NOW, ...changes };
}

function withdraw(n: number, by = reviewer(n)): VerdictCommand {
  const actor = { ...by, roles: ['reviewer' as const] };
  const { verdictId, reason } = verdictWithdrawn(n).data;
  return { type: 'WithdrawVerdict', verdictId, reason, actor, ...reviewing(n) };
}

const start = [recorded(), cited(CITATION)];
const deciding = (...more: ClaimStreamEvent[]) => given(verdictDecider, ...start, ...more);

const predicted = (by: string) =>
  given(
    verdictDecider,
    recorded({ kind: 'prediction', resolves: { by, criterion: 'Both say so' } }),
    cited(CITATION),
  );

describe('a verdict on words that the ledger did not find', () => {
  const found = { algorithm: 'text-quote/4', fidelity: 'exact', anchor: 'anchored' } as const;
  const absent = { ...found, fidelity: 'absent', anchor: 'orphaned' } as const;
  const on = (...anchorings: (Anchoring | undefined)[]) =>
    given(
      verdictDecider,
      recorded(),
      ...anchorings.map((anchoring, n) =>
        cited(uuid(31 + n), anchoring && { quote: { exact: 'talks' }, anchoring }),
      ),
    );
  const all = { evidence: [CITATION, OTHER_CITATION] };

  it.each<[string, (Anchoring | undefined)[], Partial<SubmitVerdict>]>([
    ['one citation', [absent], {}],
    ['several', [absent, absent], all],
    ['several, of which those that were found are not named', [absent, found], {}],
  ])('is refused where it rests on nothing else: %s', (_, anchorings, changes) => {
    expect(refusalOf(on(...anchorings).when(submit(1, changes)))).toBe(
      'rule evidence-absent /evidence',
    );
  });

  it.each<[string, (Anchoring | undefined)[], Partial<SubmitVerdict>]>([
    ['words that were found', [absent, found], all],
    ['words that were found in several places', [{ ...found, anchor: 'ambiguous' }], {}],
    ['altered words', [{ ...found, fidelity: 'altered' }], {}],
    ['a source as a whole', [undefined], {}],
    ['a source as a whole beside', [absent, undefined], all],
    ['what its reviewer saw', [absent], { sourceSeen: true }],
  ])('is taken where it rests on %s', (_, anchorings, changes) => {
    expect(on(...anchorings).when(submit(1, changes))).toEqual({
      events: [judged(1, 'true', changes)],
    });
  });

  it('is taken for what was found when it was cited, though it is gone since', () => {
    const gone: ClaimStreamEvent = {
      type: 'CitationReanchored',
      data: {
        citationId: CITATION,
        snapshot: 'a'.repeat(64),
        outcome: 'orphaned',
        anchoring: absent,
      },
    };
    const start = [recorded(), cited(CITATION, { quote: { exact: 'talks' }, anchoring: found })];
    expect(refusalOf(given(verdictDecider, ...start, gone).when(submit(1)))).toBe('accepted');
  });
});

describe('submitting a verdict', () => {
  it('records it as it was given', () => {
    const dates = { asOf: '2025-10', expires: '2025-10' };
    expect(deciding().when(submit(1, dates))).toEqual({ events: [judged(1, 'true', dates)] });
  });

  it('replaces the reviewer’s active verdict on the same question', () => {
    const changes = { reviewer: reviewer(1) };
    expect(deciding(judged(1, 'false')).when(submit(2, changes))).toEqual({
      events: [judged(2, 'true', { ...changes, replaces: uuid(51) })],
    });
  });

  it('replaces none on the other question, and none that was withdrawn', () => {
    const changes = { reviewer: reviewer(1) };
    const attribution = judged(1, 'said', { question: 'attribution' });
    const one = deciding(attribution).when(submit(2, changes));
    expect(one).toEqual({ events: [judged(2, 'true', changes)] });
    const other = deciding(judged(1, 'false'), verdictWithdrawn(1)).when(submit(2, changes));
    expect(other).toEqual({ events: [judged(2, 'true', changes)] });
  });

  it('lets a reviewer judge anew whose evidence was retracted', () => {
    const changes = { reviewer: reviewer(1), evidence: [OTHER_CITATION] };
    const events = [cited(OTHER_CITATION), judged(1, 'true'), retracted(CITATION)];
    expect(deciding(...events).when(submit(2, changes))).toEqual({
      events: [judged(2, 'true', { ...changes, replaces: uuid(51) })],
    });
  });

  it.each<[string, Partial<SubmitVerdict>]>([
    ['separation-of-duties own-claim', { reviewer: { id: AUTHOR, organization: 'Desk' } }],
    ['invalid rating-unknown /rating', { rating: 'said' }],
    ['invalid rating-unknown /rating', { question: 'attribution' }],
    ['invalid criterion-met-only-for-predictions /criterionMet', { criterionMet: true }],
    ['invalid no-such-date /asOf', { asOf: '2025-09-31' }],
    ['invalid as-of-in-future /asOf', { asOf: '2025-10-15' }],
    ['invalid as-of-in-future /asOf', { asOf: '2025-11' }],
    ['invalid as-of-in-future /asOf', { asOf: '2026' }],
    ['invalid as-of-in-future /asOf', { asOf: '2025-10-14T08:00:00.001Z' }],
    ['accepted', { asOf: '2025-10-14T08:00:00Z' }],
    ['accepted', { asOf: '2025-10-14' }],
    ['accepted', { asOf: '2025' }],
    ['invalid no-such-date /expires', { expires: '2025-13' }],
    ['invalid expiry-passed /expires', { expires: '2025-10-13' }],
    ['invalid expiry-passed /expires', { expires: '2025-10-14T08:00:00Z' }],
    ['accepted', { expires: '2025-10-14' }],
    ['invalid evidence-missing /evidence', { evidence: [] }],
    ['rule evidence-unknown /evidence/1', { evidence: [CITATION, uuid(99)] }],
    ['invalid evidence-repeated /evidence/1', { evidence: [CITATION, CITATION] }],
  ])('is %s: %j', (outcome, changes) => {
    expect(refusalOf(deciding().when(submit(1, changes)))).toBe(outcome);
  });

  it('is refused with retracted evidence', () => {
    const decision = deciding(cited(OTHER_CITATION), retracted(CITATION)).when(
      submit(1, { evidence: [OTHER_CITATION, CITATION] }),
    );
    expect(refusalOf(decision)).toBe('rule evidence-retracted /evidence/1');
  });

  it('is refused inside a conflict of interest, and told when that ends', () => {
    const detail = 'The reviewer declared a conflict of interest in this claim.';
    const refused = { kind: 'separation-of-duties', rule: 'conflict-of-interest' };
    expect(deciding(conflicted(1)).when(submit(1))).toEqual({ refusal: { ...refused, detail } });
    const until = conflicted(1, { expires: '2025-10-14' });
    expect(deciding(until).when(submit(1))).toEqual({
      refusal: { ...refused, detail: `${detail} It ends at 2025-10-15T00:00:00.000Z.` },
    });
  });

  it.each([
    ['of another member', [conflicted(2)]],
    ['that has ended', [conflicted(1, { expires: '2025-10-14T08:00:00Z' })]],
    ['that was retracted', [conflicted(1), conflictRetracted(1)]],
  ])('is taken after a conflict of interest %s', (_, events) => {
    expect(refusalOf(deciding(...events).when(submit(1)))).toBe('accepted');
  });

  it('is refused inside the second conflict of interest of a member', () => {
    const again = conflicted(1, { conflictId: uuid(79) });
    const decision = deciding(conflicted(1), conflictRetracted(1), again).when(submit(1));
    expect(refusalOf(decision)).toBe('separation-of-duties conflict-of-interest');
  });

  it('is refused on a withdrawn claim', () => {
    expect(refusalOf(deciding(claimWithdrawn).when(submit(1)))).toBe('rule claim-withdrawn');
  });

  it('is refused for an opinion’s veracity, and only that', () => {
    const opinion = given(verdictDecider, recorded({ kind: 'opinion' }), cited(CITATION));
    expect(refusalOf(opinion.when(submit(1)))).toBe('rule opinion-has-no-veracity');
    const said = submit(1, { question: 'attribution', rating: 'said' });
    expect(refusalOf(opinion.when(said))).toBe('accepted');
  });

  it.each([
    ['2024', 'accepted'],
    ['2025-09', 'accepted'],
    ['2025-10-13', 'accepted'],
    ['2025-10-14T08:00:00Z', 'accepted'],
    ['2025-10-14T09:30:00+02:00', 'accepted'],
    ['2025-10-14T08:00:01Z', 'rule prediction-not-due'],
    ['2025-10-14', 'rule prediction-not-due'],
    ['2025-10', 'rule prediction-not-due'],
    ['2025', 'rule prediction-not-due'],
  ])('a prediction that resolves by %s is %s', (by, outcome) => {
    expect(refusalOf(predicted(by).when(submit(1)))).toBe(outcome);
  });

  it.each<[string, Partial<SubmitVerdict>]>([
    ['that settles nothing', { rating: 'unproven' }],
    ['with its criterion met', { criterionMet: true }],
    ['of who said it', { question: 'attribution', rating: 'said' }],
  ])('a prediction not due takes a verdict %s', (_, changes) => {
    const decision = predicted('2026-06-30').when(submit(1, changes));
    expect(decision).toEqual({ events: [judged(1, 'true', changes)] });
  });

  it('is refused once a question has as many verdicts as an event can name', () => {
    const crowd = Array.from({ length: 10_000 }, (_, n) => {
      const id = uuid(100_000 + n);
      return judged(0, 'true', { verdictId: id, reviewer: { id, organization: 'Desk' } });
    });
    const crowded = deciding(...crowd);
    expect(refusalOf(crowded.when(submit(1)))).toBe('rule too-many-verdicts');
    const again = submit(1, { reviewer: { id: uuid(100_007), organization: 'Desk' } });
    expect(refusalOf(crowded.when(again))).toBe('accepted');
    // Those on the other question, and those that were withdrawn, take no room.
    const other = submit(1, { question: 'attribution', rating: 'said' });
    expect(refusalOf(crowded.when(other))).toBe('accepted');
    const gone = { ...verdictWithdrawn(1).data, verdictId: uuid(100_000) };
    const less = deciding(...crowd, { type: 'VerdictWithdrawn', data: gone });
    expect(refusalOf(less.when(submit(1)))).toBe('accepted');
  });

  it('reopens the finding that the verdict which it replaces carried, and says why', () => {
    const three = [1, 2, 3].map((n) => judged(n, 'true'));
    const changes = { rating: 'false', reviewer: reviewer(1) };
    const cause = { kind: 'verdict-replaced', id: uuid(51) } as const;
    const settled = deciding(...three, reached(3, 'true', [1, 2, 3]));
    expect(settled.when(submit(4, { ...changes, ...reviewing(4, { quorum: 3 }) }))).toEqual({
      events: [judged(4, 'false', { ...changes, replaces: uuid(51) }), reopened(cause, uuid(63))],
    });
  });
});

describe('withdrawing a verdict', () => {
  it('records the reason', () => {
    expect(deciding(judged(1, 'true')).when(withdraw(1))).toEqual({
      events: [verdictWithdrawn(1)],
    });
  });

  it.each<[string, ClaimStreamEvent[], VerdictCommand]>([
    ['not-found verdict-unknown', [], withdraw(1)],
    ['separation-of-duties verdict-not-yours', [judged(1, 'true')], withdraw(1, reviewer(2))],
    ['rule verdict-not-active', [judged(1, 'true'), verdictWithdrawn(1)], withdraw(1)],
    [
      'rule verdict-not-active',
      [judged(1, 'true'), judged(2, 'true', { reviewer: reviewer(1), replaces: uuid(51) })],
      withdraw(1),
    ],
    ['accepted', [judged(1, 'true'), retracted(CITATION)], withdraw(1)],
    ['accepted', [judged(1, 'true'), claimWithdrawn], withdraw(1)],
  ])('is %s', (outcome, events, command) => {
    expect(refusalOf(deciding(...events).when(command))).toBe(outcome);
  });
});

it.each([submit(1), withdraw(1)])('nothing happens to an unknown claim: $type', (command) => {
  expect(refusalOf(given(verdictDecider).when(command))).toBe('not-found claim-unknown');
});
