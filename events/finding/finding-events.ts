import Type from 'typebox';

import type { Upcast } from '../catalog.js';
import { defineEvent, type EventOf } from '../define.js';
import { Id, Question, text } from '../fields.js';

const verdictIds = Type.Array(Id, { maxItems: 10_000 });
const policyVersion = Type.Integer({ minimum: 1 });

export const FindingReached = defineEvent(
  'FindingReached',
  1,
  Type.Object(
    {
      findingId: Id,
      question: Question,
      rating: text(50),
      /** The active verdicts that gave this rating. */
      verdicts: verdictIds,
      /** The active verdicts that gave another. */
      dissent: verdictIds,
      policyVersion,
      /** The finding that stood before, where its rating was another. */
      supersedes: Type.Optional(Id),
    },
    { additionalProperties: false },
  ),
);

export const FindingContested = defineEvent(
  'FindingContested',
  1,
  Type.Object(
    {
      question: Question,
      verdicts: verdictIds,
      policyVersion,
      /** The finding that stood before, if one did. */
      findingId: Type.Optional(Id),
    },
    { additionalProperties: false },
  ),
);

const CAUSES_V1 = [
  'verdict-withdrawn',
  'verdict-replaced',
  'evidence-retracted',
  'conflict-declared',
] as const;

export const REOPENING_CAUSES = [...CAUSES_V1, 'member-suspended'] as const;
export type ReopeningCause = (typeof REOPENING_CAUSES)[number];

/** The event while no suspension withdrew verdicts. */
export const FindingReopenedV1 = defineEvent('FindingReopened', 1, reopenedBy(CAUSES_V1));

export const FindingReopened = defineEvent('FindingReopened', 2, reopenedBy(REOPENING_CAUSES));

function reopenedBy<const Kinds extends string[]>(kinds: readonly [...Kinds]) {
  return Type.Object(
    {
      question: Question,
      /** The finding that stood before; left out where the question was contested. */
      findingId: Type.Optional(Id),
      cause: Type.Object(
        {
          kind: Type.Enum([...kinds]),
          /** The verdict, citation or member. */
          id: Id,
        },
        { additionalProperties: false },
      ),
    },
    { additionalProperties: false },
  );
}

/** What the second version adds to the causes, the first did not have. */
export const findingReopenedUpcast: Upcast = {
  type: 'FindingReopened',
  from: 1,
  to: 2,
  upcast: (data) => data,
};

/** The events of this subject, in the versions that are written today. */
export const findingEvents = [FindingReached, FindingContested, FindingReopened] as const;

export type FindingEvent = EventOf<(typeof findingEvents)[number]>;
