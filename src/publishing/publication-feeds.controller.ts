import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';

import { AllowedTo } from '../access/route-access.js';
import { ReadsAs } from '../http/documented.js';
import { PublicAddress } from '../http/public-address.js';
import { CurrentRead } from '../queries/reading.dto.js';
import { ViewReads } from '../queries/view-reads.js';
import { atomFeed } from './atom-feed.js';
import { ClaimReviewFeed } from './claim-review.schema.js';
import { dataFeed } from './data-feed.js';
import { PublishedReads } from './published-reads.js';

const ATOM = 'GET /publications.atom';
const DATA = 'GET /publications.jsonld';

/** How many publications a feed has. */
const MOST = 50;

/** What was published last, for whoever comes back to see. */
@ApiTags('publishing')
@Controller()
export class PublicationFeedsController {
  constructor(
    private readonly reads: ViewReads,
    private readonly published: PublishedReads,
    private readonly addresses: PublicAddress,
  ) {}

  @Get('publications.atom')
  @AllowedTo('published')
  @ReadsAs({
    route: ATOM,
    summary: 'Publications as an Atom feed',
    description: `RFC 4287: an entry for each of the ${MOST} publications of which something was told last, be it a correction or a retraction; those that are outdated or retracted say so. The id of an entry stays, whatever the address of the server becomes.`,
    mediaType: 'application/atom+xml',
    schema: Type.String(),
  })
  async getPublicationsAtom(
    @Query() query: CurrentRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.reads.begin(query, reply);
    const latest = await this.published.latest(MOST);
    void reply.type('application/atom+xml; charset=utf-8');
    return atomFeed(latest, {
      feed: this.addresses.of('/publications.atom'),
      pageOf: (published) => this.published.pageOf(published),
    });
  }

  @Get('publications.jsonld')
  @AllowedTo('published')
  @ReadsAs({
    route: DATA,
    summary: 'Publications as a feed of ClaimReview',
    description: `schema.org's DataFeed as JSON-LD: the reviews of the ${MOST} publications of which something was told last. A retracted one has \`dateDeleted\` and the address of its review alone; what ClaimReview cannot carry else is left out.`,
    mediaType: 'application/ld+json',
    schema: ClaimReviewFeed,
  })
  async getPublicationsJsonLd(
    @Query() query: CurrentRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.reads.begin(query, reply);
    const latest = await this.published.latest(MOST);
    void reply.type('application/ld+json; charset=utf-8');
    const feed = dataFeed(latest, {
      feed: this.addresses.of('/publications.jsonld'),
      pageOf: (published) => this.published.pageOf(published),
      reviewOf: (published) => this.published.reviewOnPage(published),
    });
    return JSON.stringify(feed);
  }
}
