import Type from 'typebox';

import { named } from '../queries/answer-fields.js';

const OrganizationNode = named('OrganizationNode', {
  '@type': Type.Literal('Organization'),
  name: Type.String(),
  sameAs: Type.Optional(Type.Array(Type.String())),
});

/** Whoever makes a claim. */
export const AgentNode = Type.Union(
  [
    OrganizationNode,
    named('PersonNode', {
      '@type': Type.Literal('Person'),
      name: Type.Optional(Type.String()),
      description: Type.Optional(
        Type.String({ description: 'In the place of a name that is not told.' }),
      ),
      jobTitle: Type.Optional(Type.String()),
      affiliation: Type.Optional(OrganizationNode),
      sameAs: Type.Optional(Type.Array(Type.String())),
    }),
    named('UntypedNode', {
      name: Type.String({ description: 'Of a person or an organization: nobody gave which.' }),
      sameAs: Type.Optional(Type.Array(Type.String())),
    }),
  ],
  { $id: 'AgentNode' },
);

export const AppearanceNode = named('AppearanceNode', {
  '@type': Type.Literal('CreativeWork'),
  url: Type.String(),
  name: Type.String(),
  datePublished: Type.Optional(Type.String()),
  publisher: Type.Optional(OrganizationNode),
  inLanguage: Type.Optional(Type.String()),
});

const review = {
  '@type': Type.Literal('ClaimReview'),
  '@id': Type.String(),
  url: Type.String({
    description:
      "The page that it stands on: the publication's `url`, or else the ledger's own page.",
  }),
  inLanguage: Type.String(),
  claimReviewed: Type.String(),
  reviewBody: Type.Optional(Type.String()),
  datePublished: Type.String({ format: 'date-time' }),
  dateModified: Type.String({ format: 'date-time' }),
  author: Type.Optional(OrganizationNode),
  reviewRating: named('RatingNode', {
    '@type': Type.Literal('Rating'),
    ratingValue: Type.Optional(
      Type.Number({
        description: 'Only of a rating that has a number on the scale of its policy.',
      }),
    ),
    bestRating: Type.Optional(Type.Number()),
    worstRating: Type.Optional(Type.Number()),
    alternateName: Type.String({ description: "The rating's label." }),
    ratingExplanation: Type.Optional(Type.String({ description: "The rating's definition." })),
  }),
  itemReviewed: named('ClaimNode', {
    '@type': Type.Literal('Claim'),
    '@id': Type.String(),
    author: Type.Optional(AgentNode),
    datePublished: Type.Optional(Type.String()),
    firstAppearance: Type.Optional(AppearanceNode),
    appearance: Type.Optional(Type.Array(AppearanceNode)),
  }),
  correction: Type.Optional(
    Type.Array(
      named('CorrectionNode', {
        '@type': Type.Literal('CorrectionComment'),
        '@id': Type.String(),
        text: Type.String(),
        datePublished: Type.String({ format: 'date-time' }),
        author: Type.Optional(OrganizationNode),
      }),
    ),
  ),
};

/** schema.org's ClaimReview, as JSON-LD. */
export const ClaimReview = named('ClaimReview', {
  '@context': Type.Literal('https://schema.org'),
  ...review,
});

/** schema.org's DataFeed of reviews, as JSON-LD. */
export const ClaimReviewFeed = named('ClaimReviewFeed', {
  '@context': Type.Literal('https://schema.org'),
  '@type': Type.Literal('DataFeed'),
  '@id': Type.String(),
  url: Type.String(),
  name: Type.String(),
  dateModified: Type.Optional(Type.String({ format: 'date-time' })),
  dataFeedElement: Type.Array(
    named('ClaimReviewFeedItem', {
      '@type': Type.Literal('DataFeedItem'),
      dateCreated: Type.String({ format: 'date-time' }),
      dateModified: Type.String({ format: 'date-time' }),
      dateDeleted: Type.Optional(
        Type.String({ format: 'date-time', description: 'Where the publication was retracted.' }),
      ),
      item: Type.Union([
        named('FeedReview', review),
        named('DeletedReview', {
          '@type': Type.Literal('ClaimReview'),
          '@id': Type.String(),
          url: Type.String(),
        }),
      ]),
    }),
  ),
});
