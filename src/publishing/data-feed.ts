import type { Static } from 'typebox';

import type { ClaimReviewOutcome } from './claim-review.js';
import type { ClaimReviewFeed } from './claim-review.schema.js';
import { changedAt, type Published } from './published.js';

type Feed = Static<typeof ClaimReviewFeed>;
type Item = Feed['dataFeedElement'][number];

export interface DataFeedSource {
  /** The address of the feed itself. */
  readonly feed: string;
  pageOf(published: Published): string;
  reviewOf(published: Published): ClaimReviewOutcome;
}

/**
 * The reviews of what was published last, as schema.org's DataFeed. Of a review that was retracted the feed
 * says so; what ClaimReview cannot carry else is left out.
 */
export function dataFeed(latest: readonly Published[], source: DataFeedSource): Feed {
  const [newest] = latest;
  return {
    '@context': 'https://schema.org',
    '@type': 'DataFeed',
    '@id': source.feed,
    url: source.feed,
    name: 'Publications',
    ...(newest && { dateModified: changedAt(newest.publication) }),
    dataFeedElement: latest.flatMap((published) => itemOf(published, source)),
  };
}

function itemOf(published: Published, source: DataFeedSource): Item[] {
  const { publication } = published;
  const dates = {
    '@type': 'DataFeedItem',
    dateCreated: publication.recordedAt,
    dateModified: changedAt(publication),
  } as const;
  const outcome = source.reviewOf(published);
  if ('review' in outcome) {
    const { '@context': _, ...item } = outcome.review;
    return [{ ...dates, item }];
  }
  if (outcome.reason !== 'retracted') return [];
  const url = source.pageOf(published);
  const item = { '@type': 'ClaimReview', '@id': `${url}#claim-review`, url } as const;
  return [{ ...dates, dateDeleted: changedAt(publication), item }];
}
