import { Body, Controller, Get, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Context, type CommandContext } from '../access/command-context.js';
import { Lists, Reads, Writes } from '../http/documented.js';
import { IdParameter } from '../http/id-parameter.js';
import { notFound } from '../http/problem.js';
import { ReasonBody } from '../http/reason.dto.js';
import { answerWrite } from '../http/write-answer.js';
import { listing } from '../queries/listing.js';
import type { Page } from '../queries/page.js';
import { PastRead } from '../queries/reading.dto.js';
import { ViewReads } from '../queries/view-reads.js';
import { AddCitation } from './commands/add-citation.js';
import { RetractCitation } from './commands/retract-citation.js';
import { CitationBody, CitationListQuery } from './dto/citation.dto.js';
import { GetCitation, ListCitations } from './queries/citation-queries.js';
import { CitationAnswer, CitationPage } from './queries/citations.js';

const { snapshot, capture, text, fidelity, anchor, passage, places } = CitationAnswer.properties;
const { omitted, insertions, difference, nearestScore } = CitationAnswer.properties;
const { sentence, within, marks, language } = CitationAnswer.properties;
const FOUND = {
  ...{ snapshot, capture, text, fidelity, anchor, passage, places },
  ...{ omitted, insertions, difference, nearestScore, sentence, within, marks, language },
};

@ApiTags('citations')
@Controller('v1')
export class CitationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reads: ViewReads,
  ) {}

  @Post('claims/:id/citations')
  @Writes({
    summary: 'Tie a claim to a source, or to a passage of it',
    creates: true,
    parameters: ['id'],
    adds: FOUND,
  })
  async add(
    @IdParameter('id', 'claim') id: string,
    @Body() body: CitationBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = await this.commands.execute(new AddCitation(id, body, context));
    return answerWrite(reply, answer, `/v1/citations/${answer.id}`);
  }

  @Post('claims/:id/citations/:cid/retraction')
  @Writes({ summary: 'Retract a citation', parameters: ['id', 'cid'] })
  async retract(
    @IdParameter('id', 'claim') id: string,
    @IdParameter('cid', 'citation') citationId: string,
    @Body() { reason }: ReasonBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new RetractCitation(id, citationId, reason, context);
    return answerWrite(reply, await this.commands.execute(command));
  }

  @Get('citations')
  @Lists({ summary: 'Citations, newest first', answer: CitationPage })
  async list(
    @Query() query: CitationListQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<CitationAnswer> | StreamableFile> {
    const { asOf } = this.reads.held(await this.reads.begin(query, reply));
    const { claim, source, stance, fidelity, anchor, changed } = query;
    const filter = { claim, source, stance, fidelity, anchor, changed };
    return listing(request, query, (page) =>
      this.queries.execute(new ListCitations({ ...filter, ...page }, asOf)),
    );
  }

  @Get('citations/:id')
  @Reads({ summary: 'A citation', answer: CitationAnswer, parameters: ['id'] })
  async get(
    @IdParameter('id', 'citation') id: string,
    @Query() query: PastRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CitationAnswer> {
    const { asOf } = await this.reads.begin(query, reply);
    const citation = await this.queries.execute(new GetCitation(id, asOf));
    if (!citation) throw notFound('citation', id);
    return citation;
  }
}
