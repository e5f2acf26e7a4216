import type { Actor, Role } from '../../events/envelope.js';
import type { NoteData, NoteEvent } from '../../events/note/note-events.js';
import { accept, refuse, type Decider, type Decision, type Refusal } from '../deciding/decision.js';

/** The member whom a note asks, as they stand. */
export interface Addressee {
  readonly enrolled: boolean;
  readonly suspended: boolean;
  readonly roles: readonly Role[];
  /** How many requests to them are open, as far as that is known. */
  readonly openRequests: number;
}

export interface AddNote {
  readonly type: 'AddNote';
  readonly note: Readonly<NoteData>;
  readonly claim: { readonly recorded: boolean; readonly hasCitation: boolean };
  /** Undefined where the note asks nobody. */
  readonly addressee: Addressee | undefined;
}

export interface AnswerNote {
  readonly type: 'AnswerNote';
  readonly answerId: string;
  readonly text: string;
  readonly actor: Actor;
}

export interface ResolveNote {
  readonly type: 'ResolveNote';
  readonly text?: string;
  readonly actor: Actor;
}

export type NoteCommand = AddNote | AnswerNote | ResolveNote;

export interface NoteState {
  /** Undefined until it is added. */
  readonly added: Readonly<Pick<NoteData, 'addedBy' | 'to'>> | undefined;
  /** Their ids. */
  readonly answers: ReadonlySet<string>;
  readonly resolved: boolean;
}

/** Decides on a note with its answers. */
export const noteDecider: Decider<NoteState, NoteCommand, NoteEvent> = {
  initial: { added: undefined, answers: new Set(), resolved: false },
  evolve,
  decide,
};

/** The roles that write notes, and read them. */
export const NOTE_ROLES = ['contributor', 'reviewer', 'editor'] as const satisfies Role[];

/** A note is shown with all of its answers. */
export const MOST_ANSWERS = 100;

export const MOST_OPEN_REQUESTS = 200;

function evolve(state: NoteState, event: NoteEvent): NoteState {
  switch (event.type) {
    case 'NoteAdded': {
      const { addedBy, to } = event.data;
      return { ...state, added: { addedBy, ...(to !== undefined && { to }) } };
    }
    case 'NoteAnswered':
      return { ...state, answers: new Set(state.answers).add(event.data.answerId) };
    case 'NoteResolved':
      return { ...state, resolved: true };
  }
}

function decide(command: NoteCommand, state: NoteState): Decision<NoteEvent> {
  if (command.type === 'AddNote') return add(command, state);
  const { added } = state;
  if (!added) {
    return refuse({ kind: 'not-found', rule: 'note-unknown', detail: 'There is no such note.' });
  }
  return command.type === 'AnswerNote'
    ? answer(command, state)
    : resolve(command, { ...state, added });
}

function add({ note, claim, addressee }: AddNote, state: NoteState): Decision<NoteEvent> {
  if (state.added) return accept();
  if (!claim.recorded) {
    return refuse({ kind: 'not-found', rule: 'claim-unknown', detail: 'There is no such claim.' });
  }
  if (note.citationId !== undefined && !claim.hasCitation) {
    return refuse({
      kind: 'rule',
      rule: 'note-on-another-citation',
      detail: `${note.citationId} is no citation of this claim.`,
      pointer: '/citationId',
    });
  }
  const refusal = addressee && addresseeRefused(addressee);
  return refusal ? refuse(refusal) : accept({ type: 'NoteAdded', data: note });
}

function addresseeRefused(addressee: Addressee): Refusal | undefined {
  const { enrolled, suspended, roles, openRequests } = addressee;
  const pointer = '/to';
  if (!enrolled) {
    return {
      kind: 'rule',
      rule: 'addressee-unknown',
      detail: 'There is no such member.',
      pointer,
    };
  }
  if (suspended || !NOTE_ROLES.some((role) => roles.includes(role))) {
    return {
      kind: 'rule',
      rule: 'addressee-cannot-answer',
      detail: `The member is suspended, or has none of the roles ${NOTE_ROLES.join(', ')}.`,
      pointer,
    };
  }
  if (openRequests >= MOST_OPEN_REQUESTS) {
    return {
      kind: 'rule',
      rule: 'too-many-open-requests',
      detail: `A member has at most ${MOST_OPEN_REQUESTS} open requests; let them answer some first.`,
      pointer,
    };
  }
  return undefined;
}

function answer({ answerId, text, actor }: AnswerNote, state: NoteState): Decision<NoteEvent> {
  if (state.answers.has(answerId)) return accept();
  if (state.resolved) return refuse(RESOLVED);
  if (state.answers.size >= MOST_ANSWERS) {
    return refuse({
      kind: 'rule',
      rule: 'too-many-answers',
      detail: `A note takes at most ${MOST_ANSWERS} answers.`,
    });
  }
  return accept({ type: 'NoteAnswered', data: { answerId, text, answeredBy: actor.id } });
}

function resolve(
  { text, actor }: ResolveNote,
  { added, resolved }: NoteState & { readonly added: NonNullable<NoteState['added']> },
): Decision<NoteEvent> {
  const isTheirs = added.addedBy === actor.id || added.to === actor.id;
  if (!isTheirs && !actor.roles.includes('editor')) {
    return refuse({
      kind: 'separation-of-duties',
      rule: 'note-not-yours',
      detail: 'A note is resolved by who wrote it, whom it asks, or an editor.',
    });
  }
  if (resolved) return refuse(RESOLVED);
  const data = { ...(text !== undefined && { text }), resolvedBy: actor.id };
  return accept({ type: 'NoteResolved', data });
}

const RESOLVED: Refusal = {
  kind: 'rule',
  rule: 'note-resolved',
  detail: 'The note was resolved before.',
};
