import * as fc from 'fast-check';

import type { Actor, Role } from '../../events/envelope.js';
import type { NoteEvent } from '../../events/note/note-events.js';
import { given } from '../../test/support/given.js';
import { uuid } from '../../test/support/recorded-history.js';
import { writers } from '../access/route-access.js';
import {
  MOST_ANSWERS,
  MOST_OPEN_REQUESTS,
  NOTE_ROLES,
  noteDecider,
  type AddNote,
  type Addressee,
  type NoteCommand,
} from './note.decider.js';

const [CLAIM, CITATION, ANSWER] = [uuid(10), uuid(30), uuid(90)];
const [ANA, BORIS, ODA] = [uuid(1), uuid(2), uuid(3)];

const actor = (id: string, ...roles: Role[]): Actor => ({ id, roles, organization: 'Desk' });
const BY_ANA = { claimId: CLAIM, text: 'Which year?', addedBy: ANA };
const TO_BORIS = { ...BY_ANA, to: BORIS };
const REVIEWER: Addressee = {
  enrolled: true,
  suspended: false,
  roles: ['reviewer'],
  openRequests: 0,
};

const adding = (changes: Partial<AddNote> = {}): AddNote => ({
  type: 'AddNote',
  note: BY_ANA,
  claim: { recorded: true, hasCitation: false },
  addressee: undefined,
  ...changes,
});
const asking = (changes: Partial<Addressee>) =>
  adding({ note: TO_BORIS, addressee: { ...REVIEWER, ...changes } });
const answering = (by: string, answerId = ANSWER): NoteCommand => ({
  type: 'AnswerNote',
  answerId,
  text: 'The last one.',
  actor: actor(by, 'reviewer'),
});
const resolving = (by: Actor, text?: string): NoteCommand => ({
  type: 'ResolveNote',
  ...(text !== undefined && { text }),
  actor: by,
});

const added = (note: typeof BY_ANA & { readonly to?: string } = BY_ANA): NoteEvent => ({
  type: 'NoteAdded',
  data: note,
});
const answered = (by: string, answerId = ANSWER): NoteEvent => ({
  type: 'NoteAnswered',
  data: { answerId, text: 'The last one.', answeredBy: by },
});
const resolved = (by: string, text?: string): NoteEvent => ({
  type: 'NoteResolved',
  data: { ...(text !== undefined && { text }), resolvedBy: by },
});

const decided = (before: readonly NoteEvent[], command: NoteCommand) =>
  given(noteDecider, ...before).when(command);

const ruleOf = (decision: ReturnType<typeof decided>) =>
  'refusal' in decision ? [decision.refusal.kind, decision.refusal.rule] : decision.events;

describe('adding a note', () => {
  it('records it, on the claim or on a citation of it, to all or to a member', () => {
    expect(decided([], adding())).toEqual({ events: [added()] });
    const note = { ...TO_BORIS, citationId: CITATION };
    const claim = { recorded: true, hasCitation: true };
    expect(decided([], adding({ note, claim, addressee: REVIEWER }))).toEqual({
      events: [added(note)],
    });
  });

  it('records nothing a second time', () => {
    expect(decided([added()], adding())).toEqual({ events: [] });
  });

  it.each<[string, AddNote, string, string]>([
    [
      'a claim that is not recorded',
      adding({ claim: { recorded: false, hasCitation: false } }),
      'not-found',
      'claim-unknown',
    ],
    [
      'a citation of another claim',
      adding({ note: { ...BY_ANA, citationId: CITATION } }),
      'rule',
      'note-on-another-citation',
    ],
    ['somebody who is no member', asking({ enrolled: false }), 'rule', 'addressee-unknown'],
    ['a suspended member', asking({ suspended: true }), 'rule', 'addressee-cannot-answer'],
    [
      'a member who may not answer',
      asking({ roles: ['auditor', 'admin'] }),
      'rule',
      'addressee-cannot-answer',
    ],
    [
      'a member of whom much is asked',
      asking({ openRequests: MOST_OPEN_REQUESTS }),
      'rule',
      'too-many-open-requests',
    ],
  ])('is refused to %s', (_, command, kind, rule) => {
    expect(ruleOf(decided([], command))).toEqual([kind, rule]);
  });

  it('is for those who may call the routes', () => {
    expect(NOTE_ROLES).toEqual(writers);
    expect(ruleOf(decided([], asking({ openRequests: MOST_OPEN_REQUESTS - 1 })))).toHaveLength(1);
  });
});

describe('answering a note', () => {
  it('records the answer, once', () => {
    expect(decided([added()], answering(BORIS))).toEqual({ events: [answered(BORIS)] });
    expect(decided([added(), answered(BORIS)], answering(BORIS))).toEqual({ events: [] });
  });

  it('is open to anybody, also after the member who was asked', () => {
    const before = [added(TO_BORIS), answered(BORIS)];
    expect(decided(before, answering(ODA, uuid(91)))).toEqual({
      events: [answered(ODA, uuid(91))],
    });
  });

  it('is refused where there is no note, where it is resolved, and where it has too many', () => {
    expect(ruleOf(decided([], answering(BORIS)))).toEqual(['not-found', 'note-unknown']);
    const before = [added(), resolved(ANA)];
    expect(ruleOf(decided(before, answering(BORIS)))).toEqual(['rule', 'note-resolved']);
    const many = Array.from({ length: MOST_ANSWERS }, (_, n) => answered(BORIS, uuid(1_000 + n)));
    expect(ruleOf(decided([added(), ...many.slice(1)], answering(BORIS)))).toHaveLength(1);
    expect(ruleOf(decided([added(), ...many], answering(BORIS)))).toEqual([
      'rule',
      'too-many-answers',
    ]);
  });
});

describe('resolving a note', () => {
  it.each([
    ['who wrote it', actor(ANA, 'contributor')],
    ['whom it asks', actor(BORIS, 'reviewer')],
    ['an editor', actor(ODA, 'editor')],
  ])('is for %s, with words and without', (_, by) => {
    expect(decided([added(TO_BORIS)], resolving(by))).toEqual({ events: [resolved(by.id)] });
    expect(decided([added(TO_BORIS)], resolving(by, 'Done.'))).toEqual({
      events: [resolved(by.id, 'Done.')],
    });
  });

  it('is refused to others, where there is no note, and a second time', () => {
    expect(ruleOf(decided([added()], resolving(actor(BORIS, 'reviewer'))))).toEqual([
      'separation-of-duties',
      'note-not-yours',
    ]);
    expect(ruleOf(decided([], resolving(actor(ANA))))).toEqual(['not-found', 'note-unknown']);
    const before = [added(), resolved(ODA)];
    expect(ruleOf(decided(before, resolving(actor(ANA))))).toEqual(['rule', 'note-resolved']);
  });
});

it('never records anything after its resolution, nor more answers than it takes', () => {
  const people = fc.constantFrom(actor(ANA), actor(BORIS), actor(ODA, 'editor'));
  const command = fc.oneof(
    fc.constant<NoteCommand>(adding()),
    fc
      .tuple(people, fc.integer({ min: 0, max: 150 }))
      .map(([{ id }, n]) => answering(id, uuid(1_000 + n))),
    people.map((by) => resolving(by)),
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 200 }), (commands) => {
      const recorded: NoteEvent[] = [];
      for (const each of commands) {
        const decision = decided(recorded, each);
        if ('events' in decision) recorded.push(...decision.events);
      }
      const types = recorded.map(({ type }) => type);
      const end = types.indexOf('NoteResolved');
      expect(end === -1 ? [] : types.slice(end + 1)).toEqual([]);
      expect(types.lastIndexOf('NoteAdded')).toBeLessThanOrEqual(0);
      expect(types.filter((type) => type === 'NoteAnswered').length).toBeLessThanOrEqual(
        MOST_ANSWERS,
      );
    }),
    { numRuns: 30 },
  );
});
