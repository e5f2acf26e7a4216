import { idOf } from '../../events/envelope.js';
import type { Question } from '../../events/fields.js';
import { integer, json, nullable, text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';
import { retracted, unretracted, type Retraction } from '../retraction.js';

/** What the public was told of findings, as it stands now and as it stood. */
export const publications = defineProjection({
  name: 'publications',
  version: 2,
  table: {
    name: 'publications',
    columns: {
      publication_id: text(),
      claim_id: text(),
      question: text<Question>(),
      finding_id: text(),
      rating: text(),
      /** Under which the finding was reached. */
      policy_version: integer(),
      wording: text(),
      summary: nullable(text()),
      language: text(),
      /** Where the desk tells it; null where that is the ledger's own page. */
      url: nullable(text()),
      retracted: nullable(json<Retraction>()),
      recorded_by: text(),
      /** The publisher's organization when it was published; null where the ledger itself published. */
      organization: nullable(text()),
      recorded_at: text(),
      recorded_position: text(),
    },
    key: 'publication_id',
    versioned: true,
    // A version more with each correction, of which there are few: one index for each list serves now and earlier.
    indexes: [
      { columns: ['recorded_position', 'publication_id'] },
      { columns: ['claim_id', 'recorded_position', 'publication_id'] },
      // What was changed last, for the feeds.
      { columns: ['valid_from', 'publication_id'], rows: 'current' },
    ],
  },
  keys: ({ data }) => [data.publicationId],
  on: {
    FindingPublished(before, event, key) {
      absent(before, event, key);
      const { data, metadata } = event;
      return {
        publication_id: key,
        claim_id: idOf(event.stream),
        question: data.question,
        finding_id: data.findingId,
        rating: data.rating,
        policy_version: data.policyVersion,
        wording: data.wording,
        summary: data.summary ?? null,
        language: data.language,
        url: data.url ?? null,
        retracted: null,
        recorded_by: metadata.actor.id,
        organization: metadata.actor.organization ?? null,
        recorded_at: metadata.recordedAt,
        recorded_position: event.position,
      };
    },
    CorrectionIssued(before, event, key) {
      const { findingId, rating, policyVersion, wording, summary } = event.data;
      return {
        ...unretracted(before, event, key),
        finding_id: findingId,
        rating,
        policy_version: policyVersion,
        wording,
        summary: summary ?? null,
      };
    },
    PublicationRetracted: retracted,
  },
});
