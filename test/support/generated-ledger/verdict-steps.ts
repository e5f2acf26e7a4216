import type { Question } from '../../../events/fields.js';
import { conflictDecider } from '../../../src/reviews/conflict.decider.js';
import type { Reviewing } from '../../../src/reviews/findings.js';
import { verdictDecider, type SubmitVerdict } from '../../../src/reviews/verdict.decider.js';
import type { Chance } from './chance.js';
import { actorOf, type Newsroom, type OpenClaim, type OpenMember, type Step } from './newsroom.js';
import type { Turn } from './scribe.js';
import { daysFrom } from './wording.js';

const RATIONALES = [
  'The register of the place gives the same figure, counted a month later.',
  'It was broadcast, and the recording is complete.',
  'The passage is about another year, and the figure there is half as high.',
  'لا تذكر الوثيقة هذا الرقم، والسياق مختلف تماماً.',
  'Die Behörde führt die Zahl in ihrer eigenen Statistik.',
  'Two independent captures agree; a third leaves the sentence out. 🤔',
];

export const submitVerdict: Step = (room) => {
  const { chance, scribe } = room;
  const claim = room.claims.pickSuch(chance, ({ citations }) => citations.length > 0);
  const reviewer = claim && reviewerOf(room, claim);
  if (!reviewer) return undefined;
  const actor = actorOf(reviewer);
  const turn = scribe.turn(actor);
  const verdictId = turn.id('verdict');
  const question: Question = chance.happens(350) ? 'attribution' : 'veracity';
  const command: SubmitVerdict = {
    type: 'SubmitVerdict',
    verdictId,
    question,
    rating: ratingOf(chance, claim, question),
    rationale: chance.pick(RATIONALES),
    evidence: [...new Set([chance.pick(claim.citations), chance.pick(claim.citations)])],
    reviewer: { id: actor.id, organization: actor.organization },
    ...(chance.happens(300) && { asOf: turn.now.slice(0, 10) }),
    ...(chance.happens(150) && { expires: daysFrom(turn.now, chance.int(30, 400)) }),
    ...(isDue(chance, claim, question) && { criterionMet: true as const }),
    now: turn.now,
    ...reviewing(room, turn),
  };
  const append = scribe.record(turn, claim, verdictDecider, command);
  if (append) claim.verdicts.push({ id: verdictId, reviewer: actor.id });
  return append;
};

export const withdrawVerdict: Step = (room) => {
  const { chance, scribe } = room;
  const claim = room.claims.pickSuch(chance, ({ verdicts }) => verdicts.length > 0);
  if (!claim) return undefined;
  const { id: verdictId, reviewer } = chance.pick(claim.verdicts);
  const member = room.members.pickSuch(chance, ({ id }) => id === reviewer);
  if (!member) return undefined;
  const actor = actorOf(member);
  const turn = scribe.turn(actor);
  return scribe.record(turn, claim, verdictDecider, {
    type: 'WithdrawVerdict',
    verdictId,
    reason: 'Given in haste',
    actor,
    ...reviewing(room, turn),
  });
};

/** Half of them by somebody who has judged already: that takes the verdict with it. */
export const declareConflict: Step = (room) => {
  const { chance, scribe } = room;
  const claim = room.claims.pick(chance);
  if (!claim) return undefined;
  const judge = claim.verdicts.length > 0 ? chance.pick(claim.verdicts).reviewer : undefined;
  const member = chance.happens(500)
    ? room.members.pickSuch(chance, ({ id }) => id === judge)
    : room.members.pick(chance);
  if (!member) return undefined;
  const turn = scribe.turn(actorOf(member));
  const conflictId = turn.id('conflict');
  const append = scribe.record(turn, claim, conflictDecider, {
    type: 'DeclareConflict',
    conflictId,
    member: member.id,
    reason: 'A relative works there.',
    ...(chance.happens(300) && { expires: daysFrom(turn.now, chance.int(1, 400)) }),
    now: turn.now,
    ...reviewing(room, turn),
  });
  if (append) claim.conflicts.push({ id: conflictId, member: member.id });
  return append;
};

/** Half of them by whoever has it, the others by an editor. */
export const retractConflict: Step = (room) => {
  const { chance, scribe } = room;
  const claim = room.claims.pickSuch(chance, ({ conflicts }) => conflicts.length > 0);
  if (!claim) return undefined;
  const conflict = chance.pick(claim.conflicts);
  const member = room.members.pickSuch(chance, ({ id }) => id === conflict.member);
  const actor = member && chance.happens(500) ? actorOf(member) : room.somebody('editor');
  if (!actor) return undefined;
  return scribe.record(scribe.turn(actor), claim, conflictDecider, {
    type: 'RetractConflict',
    conflictId: conflict.id,
    reason: 'It is another person of that name.',
    actor,
  });
};

/** What a command that can change a finding brings with it. */
export function reviewing({ policy }: Newsroom, { id }: Turn): Reviewing {
  if (!policy.state.policy) throw new Error('nothing is judged before a policy is adopted');
  return {
    policy: policy.state.policy,
    // Few commands lead to a finding, and an id costs a hash.
    findingIds: {
      get attribution() {
        return id('finding attribution');
      },
      get veracity() {
        return id('finding veracity');
      },
    },
  };
}

/** One in ten looks at a claim again that they have judged. */
function reviewerOf({ chance, members }: Newsroom, claim: OpenClaim): OpenMember | undefined {
  const again = claim.verdicts.length > 0 && chance.happens(100);
  const judge = again ? chance.pick(claim.verdicts).reviewer : undefined;
  return members.pickSuch(
    chance,
    ({ id, state }) =>
      !state.suspended && state.roles.includes('reviewer') && (!judge || judge === id),
  );
}

/** Reviewers mostly see a claim alike; that makes findings, and the others contests. */
function ratingOf(chance: Chance, { id, state }: OpenClaim, question: Question): string {
  const ratings =
    question === 'attribution'
      ? ['said', 'said', 'distorted', 'not-said', 'unverifiable']
      : ['true', 'mostly-true', 'mixed', 'mostly-false', 'false', 'misleading', 'unproven'];
  if (chance.happens(150)) return chance.pick(ratings);
  if (question === 'veracity' && state.recorded?.kind === 'prediction' && chance.happens(500)) {
    return 'unproven';
  }
  return ratings[Number.parseInt(id.slice(-4), 16) % ratings.length]!;
}

function isDue(chance: Chance, { state }: OpenClaim, question: Question): boolean {
  return question === 'veracity' && state.recorded?.kind === 'prediction' && chance.happens(250);
}
