import { QUESTIONS } from '../../../events/fields.js';
import type { PublicationState } from '../../../src/claims/claim.state.js';
import { publicationDecider } from '../../../src/publishing/publication.decider.js';
import type { Newsroom, OpenClaim, Step } from './newsroom.js';
import type { Turn } from './scribe.js';

/** Of a finding that stands; some in a second language. */
export const publishFinding: Step = (room) => {
  const { chance, scribe } = room;
  const claim = room.claims.pickSuch(chance, (each) => standing(each).length > 0);
  const editor = claim && room.somebody('editor');
  if (!editor) return undefined;
  const turn = scribe.turn(editor);
  return scribe.record(turn, claim, publicationDecider, {
    type: 'PublishFinding',
    publicationId: turn.id('publication'),
    findingId: chance.pick(standing(claim)),
    wording: 'The figure is that of another year.',
    ...(chance.happens(600) && { summary: 'The register has the figure of the year before.' }),
    language: chance.happens(700) ? 'en' : 'ar',
    ...(chance.happens(300) && { url: `https://desk.example/checks/${claim.id}` }),
    ...publishing(room, turn),
  });
};

export const correctPublication: Step = (room) => {
  const { chance, scribe } = room;
  const claim = room.claims.pickSuch(chance, (each) => publications(each).length > 0);
  const editor = claim && room.somebody('editor');
  if (!editor) return undefined;
  const turn = scribe.turn(editor);
  const { id: publicationId, corrections } = chance.pick(publications(claim));
  return scribe.record(turn, claim, publicationDecider, {
    type: 'CorrectPublication',
    correctionId: turn.id('correction'),
    publicationId,
    wrong: 'The year was not named.',
    since: turn.now.slice(0, 10),
    wording: `The figure is that of the year before (${corrections.length + 1}).`,
    now: turn.now,
    ...publishing(room, turn),
  });
};

export const retractPublication: Step = (room) => {
  const { chance, scribe } = room;
  const claim = room.claims.pickSuch(chance, (each) => publications(each).length > 0);
  const editor = claim && room.somebody('editor');
  if (!editor) return undefined;
  const turn = scribe.turn(editor);
  return scribe.record(turn, claim, publicationDecider, {
    type: 'RetractPublication',
    publicationId: chance.pick(publications(claim)).id,
    reason: 'The register was misread.',
    ...publishing(room, turn),
  });
};

/** The findings that stand. */
function standing({ state }: OpenClaim): string[] {
  return QUESTIONS.flatMap((question) => {
    const stands = state.standing[question];
    return stands.status === 'reached' ? [stands.findingId] : [];
  });
}

function publications({ state }: OpenClaim): PublicationState[] {
  return [...state.publications.values()].filter(({ retracted }) => !retracted);
}

function publishing({ policy }: Newsroom, { actor }: Turn) {
  return { actor, policy: policy.state.policy! };
}
