import type { Claimant } from '../../events/fields.js';
import { urlIn } from '../text/url.js';
import type { PublishedRating } from './published-rating.js';
import type { PublicationAnswer } from './queries/publications.js';

/** A source in which the claim is made. */
export interface Appearance {
  /** An http or https URL. */
  readonly url: string;
  readonly title: string;
  readonly publisher: string | null;
  /** ISO 8601, as far as it is known. */
  readonly publishedAt: string | null;
  readonly language: string | null;
}

/** A publication with all that the public is told beside it. */
export interface Published {
  readonly publication: PublicationAnswer;
  readonly rating: PublishedRating;
  readonly claimant: Claimant;
  /** ISO 8601, as far as it is known. */
  readonly statedAt: string | null;
  /** Earliest first; those without a date are last. */
  readonly appearances: readonly Appearance[];
}

/** The URL, where a page may lead there: an http or https one. */
export function webAddress(url: string | null): string | null {
  const protocol = url === null ? undefined : urlIn(url)?.protocol;
  return protocol === 'http:' || protocol === 'https:' ? url : null;
}

/** When the public was last told something of the publication. */
export function changedAt({ corrections, retracted, recordedAt }: PublicationAnswer): string {
  return retracted?.recordedAt ?? corrections.at(-1)?.recordedAt ?? recordedAt;
}
