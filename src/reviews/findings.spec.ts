import * as fc from 'fast-check';

import type { ClaimStreamEvent } from '../../events/ledger-event.js';
import { ledgerCatalog } from '../../events/ledger-catalog.js';
import {
  AUTHOR,
  CITATION,
  cited,
  conflicted,
  contested,
  judged,
  OTHER_CITATION,
  policy,
  reached,
  recorded,
  reopened,
  retracted,
  reviewer,
  reviewing,
  verdictWithdrawn,
} from '../../test/support/claim-stream.js';
import { uuid } from '../../test/support/recorded-history.js';
import { citationDecider } from '../citations/citation.decider.js';
import {
  countedVerdicts,
  evolveClaim,
  initialClaimState,
  type ClaimState,
} from '../claims/claim.state.js';
import { conflictDecider } from './conflict.decider.js';
import { judge } from './judge.js';
import { findingsAfter, type Cause } from './findings.js';
import { verdictDecider } from './verdict.decider.js';

const NOW = '2025-10-14T08:00:00.000Z';

const fold = (events: readonly ClaimStreamEvent[]): ClaimState =>
  events.reduce(evolveClaim, initialClaimState);

const start = [recorded(), cited(CITATION), cited(OTHER_CITATION)];
const state = (...events: ClaimStreamEvent[]) => fold([...start, ...events]);
const settled = [judged(1, 'true'), judged(2, 'true'), reached(2, 'true', [1, 2])];
const disputed = [judged(1, 'true'), judged(2, 'false'), contested([1, 2])];
const other = { evidence: [OTHER_CITATION] };
const withdrawn = (n: number): Cause => ({ kind: 'verdict-withdrawn', id: uuid(50 + n) });
const evidence: Cause = { kind: 'evidence-retracted', id: CITATION };

describe('a question', () => {
  it('is open until the quorum agrees', () => {
    expect(findingsAfter(state(), [judged(1, 'true')], reviewing(1))).toEqual([]);
  });

  it('has a finding when the quorum agrees, under the version of the policy', () => {
    const before = state(judged(1, 'true'));
    const findings = findingsAfter(before, [judged(2, 'true')], reviewing(2, { version: 7 }));
    expect(findings).toEqual([reached(2, 'true', [1, 2], { policyVersion: 7 })]);
  });

  it('has one finding however many agree later', () => {
    expect(findingsAfter(state(...settled), [judged(3, 'true')], reviewing(3))).toEqual([]);
  });

  it('keeps its finding beside dissent, and names the dissent', () => {
    expect(findingsAfter(state(...settled), [judged(3, 'false')], reviewing(3))).toEqual([]);
    const before = state(...disputed);
    expect(findingsAfter(before, [judged(3, 'true')], reviewing(3))).toEqual([
      reached(3, 'true', [1, 3], { dissent: [uuid(52)] }),
    ]);
  });

  it('is contested when the quorum is there and nobody leads', () => {
    const before = state(judged(1, 'true'));
    expect(findingsAfter(before, [judged(2, 'false')], reviewing(2))).toEqual([contested([1, 2])]);
    expect(findingsAfter(state(...disputed), [judged(3, 'mixed')], reviewing(3))).toEqual([]);
  });

  it('is contested by as many against a finding as for it', () => {
    const before = state(...settled, judged(3, 'false'));
    expect(findingsAfter(before, [judged(4, 'false')], reviewing(4))).toEqual([
      contested([1, 2, 3, 4], uuid(62)),
    ]);
  });

  it('gets another finding in place of the one that stood', () => {
    const before = state(...settled.slice(0, 2), reached(2, 'true', [1, 2]));
    const replacing = judged(3, 'false', { reviewer: reviewer(1), replaces: uuid(51) });
    const cause: Cause = { kind: 'verdict-replaced', id: uuid(51) };
    const both = [replacing, judged(4, 'false', { reviewer: reviewer(2), replaces: uuid(52) })];
    expect(findingsAfter(before, both, reviewing(4), cause)).toEqual([
      reached(4, 'false', [3, 4], { supersedes: uuid(62) }),
    ]);
  });
});

describe('verdicts that rest on nothing but absent quotes, as earlier releases took them', () => {
  const anchoring = { algorithm: 'text-quote/3', fidelity: 'absent', anchor: 'orphaned' } as const;
  const ABSENT = uuid(33);
  const onAbsent = { evidence: [ABSENT] };
  const start = [cited(ABSENT, { quote: { exact: 'talks' }, anchoring })];

  it('carry no finding', () => {
    const before = state(...start, judged(1, 'true', onAbsent));
    expect(findingsAfter(before, [judged(2, 'true')], reviewing(2))).toEqual([]);
    expect(findingsAfter(before, [judged(2, 'true', onAbsent)], reviewing(2))).toEqual([]);
    const counted = state(...start, judged(1, 'true', onAbsent), judged(2, 'true'));
    expect(findingsAfter(counted, [judged(3, 'true')], reviewing(3))).toEqual([
      reached(3, 'true', [2, 3]),
    ]);
  });

  it('contest none', () => {
    const before = state(...start, judged(1, 'false', onAbsent));
    expect(findingsAfter(before, [judged(2, 'true')], reviewing(2))).toEqual([]);
  });

  it('carry one where their reviewers saw the source', () => {
    const seen = { ...onAbsent, sourceSeen: true } as const;
    const before = state(...start, judged(1, 'true', seen));
    expect(findingsAfter(before, [judged(2, 'true', seen)], reviewing(2))).toEqual([
      reached(2, 'true', [1, 2]),
    ]);
  });

  it('leave the finding that they carried until what it rests on is taken away', () => {
    const old = [1, 2].map((n) => judged(n, 'true', onAbsent));
    const before = state(...start, ...old, reached(2, 'true', [1, 2]));
    expect(findingsAfter(before, [judged(3, 'true')], reviewing(3))).toEqual([]);
    const cause: Cause = { kind: 'evidence-retracted', id: ABSENT };
    expect(findingsAfter(before, [retracted(ABSENT)], reviewing(3), cause)).toEqual([
      reopened(cause, uuid(62)),
    ]);
  });
});

describe('a finding is reopened', () => {
  it('when a verdict that carried the quorum is withdrawn', () => {
    const findings = findingsAfter(
      state(...settled),
      [verdictWithdrawn(2)],
      reviewing(3),
      withdrawn(2),
    );
    expect(findings).toEqual([reopened(withdrawn(2), uuid(62))]);
  });

  it('but not when enough others carry it', () => {
    const before = state(...settled, judged(3, 'true'));
    const findings = findingsAfter(before, [verdictWithdrawn(2)], reviewing(4), withdrawn(2));
    expect(findings).toEqual([]);
  });

  it('when evidence that it rests on is retracted, without it', () => {
    const before = state(...settled);
    expect(findingsAfter(before, [retracted(CITATION)], reviewing(3), evidence)).toEqual([
      reopened(evidence, uuid(62)),
    ]);
  });

  it('when one of several citations that a verdict rests on is retracted', () => {
    const both = { evidence: [CITATION, OTHER_CITATION] };
    const before = state(judged(1, 'true', both), judged(2, 'true', both), ...settled.slice(2));
    expect(findingsAfter(before, [retracted(CITATION)], reviewing(3), evidence)).toEqual([
      reopened(evidence, uuid(62)),
    ]);
  });

  it('when evidence that it rests on is retracted, and reached again by the others', () => {
    const before = state(...settled, judged(3, 'true', other), judged(4, 'true', other));
    expect(findingsAfter(before, [retracted(CITATION)], reviewing(5), evidence)).toEqual([
      reopened(evidence, uuid(62)),
      reached(5, 'true', [3, 4]),
    ]);
  });

  it('when evidence that it rests on is retracted, and then contested', () => {
    const before = state(
      ...settled,
      judged(3, 'true', other),
      judged(4, 'false', other),
      judged(5, 'mixed', { reviewer: reviewer(2), replaces: uuid(52), ...other }),
    );
    expect(findingsAfter(before, [retracted(CITATION)], reviewing(6), evidence)).toEqual([
      reopened(evidence, uuid(62)),
      contested([3, 4, 5]),
    ]);
  });

  it('but not when only dissent rested on what is retracted', () => {
    const before = state(
      judged(1, 'true', other),
      judged(2, 'true', other),
      reached(2, 'true', [1, 2]),
      judged(3, 'false'),
    );
    expect(findingsAfter(before, [retracted(CITATION)], reviewing(4), evidence)).toEqual([]);
  });
});

describe('a contested question', () => {
  it('is reopened when too few verdicts are left', () => {
    const before = state(...disputed);
    const findings = findingsAfter(before, [verdictWithdrawn(2)], reviewing(3), withdrawn(2));
    expect(findings).toEqual([reopened(withdrawn(2))]);
  });

  it('stays so when a verdict more gives a majority that lacks the quorum', () => {
    const four = reviewing(5, { quorum: 4 });
    const before = state(
      ...[1, 2].map((n) => judged(n, 'true')),
      ...[3, 4].map((n) => judged(n, 'false')),
      contested([1, 2, 3, 4]),
    );
    expect(findingsAfter(before, [judged(5, 'true')], four)).toEqual([]);
  });
});

it('a question is not judged anew where nothing about its verdicts changed', () => {
  const before = state(judged(1, 'true', other), judged(2, 'true', other));
  const eager = reviewing(3, { quorum: 1 });
  expect(findingsAfter(before, [retracted(CITATION)], eager, evidence)).toEqual([]);
});

it('a conflict of interest reopens both questions at once', () => {
  const { events } = conflictDecider.decide(
    {
      type: 'DeclareConflict',
      ...conflicted(1).data,
      now: NOW,
      ...reviewing(5),
    },
    state(
      ...settled,
      judged(3, 'said', { question: 'attribution', reviewer: reviewer(1) }),
      judged(4, 'said', { question: 'attribution' }),
      reached(4, 'said', [3, 4], { question: 'attribution' }),
    ),
  ) as { events: ClaimStreamEvent[] };
  const cause = { kind: 'conflict-declared', id: reviewer(1).id } as const;
  expect(events.slice(3)).toEqual([
    reopened(cause, uuid(64), 'attribution'),
    reopened(cause, uuid(62), 'veracity'),
  ]);
});

type Step = (state: ClaimState, n: number) => readonly ClaimStreamEvent[];

/** Whatever the members do, in any order; what a rule refuses does not happen. */
const steps = fc.oneof(
  fc
    .record({
      who: fc.integer({ min: 1, max: 5 }),
      rating: fc.constantFrom('true', 'false', 'mixed'),
      evidence: fc.constantFrom<string[]>([CITATION], [OTHER_CITATION], [CITATION, OTHER_CITATION]),
    })
    .map(
      ({ who, rating, evidence: cites }): Step =>
        (before, n) =>
          outcomes(verdictDecider, before, {
            type: 'SubmitVerdict',
            ...judged(n, rating, { reviewer: reviewer(who), evidence: cites }).data,
            ...reviewing(n),
            verdictId: uuid(1000 + n),
            findingIds: { veracity: uuid(2000 + n), attribution: uuid(3000 + n) },
            now: NOW,
          }),
    ),
  fc.record({ who: fc.integer({ min: 1, max: 5 }), back: fc.integer({ min: 1, max: 4 }) }).map(
    ({ who, back }): Step =>
      (before, n) =>
        outcomes(verdictDecider, before, {
          type: 'WithdrawVerdict',
          verdictId: uuid(1000 + n - back),
          reason: 'hasty',
          actor: { ...reviewer(who), roles: ['reviewer'] },
          ...reviewing(n),
          findingIds: { veracity: uuid(2000 + n), attribution: uuid(3000 + n) },
        }),
  ),
  fc.constantFrom(CITATION, OTHER_CITATION).map(
    (citationId): Step =>
      (before, n) =>
        outcomes(citationDecider, before, {
          type: 'RetractCitation',
          citationId,
          reason: 'misread',
          actor: { id: AUTHOR, roles: ['contributor'], organization: 'Desk' },
          ...reviewing(n),
          findingIds: { veracity: uuid(2000 + n), attribution: uuid(3000 + n) },
        }),
  ),
  fc.integer({ min: 1, max: 5 }).map(
    (who): Step =>
      (before, n) =>
        outcomes(conflictDecider, before, {
          type: 'DeclareConflict',
          ...conflicted(who, { conflictId: uuid(4000 + n) }).data,
          now: NOW,
          ...reviewing(n),
          findingIds: { veracity: uuid(2000 + n), attribution: uuid(3000 + n) },
        }),
  ),
  fc.integer({ min: 1, max: 4 }).map(
    (back): Step =>
      (before, n) =>
        outcomes(conflictDecider, before, {
          type: 'RetractConflict',
          conflictId: uuid(4000 + n - back),
          reason: 'another firm',
          actor: { id: AUTHOR, roles: ['editor'], organization: 'Desk' },
        }),
  ),
);

function outcomes<Command>(
  decider: {
    decide(
      command: Command,
      state: ClaimState,
    ): { events: readonly ClaimStreamEvent[] } | { refusal: unknown };
  },
  before: ClaimState,
  command: Command,
): readonly ClaimStreamEvent[] {
  const decision = decider.decide(command, before);
  if ('refusal' in decision) return [];
  const again = decider.decide(command, decision.events.reduce(evolveClaim, before));
  expect('refusal' in again ? [] : again.events).toEqual([]);
  return decision.events;
}

it('what the ledger says last on a question is what its verdicts come to', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 25 }), (sequence) => {
      let current = fold(start);
      sequence.forEach((step, n) => {
        const events = step(current, n);
        for (const { type, data } of events) {
          ledgerCatalog.validate({ type, schemaVersion: ledgerCatalog.currentVersion(type), data });
        }
        current = events.reduce(evolveClaim, current);
        const standing = current.standing.veracity;
        const judgment = judge(policy, countedVerdicts(current, 'veracity'));
        expect(standing.status).toBe(judgment.outcome);
        if (standing.status === 'reached')
          expect(judgment).toMatchObject({ rating: standing.rating });
      });
    }),
    { numRuns: 500 },
  );
});
