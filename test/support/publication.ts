import type { PublicationAnswer } from '../../src/publishing/queries/publications.js';
import { person } from '../../src/queries/person.js';
import { uuid } from './recorded-history.js';

/** When {@link publicationOf} says that it was published. */
export const PUBLISHED_AT = '2026-03-01T12:00:00.000Z';

/** A publication as the API answers it, of a finding that stands. */
export function publicationOf(changes: Partial<PublicationAnswer> = {}): PublicationAnswer {
  return {
    id: uuid(80),
    claimId: uuid(10),
    question: 'veracity',
    findingId: uuid(60),
    rating: 'true',
    ratingLabel: 'True',
    policyVersion: 1,
    wording: 'Talks have started.',
    summary: null,
    language: 'en',
    url: null,
    state: 'current',
    corrections: [],
    retracted: null,
    recordedBy: person(uuid(9), 'Open Desk'),
    recordedAt: PUBLISHED_AT,
    ...changes,
  };
}
