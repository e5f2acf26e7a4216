import Type from 'typebox';

import { defineEvent, type EventOf } from '../define.js';
import { Id, Language, PartialDate, Question, text, Url } from '../fields.js';

/** What the public is told of a finding. */
const told = {
  findingId: Id,
  /** The finding's, and the policy that it was reached under. */
  rating: text(50),
  policyVersion: Type.Integer({ minimum: 1 }),
  /** The claim as the public reads it. */
  wording: text(5_000),
  /** What was found, in a few sentences. */
  summary: Type.Optional(text(10_000)),
};

/** A finding is told to the public, in a language. */
export const FindingPublished = defineEvent(
  'FindingPublished',
  1,
  Type.Object(
    {
      publicationId: Id,
      question: Question,
      ...told,
      language: Language,
      /** Where the desk tells it; on the ledger's own page where left out. */
      url: Type.Optional(Url),
    },
    { additionalProperties: false },
  ),
);

/** What was published was wrong. The notice stays with the publication for ever. */
export const CorrectionIssued = defineEvent(
  'CorrectionIssued',
  1,
  Type.Object(
    {
      correctionId: Id,
      publicationId: Id,
      /** What was wrong. */
      wrong: text(5_000),
      /** From when on it was wrong, as far as that is known. */
      since: PartialDate,
      /** What the publication says now. */
      ...told,
    },
    { additionalProperties: false },
  ),
);

/** The ledger stands no more by what it published; the page says so, and why. */
export const PublicationRetracted = defineEvent(
  'PublicationRetracted',
  1,
  Type.Object({ publicationId: Id, reason: text(5_000) }, { additionalProperties: false }),
);

/** The events of this subject, in the versions that are written today. */
export const publicationEvents = [
  FindingPublished,
  CorrectionIssued,
  PublicationRetracted,
] as const;

export type PublicationEvent = EventOf<(typeof publicationEvents)[number]>;
