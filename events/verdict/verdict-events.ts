import Type from 'typebox';

import type { Upcast } from '../catalog.js';
import { defineEvent, type EventOf } from '../define.js';
import { Id, PartialDate, Question, text } from '../fields.js';

const verdict = {
  verdictId: Id,
  question: Question,
  rating: text(50),
  rationale: text(20_000),
  /** Citations of the same claim. */
  evidence: Type.Array(Id, { minItems: 1, maxItems: 100 }),
  /** The day that the judgment speaks of. */
  asOf: Type.Optional(PartialDate),
  /** The date from which on a finding that rests on it is shown as stale. */
  expires: Type.Optional(PartialDate),
  /** A prediction judged before its date: the reviewer says that its criterion is already met. */
  criterionMet: Type.Optional(Type.Literal(true)),
  /** The reviewer's earlier active verdict on the same question. */
  replaces: Type.Optional(Id),
};

const sourceSeen = {
  /** The reviewer saw the source themselves, where the ledger found the quotes in no snapshot. */
  sourceSeen: Type.Optional(Type.Literal(true)),
};

/** A reviewer while the ledger spelt the word "organisation". */
const formerReviewer = {
  reviewer: Type.Object({ id: Id, organisation: text(300) }, { additionalProperties: false }),
};

/** The event before a reviewer could say that they saw the source themselves. */
export const VerdictSubmittedV1 = defineEvent(
  'VerdictSubmitted',
  1,
  Type.Object({ ...verdict, ...formerReviewer }, { additionalProperties: false }),
);

export const VerdictSubmittedV2 = defineEvent(
  'VerdictSubmitted',
  2,
  Type.Object({ ...verdict, ...sourceSeen, ...formerReviewer }, { additionalProperties: false }),
);

export const VerdictSubmitted = defineEvent(
  'VerdictSubmitted',
  3,
  Type.Object(
    {
      ...verdict,
      ...sourceSeen,
      reviewer: Type.Object({ id: Id, organization: text(300) }, { additionalProperties: false }),
    },
    { additionalProperties: false },
  ),
);

export const verdictSubmittedUpcasts: readonly Upcast[] = [
  // What the second version adds may be left out.
  { type: 'VerdictSubmitted', from: 1, to: 2, upcast: (data) => data },
  {
    type: 'VerdictSubmitted',
    from: 2,
    to: 3,
    upcast(data) {
      const { reviewer, ...rest } = data as EventOf<typeof VerdictSubmittedV2>['data'];
      return { ...rest, reviewer: { id: reviewer.id, organization: reviewer.organisation } };
    },
  },
];

export const VerdictWithdrawn = defineEvent(
  'VerdictWithdrawn',
  1,
  Type.Object({ verdictId: Id, reason: text(5000) }, { additionalProperties: false }),
);

export type VerdictData = EventOf<typeof VerdictSubmitted>['data'];

/** The events of this subject, in the versions that are written today. */
export const verdictEvents = [VerdictSubmitted, VerdictWithdrawn] as const;

export type VerdictEvent = EventOf<(typeof verdictEvents)[number]>;
