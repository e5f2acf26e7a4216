import Type from 'typebox';

import type { Upcast } from '../catalog.js';
import { defineEvent, type EventOf } from '../define.js';
import { Claimant, Id, Language, PartialDate, text } from '../fields.js';

export const CLAIM_KINDS = ['fact', 'prediction', 'opinion'] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

export const ClaimRecorded = defineEvent(
  'ClaimRecorded',
  1,
  Type.Object(
    {
      text: text(5000),
      kind: Type.Enum([...CLAIM_KINDS]),
      claimant: Claimant,
      statedAt: Type.Optional(PartialDate),
      language: Type.Optional(Language),
      topics: Type.Array(text(100), { maxItems: 50 }),
      /** A prediction's criterion and the day by which it is met or not. */
      resolves: Type.Optional(
        Type.Object({ by: PartialDate, criterion: text(2000) }, { additionalProperties: false }),
      ),
      /** The member; nobody judges a claim they recorded. */
      recordedBy: Id,
    },
    { additionalProperties: false },
  ),
);

export const ClaimWithdrawn = defineEvent(
  'ClaimWithdrawn',
  1,
  Type.Object({ reason: text(5000) }, { additionalProperties: false }),
);

export const RELATION_KINDS = ['same-as', 'contradicts', 'narrows', 'follows-up'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

/** How this claim stands to another one. It says so for both; neither's verdicts become the other's. */
export const ClaimRelated = defineEvent(
  'ClaimRelated',
  1,
  Type.Object(
    {
      relationId: Id,
      kind: Type.Enum([...RELATION_KINDS]),
      /** The other claim. */
      to: Id,
      note: Type.Optional(text(5000)),
    },
    { additionalProperties: false },
  ),
);

export const ClaimUnrelated = defineEvent(
  'ClaimUnrelated',
  1,
  Type.Object({ relationId: Id, reason: text(5000) }, { additionalProperties: false }),
);

/** The event while a conflict of interest had no id, did not end and could not be taken back. */
export const ConflictOfInterestDeclaredV1 = defineEvent(
  'ConflictOfInterestDeclared',
  1,
  Type.Object({ member: Id, reason: text(5000) }, { additionalProperties: false }),
);

/** A member will not judge this claim; verdicts of theirs are withdrawn with it. */
export const ConflictOfInterestDeclared = defineEvent(
  'ConflictOfInterestDeclared',
  2,
  Type.Object(
    {
      conflictId: Id,
      member: Id,
      reason: text(5000),
      /** The date with whose end it ends; it does not, where left out. */
      expires: Type.Optional(PartialDate),
    },
    { additionalProperties: false },
  ),
);

/** What had no id has that of its event, the same at every reading. */
export const conflictOfInterestDeclaredUpcast: Upcast = {
  type: 'ConflictOfInterestDeclared',
  from: 1,
  to: 2,
  upcast: (data, { id }) => ({ conflictId: id, ...data }),
};

/** The member may judge the claim again. Verdicts that were withdrawn with the conflict stay so. */
export const ConflictOfInterestRetracted = defineEvent(
  'ConflictOfInterestRetracted',
  1,
  Type.Object({ conflictId: Id, reason: text(5000) }, { additionalProperties: false }),
);

export type ClaimData = EventOf<typeof ClaimRecorded>['data'];

/** The events of this subject, in the versions that are written today. */
export const claimEvents = [
  ClaimRecorded,
  ClaimRelated,
  ClaimUnrelated,
  ClaimWithdrawn,
  ConflictOfInterestDeclared,
  ConflictOfInterestRetracted,
] as const;

export type ClaimEvent = EventOf<(typeof claimEvents)[number]>;
