import * as fc from 'fast-check';

import { judge, type JudgedVerdict, type Judgment } from './judge.js';

type Counting = Parameters<typeof judge>[0];

/** `a:true` is the verdict of reviewer a, `a@Desk:true` that of reviewer a of Desk. */
function verdicts(...words: string[]): JudgedVerdict[] {
  return words.map((word, index) => {
    const [who = '', rating = ''] = word.split(':');
    const [id = '', organization = 'Desk'] = who.split('@');
    return { id: `v${index + 1}`, rating, reviewer: { id, organization } };
  });
}

const quorumOf = (quorum: number, distinctOrganizations = false): Counting => ({
  quorum,
  distinctOrganizations,
});

describe('judge', () => {
  it.each<[string, Counting, string[], Judgment]>([
    ['nobody yet', quorumOf(2), [], { outcome: 'open', needed: 2 }],
    ['one of two', quorumOf(2), ['a:true'], { outcome: 'open', leading: 'true', needed: 1 }],
    [
      'two of two',
      quorumOf(2),
      ['a:true', 'b:true'],
      { outcome: 'reached', rating: 'true', verdicts: ['v1', 'v2'], dissent: [] },
    ],
    [
      'a majority beside dissent',
      quorumOf(2),
      ['a:true', 'b:false', 'c:true'],
      { outcome: 'reached', rating: 'true', verdicts: ['v1', 'v3'], dissent: ['v2'] },
    ],
    [
      'half is no majority',
      quorumOf(2),
      ['a:true', 'b:false', 'c:true', 'd:mixed'],
      { outcome: 'contested', verdicts: ['v1', 'v2', 'v3', 'v4'] },
    ],
    ['a tie', quorumOf(2), ['a:true', 'b:false'], { outcome: 'contested', verdicts: ['v1', 'v2'] }],
    ['a tie before the quorum', quorumOf(3), ['a:true', 'b:false'], { outcome: 'open', needed: 2 }],
    [
      'a majority without its own quorum',
      quorumOf(3),
      ['a:true', 'b:false', 'c:true'],
      { outcome: 'open', leading: 'true', needed: 1 },
    ],
    [
      'a reviewer who gave two',
      quorumOf(2),
      ['a:true', 'a:false'],
      { outcome: 'open', leading: 'false', needed: 1 },
    ],
    [
      'two of one organization, where organizations count',
      quorumOf(2, true),
      ['a@Desk:true', 'b@Desk:true'],
      { outcome: 'open', leading: 'true', needed: 1 },
    ],
    [
      'two of two organizations',
      quorumOf(2, true),
      ['a@Desk:true', 'b@Wire:true'],
      { outcome: 'reached', rating: 'true', verdicts: ['v1', 'v2'], dissent: [] },
    ],
    [
      'one organization that disagrees with itself',
      quorumOf(2, true),
      ['a@Desk:true', 'b@Desk:false'],
      { outcome: 'open', needed: 1 },
    ],
    [
      'a majority from one organization',
      quorumOf(2, true),
      ['a@Desk:true', 'b@Desk:true', 'c@Wire:false'],
      { outcome: 'open', leading: 'true', needed: 1 },
    ],
  ])('%s', (_, policy, words, judgment) => {
    expect(judge(policy, verdicts(...words))).toEqual(judgment);
  });
});

const reviewers = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
  organization: fc.constantFrom('Desk', 'Wire', 'Radio'),
});
const ratings = fc.constantFrom('true', 'mixed', 'false');
const policies = fc.record({
  quorum: fc.integer({ min: 1, max: 5 }),
  distinctOrganizations: fc.boolean(),
});

const numbered = (given: readonly Omit<JudgedVerdict, 'id'>[]): JudgedVerdict[] =>
  given.map((verdict, index) => ({ ...verdict, id: `v${index}` }));

/** Any, also several of one reviewer. */
const anyVerdicts = fc
  .array(fc.record({ rating: ratings, reviewer: reviewers }), { maxLength: 12 })
  .map(numbered);
/** As the ledger gives them: one of each reviewer. */
const activeVerdicts = fc
  .uniqueArray(fc.record({ rating: ratings, reviewer: reviewers }), {
    selector: ({ reviewer }) => reviewer.id,
  })
  .map(numbered);

/** Another way to the same: rating by rating, by counting from scratch. */
function oracle(policy: Counting, active: readonly JudgedVerdict[]): string {
  const voices = (given: readonly JudgedVerdict[]): number =>
    given.filter(
      ({ reviewer }, index) =>
        !policy.distinctOrganizations ||
        given.findIndex((v) => v.reviewer.organization === reviewer.organization) === index,
    ).length;
  const majorities = ['true', 'mixed', 'false'].filter((rating) => {
    const given = active.filter((verdict) => verdict.rating === rating);
    return given.length > active.length - given.length;
  });
  const [rating] = majorities;
  if (rating === undefined) return voices(active) >= policy.quorum ? 'contested' : 'open';
  const agreeing = active.filter((verdict) => verdict.rating === rating);
  return voices(agreeing) >= policy.quorum ? `reached ${rating}` : 'open';
}

function inShort(judgment: Judgment): string {
  return judgment.outcome === 'reached' ? `reached ${judgment.rating}` : judgment.outcome;
}

describe('the law of judge', () => {
  it('is quorum and strict majority, counted independently', () => {
    fc.assert(
      fc.property(policies, activeVerdicts, (policy, active) => {
        expect(inShort(judge(policy, active))).toBe(oracle(policy, active));
      }),
    );
  });

  it('does not see the order of verdicts', () => {
    const shuffled = activeVerdicts.chain((active) =>
      fc.tuple(
        fc.constant(active),
        fc.shuffledSubarray(active, { minLength: active.length, maxLength: active.length }),
      ),
    );
    fc.assert(
      fc.property(policies, shuffled, (policy, [active, reordered]) => {
        expect(judge(policy, reordered)).toEqual(judge(policy, active));
      }),
    );
  });

  it('counts a reviewer once, by the verdict given last', () => {
    fc.assert(
      fc.property(policies, anyVerdicts, (policy, given) => {
        const last = given.filter(
          ({ reviewer }, index) =>
            !given.slice(index + 1).some((v) => v.reviewer.id === reviewer.id),
        );
        expect(judge(policy, given)).toEqual(judge(policy, last));
      }),
    );
  });

  it('never becomes surer of a rating by dissent', () => {
    fc.assert(
      fc.property(policies, activeVerdicts, ratings, reviewers, (policy, active, rating, other) => {
        const dissenter = { id: 'dissenter', rating, reviewer: { ...other, id: 'newcomer' } };
        const before = judge(policy, active);
        const after = judge(policy, [...active, dissenter]);
        for (const disputed of ['true', 'mixed', 'false'].filter((each) => each !== rating)) {
          if (inShort(before) !== `reached ${disputed}`) {
            expect(inShort(after)).not.toBe(`reached ${disputed}`);
          }
          if (before.outcome !== 'open' || after.outcome !== 'open') continue;
          if (before.leading === disputed && after.leading === disputed) {
            expect(after.needed).toBeGreaterThanOrEqual(before.needed);
          }
        }
      }),
    );
  });

  it('says how many agreeing newcomers it takes, neither more nor fewer', () => {
    fc.assert(
      fc.property(policies, activeVerdicts, (policy, active) => {
        const judgment = judge(policy, active);
        fc.pre(judgment.outcome === 'open' && judgment.leading !== undefined);
        if (judgment.outcome !== 'open' || judgment.leading === undefined) return;
        const { leading: rating, needed } = judgment;
        const joined = [...active];
        for (let n = 1; n <= needed; n += 1) {
          const newcomer = { id: `newcomer ${n}`, organization: `Newcomers ${n}` };
          joined.push({ id: `w${n}`, rating, reviewer: newcomer });
          expect(inShort(judge(policy, joined)) === `reached ${rating}`).toBe(n === needed);
        }
      }),
    );
  });
});
