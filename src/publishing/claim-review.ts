import type { Static } from 'typebox';

import type { Agent, Claimant } from '../../events/fields.js';
import { nameKey } from '../text/name-key.js';
import type { AgentNode, AppearanceNode, ClaimReview } from './claim-review.schema.js';
import { webAddress, type Appearance, type Published } from './published.js';
import type { PublicationAnswer } from './queries/publications.js';

/** Why ClaimReview cannot carry a publication, by a name for each. */
export const CLAIM_REVIEW_REASONS = {
  attribution:
    'It tells whether the claimant said so. ClaimReview rates whether what was said is so.',
  retracted: 'It was retracted. ClaimReview has no word for that.',
  outdated:
    'Its finding does not stand any more, and no correction says what does. ClaimReview has no word for that.',
  'own-claim':
    'The claim is of the organization that published this. ClaimReview is for claims that others make.',
} as const;
export type ClaimReviewReason = keyof typeof CLAIM_REVIEW_REASONS;

/** The addresses that a review names. All are absolute. */
export interface ReviewAddresses {
  /** The page of the publication in this ledger. */
  readonly page: string;
  /** The page that the review stands on, by the rules of Google: this one, or the desk's. */
  readonly url: string;
  /** The claim in this ledger. */
  readonly claim: string;
}

export type ClaimReviewOutcome =
  { readonly review: Static<typeof ClaimReview> } | { readonly reason: ClaimReviewReason };

/**
 * Returns the ClaimReview of a publication, or why there is none. It follows schema.org's terms and what
 * Google asks for: https://developers.google.com/search/docs/appearance/structured-data/factcheck
 */
export function claimReview(published: Published, addresses: ReviewAddresses): ClaimReviewOutcome {
  const reason = reasonAgainst(published);
  if (reason) return { reason };
  const { publication, rating, statedAt, appearances } = published;
  const { label, definition, onScale } = rating;
  const { corrections, recordedBy, recordedAt, summary } = publication;
  const { page, url, claim } = addresses;
  const author = claimAuthor(published);
  const first = appearances.find(({ publishedAt }) => publishedAt !== null);
  const others = appearances.filter((appearance) => appearance !== first);
  return {
    review: {
      '@context': 'https://schema.org',
      '@type': 'ClaimReview',
      '@id': `${page}#claim-review`,
      url,
      inLanguage: publication.language,
      claimReviewed: publication.wording,
      ...(summary !== null && { reviewBody: summary }),
      datePublished: recordedAt,
      dateModified: corrections.at(-1)?.recordedAt ?? recordedAt,
      ...(recordedBy.organization !== null && { author: organization(recordedBy.organization) }),
      reviewRating: {
        '@type': 'Rating',
        ...(onScale && {
          ratingValue: onScale.value,
          bestRating: onScale.best,
          worstRating: onScale.worst,
        }),
        alternateName: label,
        ...(definition !== null && { ratingExplanation: definition }),
      },
      itemReviewed: {
        '@type': 'Claim',
        '@id': claim,
        ...(author && { author }),
        ...(statedAt !== null && { datePublished: statedAt }),
        ...(first && { firstAppearance: appearanceNode(first) }),
        ...(others.length > 0 && { appearance: others.map(appearanceNode) }),
      },
      ...(corrections.length > 0 && {
        correction: corrections.map((correction) => correctionNode(correction, page)),
      }),
    },
  };
}

function reasonAgainst({ publication, claimant }: Published): ClaimReviewReason | undefined {
  const { question, state, recordedBy } = publication;
  if (question === 'attribution') return 'attribution';
  if (state !== 'current') return state;
  if (claimant.kind === 'anonymous' || !claimant.agent || !recordedBy.organization)
    return undefined;
  const isOwn = nameKey(claimant.agent.name) === nameKey(recordedBy.organization);
  return isOwn ? 'own-claim' : undefined;
}

/** Whoever makes the claim; undefined where nobody knows. */
function claimAuthor({ claimant, appearances }: Published): Static<typeof AgentNode> | undefined {
  if (claimant.kind === 'anonymous') return anonymous(claimant);
  if (claimant.agent) return agentNode(claimant.agent);
  const publisher = appearances.find((appearance) => appearance.publisher !== null)?.publisher;
  return publisher ? organization(publisher) : undefined;
}

function anonymous({ description }: Extract<Claimant, { kind: 'anonymous' }>) {
  return { '@type': 'Person', description } as const;
}

/** Of an agent whose type nobody gave, none is told. */
function agentNode({
  name,
  type,
  role,
  affiliation,
  sameAs = [],
}: Agent): Static<typeof AgentNode> {
  const addresses = sameAs.flatMap((url) => webAddress(url) ?? []);
  const same = addresses.length > 0 ? { sameAs: addresses } : {};
  if (type === undefined) return { name, ...same };
  if (type === 'organization') return { ...organization(name), ...same };
  return {
    '@type': 'Person',
    name,
    ...(role !== undefined && { jobTitle: role }),
    ...(affiliation !== undefined && { affiliation: organization(affiliation) }),
    ...same,
  };
}

function organization(name: string) {
  return { '@type': 'Organization', name } as const;
}

function appearanceNode(appearance: Appearance): Static<typeof AppearanceNode> {
  const { url, title, publisher, publishedAt, language } = appearance;
  return {
    '@type': 'CreativeWork',
    url,
    name: title,
    ...(publishedAt !== null && { datePublished: publishedAt }),
    ...(publisher !== null && { publisher: organization(publisher) }),
    ...(language !== null && { inLanguage: language }),
  };
}

function correctionNode(
  { id, wrong, recordedAt, recordedBy }: PublicationAnswer['corrections'][number],
  page: string,
) {
  return {
    '@type': 'CorrectionComment',
    '@id': `${page}#correction-${id}`,
    text: wrong,
    datePublished: recordedAt,
    ...(recordedBy.organization !== null && { author: organization(recordedBy.organization) }),
  } as const;
}
