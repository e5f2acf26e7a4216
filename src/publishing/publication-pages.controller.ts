import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';

import { AllowedTo } from '../access/route-access.js';
import { acceptedType } from '../http/accept.js';
import { ReadsAs } from '../http/documented.js';
import { notFound, Problem } from '../http/problem.js';
import { PublicAddress } from '../http/public-address.js';
import { Path, pathIn, type PathOf } from '../http/route.js';
import { CurrentRead } from '../queries/reading.dto.js';
import { ViewReads } from '../queries/view-reads.js';
import { CLAIM_REVIEW_REASONS } from './claim-review.js';
import { ClaimReview } from './claim-review.schema.js';
import { noPublicationHtml, PUBLICATION_PAGE_POLICY, publicationHtml } from './publication-page.js';
import { PublishedReads } from './published-reads.js';

const PAGE = 'GET /publications/:id';
const REVIEW = 'GET /v1/publications/:id/claim-review';

const LD_JSON = 'application/ld+json';

/** What is published, as people and search engines read it. */
@ApiTags('publishing')
@Controller()
export class PublicationPagesController {
  constructor(
    private readonly reads: ViewReads,
    private readonly published: PublishedReads,
    private readonly addresses: PublicAddress,
  ) {}

  @Get('publications/:id')
  @AllowedTo('published')
  @ReadsAs({
    route: PAGE,
    summary: 'The page of a publication',
    description:
      'HTML without a script, in the language of the publication: what it says, the rating, the evidence, and every correction; a banner where it is outdated or retracted. It holds a ClaimReview of schema.org where that can carry it, and else says why not. `Link` names the same as JSON and as JSON-LD. A browser is told as a page, too, that there is none.',
    mediaType: 'text/html',
    schema: Type.String(),
  })
  async getPublicationPage(
    @Req() request: FastifyRequest,
    @Query() query: CurrentRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.reads.begin(query, reply);
    const id = idIn(request.params);
    const published = id === undefined ? undefined : await this.published.one(id);
    if (!published) return noPage(request, reply);
    const evidence = await this.published.evidenceOf(published);
    const review = this.published.reviewOnPage(published);
    const json = this.addresses.of(`/v1/publications/${published.publication.id}`);
    const links = [`<${json}>; rel="alternate"; type="application/json"`];
    if ('review' in review) {
      links.push(`<${json}/claim-review>; rel="alternate"; type="${LD_JSON}"`);
    }
    void reply.header('Link', links.join(', '));
    return asPage(
      reply,
      publicationHtml({
        published,
        evidence,
        review,
        addresses: {
          page: this.published.pageOf(published),
          feed: this.addresses.of('/publications.atom'),
        },
      }),
    );
  }

  @Get('v1/publications/:id/claim-review')
  @AllowedTo('published')
  @ReadsAs({
    route: REVIEW,
    summary: 'A publication as ClaimReview',
    description:
      "schema.org's ClaimReview as JSON-LD, for the page where the desk tells the finding: its `url` is that of the publication, or of the ledger's own page where it has none. 404 `no-claim-review` where ClaimReview cannot carry it, which says why.",
    mediaType: LD_JSON,
    schema: ClaimReview,
    problems: ['no-claim-review'],
  })
  async getClaimReview(
    @Path(REVIEW) { id }: PathOf<typeof REVIEW>,
    @Query() query: CurrentRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.reads.begin(query, reply);
    const published = await this.published.one(id);
    if (!published) throw notFound('publication', id);
    const outcome = this.published.reviewForDesk(published);
    if ('reason' in outcome) {
      throw new Problem('no-claim-review', CLAIM_REVIEW_REASONS[outcome.reason]);
    }
    void reply.type(LD_JSON);
    return JSON.stringify(outcome.review);
  }
}

/** Undefined where the path names nothing that could be there: to whoever follows a link that is all the same. */
function idIn(params: unknown): string | undefined {
  try {
    return pathIn(PAGE, params).id;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** @throws Problem `not-found` for whoever does not ask for HTML by its name. */
function noPage({ headers, params }: FastifyRequest, reply: FastifyReply): string {
  const type = acceptedType(headers.accept, ['application/problem+json', 'text/html']);
  if (type !== 'text/html') {
    throw notFound('publication', String((params as { readonly id: string }).id));
  }
  void reply.status(404).header('Cache-Control', 'no-store');
  return asPage(reply, noPublicationHtml());
}

function asPage(reply: FastifyReply, html: string): string {
  void reply.header('Content-Security-Policy', PUBLICATION_PAGE_POLICY);
  void reply.type('text/html; charset=utf-8');
  return html;
}
