import Type from 'typebox';

import { defineEvent, type EventOf } from '../define.js';
import { Id, text } from '../fields.js';

/** Something to talk about on a claim, or on a citation of it. It is no verdict, and changes nothing. */
export const NoteAdded = defineEvent(
  'NoteAdded',
  1,
  Type.Object(
    {
      claimId: Id,
      /** The citation of the claim that it is about. */
      citationId: Type.Optional(Id),
      text: text(5000),
      /** The member who is asked to answer: the note is a request to them. */
      to: Type.Optional(Id),
      addedBy: Id,
    },
    { additionalProperties: false },
  ),
);

export const NoteAnswered = defineEvent(
  'NoteAnswered',
  1,
  Type.Object({ answerId: Id, text: text(5000), answeredBy: Id }, { additionalProperties: false }),
);

export const NoteResolved = defineEvent(
  'NoteResolved',
  1,
  Type.Object(
    {
      /** What came of it. */
      text: Type.Optional(text(5000)),
      resolvedBy: Id,
    },
    { additionalProperties: false },
  ),
);

export type NoteData = EventOf<typeof NoteAdded>['data'];

/** The events of this subject, in the versions that are written today. */
export const noteEvents = [NoteAdded, NoteAnswered, NoteResolved] as const;

export type NoteEvent = EventOf<(typeof noteEvents)[number]>;
