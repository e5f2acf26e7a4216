import { Controller, Get, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Lists, Reads } from '../http/documented.js';
import { IdParameter } from '../http/id-parameter.js';
import { notFound } from '../http/problem.js';
import { listing } from '../queries/listing.js';
import type { Page } from '../queries/page.js';
import { ViewReads } from '../queries/view-reads.js';
import { ImpactQuery, MOST_NODES, MOST_STEPS, ProvenanceQuery } from './dto/provenance.dto.js';
import { DOT, dotOf } from './graph/graph-dot.js';
import { ImpactPage, type ImpactItem } from './queries/impact.js';
import { ProvenanceAnswer } from './queries/provenance-answer.js';
import { GetImpact, GetProvenance } from './queries/provenance-queries.js';

@ApiTags('provenance')
@Controller('v1')
export class ProvenanceController {
  constructor(
    private readonly queries: QueryBus,
    private readonly reads: ViewReads,
  ) {}

  @Get('claims/:id/provenance')
  @Reads({
    summary: 'Where the words of a claim come from, and how many independent origins they have',
    answer: ProvenanceAnswer,
    parameters: ['id'],
    alsoAs: { mediaType: DOT, description: 'The graph in the DOT language of Graphviz.' },
  })
  async provenance(
    @IdParameter('id', 'claim') id: string,
    @Query() query: ProvenanceQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProvenanceAnswer | string> {
    const { asOf } = await this.reads.begin(query, reply);
    const bounds = { depth: query.depth ?? MOST_STEPS, limit: query.limit ?? MOST_NODES };
    const provenance = await this.queries.execute(new GetProvenance(id, bounds, asOf));
    if (!provenance) throw notFound('claim', id);
    if (!(request.headers.accept ?? '').toLowerCase().includes(DOT)) return provenance;
    void reply.header('Content-Type', `${DOT}; charset=utf-8`);
    return dotOf({ ...provenance, caption: captionOf(provenance) });
  }

  @Get('sources/:id/impact')
  @Lists({
    summary: 'What rests on a source, and by which way, withdrawn or not; newest citation first',
    answer: ImpactPage,
    parameters: ['id'],
  })
  async impact(
    @IdParameter('id', 'source') id: string,
    @Query() query: ImpactQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<ImpactItem> | StreamableFile> {
    const { asOf } = this.reads.held(await this.reads.begin(query, reply));
    // Asked for at once, so that a source that is not there is a 404 for NDJSON, too.
    const first = await this.queries.execute(new GetImpact(id, { limit: 1 }, asOf));
    if (!first) throw notFound('source', id);
    return listing(request, query, async (page) => {
      const impact = await this.queries.execute(new GetImpact(id, page, asOf));
      return impact ?? { items: [], next: null };
    });
  }
}

function captionOf({ independence, truncated }: ProvenanceAnswer): string {
  const { known, unknown, exact } = independence;
  const counted = `Independent origins: ${known} known${exact ? '' : ' (not exact)'}, ${unknown} unknown.`;
  if (!truncated) return counted;
  const { reasons, depth, limit } = truncated;
  return `${counted} Cut (${reasons.join(', ')}): depth ${depth}, ${limit} nodes.`;
}
