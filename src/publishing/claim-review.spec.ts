import { publicationOf, PUBLISHED_AT } from '../../test/support/publication.js';
import { Value } from 'typebox/value';

import type { Claimant } from '../../events/fields.js';
import { DEFAULT_POLICY } from '../policy/default-policy.js';
import { person } from '../queries/person.js';
import { SchemaOrg } from '../../test/support/schema-org.js';
import { structuredDataIn } from '../../test/support/structured-data.js';
import { uuid } from '../../test/support/recorded-history.js';
import { claimReview, type ClaimReviewReason } from './claim-review.js';
import { ClaimReview } from './claim-review.schema.js';
import type { Appearance, Published } from './published.js';
import { publishedRating } from './published-rating.js';
import type { PublicationAnswer } from './queries/publications.js';

const POLICY = { version: 1, ...DEFAULT_POLICY };
const PAGE = `https://ledger.example/publications/${uuid(80)}`;
const ADDRESSES = { page: PAGE, url: PAGE, claim: `https://ledger.example/v1/claims/${uuid(10)}` };
const AT = PUBLISHED_AT;

const publication = (changes: Partial<PublicationAnswer> = {}): PublicationAnswer =>
  publicationOf({ rating: 'mostly-true', ratingLabel: 'Mostly true', ...changes });

const appearance = (n: number, changes: Partial<Appearance> = {}): Appearance => ({
  url: `https://news.example/${n}`,
  title: `Article ${n}`,
  publisher: null,
  publishedAt: null,
  language: null,
  ...changes,
});

const rated = (rating: string, policy = POLICY) => publishedRating(policy, 'veracity', rating, []);

const published = (changes: Partial<Published> = {}): Published => ({
  publication: publication(),
  rating: rated('mostly-true'),
  claimant: { kind: 'named', agent: { name: 'N. Keller', type: 'person' } },
  statedAt: null,
  appearances: [],
  ...changes,
});

function reviewOf(changes: Partial<Published> = {}) {
  const outcome = claimReview(published(changes), ADDRESSES);
  if ('reason' in outcome) throw new Error(outcome.reason);
  return outcome.review;
}

const FULL: Partial<Published> = {
  publication: publication({
    summary: 'Both sides say so.',
    corrections: [
      {
        id: uuid(90),
        wrong: 'We named the wrong month.',
        since: '2026-02',
        findingId: uuid(60),
        rating: 'mostly-true',
        wording: 'Talks have started.',
        recordedBy: person(uuid(9), 'Open Desk'),
        recordedAt: '2026-03-02T12:00:00.000Z',
      },
    ],
  }),
  claimant: {
    kind: 'named',
    agent: {
      name: 'N. Keller',
      type: 'person',
      role: 'spokesperson',
      affiliation: 'Foreign ministry',
      sameAs: ['https://people.example/keller', 'javascript:alert(1)'],
    },
  },
  statedAt: '2026-02-27',
  appearances: [
    appearance(1, { publishedAt: '2026-02-27T08:00:00+01:00', publisher: 'The Gazette' }),
    appearance(2, { publishedAt: '2026-02-28', language: 'de' }),
    appearance(3),
  ],
};

it('says what was reviewed, by whom, and how it was rated', () => {
  expect(reviewOf()).toEqual({
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    '@id': `${PAGE}#claim-review`,
    url: PAGE,
    inLanguage: 'en',
    claimReviewed: 'Talks have started.',
    datePublished: AT,
    dateModified: AT,
    author: { '@type': 'Organization', name: 'Open Desk' },
    reviewRating: {
      '@type': 'Rating',
      ratingValue: 4,
      bestRating: 5,
      worstRating: 1,
      alternateName: 'Mostly true',
      ratingExplanation: 'The claim holds in substance; a detail is wrong or needs saying.',
    },
    itemReviewed: {
      '@type': 'Claim',
      '@id': ADDRESSES.claim,
      author: { '@type': 'Person', name: 'N. Keller' },
    },
  });
});

it('says who made the claim, where it appeared first and else, and what was corrected', () => {
  expect(reviewOf(FULL)).toMatchObject({
    reviewBody: 'Both sides say so.',
    datePublished: AT,
    dateModified: '2026-03-02T12:00:00.000Z',
    itemReviewed: {
      author: {
        '@type': 'Person',
        name: 'N. Keller',
        jobTitle: 'spokesperson',
        affiliation: { '@type': 'Organization', name: 'Foreign ministry' },
        sameAs: ['https://people.example/keller'],
      },
      datePublished: '2026-02-27',
      firstAppearance: {
        '@type': 'CreativeWork',
        url: 'https://news.example/1',
        name: 'Article 1',
        datePublished: '2026-02-27T08:00:00+01:00',
        publisher: { '@type': 'Organization', name: 'The Gazette' },
      },
      appearance: [
        { url: 'https://news.example/2', datePublished: '2026-02-28', inLanguage: 'de' },
        { url: 'https://news.example/3' },
      ],
    },
    correction: [
      {
        '@type': 'CorrectionComment',
        '@id': `${PAGE}#correction-${uuid(90)}`,
        text: 'We named the wrong month.',
        datePublished: '2026-03-02T12:00:00.000Z',
        author: { '@type': 'Organization', name: 'Open Desk' },
      },
    ],
  });
});

it.each<[string, Claimant, Partial<Published>, object | undefined]>([
  [
    'an organization',
    { kind: 'named', agent: { name: 'Ministry', type: 'organization' } },
    {},
    { '@type': 'Organization', name: 'Ministry' },
  ],
  ['of unknown type', { kind: 'named', agent: { name: 'Ministry' } }, {}, { name: 'Ministry' }],
  [
    'anonymous',
    { kind: 'anonymous', description: 'diplomats familiar with the talks' },
    {},
    { '@type': 'Person', description: 'diplomats familiar with the talks' },
  ],
  [
    'the publisher, named',
    { kind: 'own-voice', agent: { name: 'B. Stone', type: 'person' } },
    FULL,
    { '@type': 'Person', name: 'B. Stone' },
  ],
  ['the publisher', { kind: 'own-voice' }, FULL, { '@type': 'Organization', name: 'The Gazette' }],
  ['a publisher whom nobody names', { kind: 'own-voice' }, {}, undefined],
])('has a claimant that is %s', (_, claimant, changes, author) => {
  expect(reviewOf({ ...changes, claimant }).itemReviewed.author).toEqual(author);
});

it('has no first appearance where no date is known', () => {
  const { itemReviewed } = reviewOf({ appearances: [appearance(1), appearance(2)] });
  expect(itemReviewed).not.toHaveProperty('firstAppearance');
  expect(itemReviewed.appearance?.map(({ url }) => url)).toEqual([
    'https://news.example/1',
    'https://news.example/2',
  ]);
});

describe('a rating', () => {
  it('has no number off the scale', () => {
    expect(reviewOf({ rating: rated('misleading') }).reviewRating).toEqual({
      '@type': 'Rating',
      alternateName: 'Misleading',
      ratingExplanation: 'The words may hold, but they leave readers believing what does not.',
    });
  });

  it('has no number on a scale that has no two numbers', () => {
    const scale = DEFAULT_POLICY.scales.veracity.map(({ value, ...step }) =>
      value === 5 ? { ...step, value } : step,
    );
    const policy = { ...POLICY, scales: { ...POLICY.scales, veracity: scale } };
    expect(rated('true', policy)).toMatchObject({ label: 'True', onScale: null });
  });

  it('is that of the scale for the topic', () => {
    const scale = [0, 10].map((value) => ({
      rating: value === 0 ? 'false' : 'true',
      label: String(value),
      definition: 'So it is.',
      value,
      final: true,
    }));
    const overrides = [{ question: 'veracity' as const, topic: 'Health', scale }];
    const policy = { ...POLICY, overrides };
    expect(publishedRating(policy, 'veracity', 'true', ['health'])).toMatchObject({
      label: '10',
      onScale: { value: 10, best: 10, worst: 0 },
    });
    expect(rated('true', policy)).toMatchObject({ onScale: { value: 5, best: 5, worst: 1 } });
  });

  it('is told by its name where the policy is not known, or has no such rating', () => {
    const bare = { label: 'true', definition: null, onScale: null };
    expect(publishedRating(undefined, 'veracity', 'true', [])).toEqual(bare);
    expect(rated('unheard-of')).toEqual({ ...bare, label: 'unheard-of' });
    expect(reviewOf({ rating: bare }).reviewRating).toEqual({
      '@type': 'Rating',
      alternateName: 'true',
    });
  });
});

it.each<[ClaimReviewReason, Partial<Published>]>([
  ['attribution', { publication: publication({ question: 'attribution' }) }],
  ['retracted', { publication: publication({ state: 'retracted' }) }],
  ['outdated', { publication: publication({ state: 'outdated' }) }],
  ['own-claim', { claimant: { kind: 'named', agent: { name: 'open  DESK' } } }],
])('is not there: %s', (reason, changes) => {
  expect(claimReview(published(changes), ADDRESSES)).toEqual({ reason });
});

describe('by schema.org', () => {
  let schemaOrg: SchemaOrg;
  beforeAll(async () => {
    schemaOrg = await SchemaOrg.read();
  });

  it.each<[string, Partial<Published>]>([
    ['least', {}],
    ['full', FULL],
    ['anonymous', { claimant: { kind: 'anonymous', description: 'diplomats' } }],
    [
      'untyped',
      { claimant: { kind: 'named', agent: { name: 'X', sameAs: ['https://x.example'] } } },
    ],
    ['dated by a year', { statedAt: '2026' }],
  ])('has terms and values that the release knows, and loses nothing: %s', async (_, changes) => {
    const review = reviewOf(changes);
    expect(schemaOrg.faultsIn(review)).toEqual([]);
    expect(Value.Errors(ClaimReview, review)).toEqual([]);
    const [expanded] = await schemaOrg.expanded(review);
    expect(expanded).toMatchObject({
      '@id': `${PAGE}#claim-review`,
      '@type': ['http://schema.org/ClaimReview'],
      'http://schema.org/url': [{ '@id': PAGE }],
    });
  });

  it('would be told of what is wrong', async () => {
    const review = reviewOf();
    const { reviewRating: rating } = review;
    const wrong = {
      ...review,
      rating,
      ratingValue: 4,
      reviewRating: { ...rating, ratingValue: true },
      inLanguage: { '@type': 'Rumour' },
    };
    expect(schemaOrg.faultsIn(wrong)).toEqual([
      '$.inLanguage: takes Language or Text, not {"@type":"Rumour"}',
      '$.inLanguage: "Rumour" is no class',
      '$.reviewRating.ratingValue: takes Number or Text, not true',
      '$.rating: is no property',
      '$.ratingValue: is not for ClaimReview',
    ]);
    for (const lost of [{ unheardOf: 1 }, { '@id': 'relative' }]) {
      await expect(schemaOrg.expanded({ ...review, ...lost })).rejects.toThrow('Safe mode');
    }
  });
});

it('is seen on a page by structured-data-testing-tool, which finds nothing wrong', async () => {
  for (const changes of [{}, FULL]) {
    const review = reviewOf(changes);
    const block = `<script type="application/ld+json">${JSON.stringify(review)}</script>`;
    const found = await structuredDataIn(`<!doctype html><html><body>${block}</body></html>`);
    expect(found).toMatchObject({ failed: [], warnings: [] });
    expect(found.reviews).toEqual([review]);
  }
});
