import { NOTE_ROLES, noteDecider } from '../../../src/notes/note.decider.js';
import { actorOf, type Newsroom, type OpenMember, type Step } from './newsroom.js';
import { newStream } from './scribe.js';

const QUESTIONS = [
  'Is that the figure of the whole year?',
  'Who took the picture, and when?',
  'هل هذا الرقم من التقرير الأول؟',
  'Das steht so nicht in der Tabelle.',
  'The recording breaks off before the answer; is there a longer one?',
];
const ANSWERS = [
  'Of the whole year; the other one is of the last quarter.',
  'I have asked them, and will say when they answer.',
  'نعم، من الصفحة الثالثة.',
  'See the second capture.',
];

/** Half of them are requests to a member, and half about a citation. */
export const addNote: Step = (room) => {
  const { chance, scribe } = room;
  const claim = room.claims.pick(chance);
  const author = writerIn(room);
  if (!claim || !author) return undefined;
  const asked = chance.happens(500) ? writerIn(room) : undefined;
  const cited = claim.citations.length > 0 && chance.happens(500);
  const turn = scribe.turn(actorOf(author));
  const note = newStream(turn, 'note', noteDecider);
  const append = scribe.record(turn, note, noteDecider, {
    type: 'AddNote',
    note: {
      claimId: claim.id,
      ...(cited && { citationId: chance.pick(claim.citations) }),
      text: chance.pick(QUESTIONS),
      ...(asked && { to: asked.id }),
      addedBy: author.id,
    },
    claim: { recorded: true, hasCitation: true },
    addressee: asked && { ...asked.state, enrolled: true, openRequests: 0 },
  });
  if (append) room.notes.add({ ...note, by: author.id, to: asked?.id });
  return append;
};

export const answerNote: Step = (room) => {
  const { chance, scribe } = room;
  const note = room.notes.pick(chance);
  const writer =
    note?.to !== undefined && chance.happens(500) ? memberIn(room, note.to) : undefined;
  const author = writer ?? writerIn(room);
  if (!note || !author) return undefined;
  const turn = scribe.turn(actorOf(author));
  return scribe.record(turn, note, noteDecider, {
    type: 'AnswerNote',
    answerId: turn.id('answer'),
    text: chance.pick(ANSWERS),
    actor: turn.actor,
  });
};

export const resolveNote: Step = (room) => {
  const { chance, scribe } = room;
  const note = room.notes.pick(chance);
  const author = note && memberIn(room, note.by);
  const actor = author && chance.happens(700) ? actorOf(author) : room.somebody('editor');
  if (!note || !actor) return undefined;
  return scribe.record(scribe.turn(actor), note, noteDecider, {
    type: 'ResolveNote',
    ...(chance.happens(500) && { text: chance.pick(ANSWERS) }),
    actor,
  });
};

function writerIn({ chance, members }: Newsroom): OpenMember | undefined {
  return members.pickSuch(
    chance,
    ({ state }) => !state.suspended && NOTE_ROLES.some((role) => state.roles.includes(role)),
  );
}

function memberIn({ chance, members }: Newsroom, id: string): OpenMember | undefined {
  return members.pickSuch(chance, (member) => member.id === id && !member.state.suspended);
}
