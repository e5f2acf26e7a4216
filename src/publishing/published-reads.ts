import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import { PublicAddress } from '../http/public-address.js';
import { VIEWS } from '../parts.js';
import { People } from '../queries/people.js';
import { claimReview, type ClaimReviewOutcome } from './claim-review.js';
import type { Published } from './published.js';
import { pageEvidence, type PageEvidence } from './queries/page-evidence.js';
import { getPublication, latestPublications } from './queries/publications.js';
import { publishedAll } from './queries/published.js';

/** Reads publications as the public is told them: without a name of a member, and with absolute addresses. */
@Injectable()
export class PublishedReads {
  constructor(
    @Inject(VIEWS) private readonly views: Kysely<ViewTables>,
    private readonly people: People,
    private readonly addresses: PublicAddress,
  ) {}

  /** Undefined where there is no such publication. */
  async one(id: string): Promise<Published | undefined> {
    const publication = await getPublication(this.views, id, undefined);
    if (!publication) return undefined;
    const [published] = await publishedAll(this.views, [publication]);
    return this.people.named(published, undefined);
  }

  /** Those of which something was told last, the last one first. */
  async latest(limit: number): Promise<Published[]> {
    const publications = await latestPublications(this.views, limit);
    return this.people.named(await publishedAll(this.views, publications), undefined);
  }

  evidenceOf({ publication }: Published): Promise<PageEvidence> {
    return pageEvidence(this.views, publication);
  }

  pageOf({ publication: { id } }: Published): string {
    return this.addresses.of(`/publications/${id}`);
  }

  /** The review as it stands on the ledger's own page. */
  reviewOnPage(published: Published): ClaimReviewOutcome {
    return this.review(published, this.pageOf(published));
  }

  /** The review as it may stand on the page where the desk tells it. */
  reviewForDesk(published: Published): ClaimReviewOutcome {
    return this.review(published, published.publication.url ?? this.pageOf(published));
  }

  private review(published: Published, url: string): ClaimReviewOutcome {
    const claim = this.addresses.of(`/v1/claims/${published.publication.claimId}`);
    return claimReview(published, { page: this.pageOf(published), url, claim });
  }
}
