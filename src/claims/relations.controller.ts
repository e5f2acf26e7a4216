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
import { PastList, PastRead } from '../queries/reading.dto.js';
import { ViewReads } from '../queries/view-reads.js';
import { RelateClaims } from './commands/relate-claims.js';
import { UnrelateClaims } from './commands/unrelate-claims.js';
import { RelationBody } from './dto/relation.dto.js';
import { ListRelations, ListSimilar } from './queries/claim-queries.js';
import { RelationPage, type RelationAnswer } from './queries/claim-relations.js';
import { SimilarPage } from './queries/similar-claims.js';

@ApiTags('claims')
@Controller('v1/claims/:id')
export class RelationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reads: ViewReads,
  ) {}

  @Post('relations')
  @Writes({ summary: 'Relate a claim to another one', creates: true, parameters: ['id'] })
  async relate(
    @IdParameter('id', 'claim') id: string,
    @Body() body: RelationBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = await this.commands.execute(new RelateClaims(id, body, context));
    return answerWrite(reply, answer, `/v1/claims/${id}/relations`);
  }

  @Post('relations/:rid/retraction')
  @Writes({
    summary: 'Take a relation back, on the claim that it was recorded on',
    parameters: ['id', 'rid'],
  })
  async unrelate(
    @IdParameter('id', 'claim') id: string,
    @IdParameter('rid', 'relation') relationId: string,
    @Body() { reason }: ReasonBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new UnrelateClaims(id, relationId, reason, context);
    return answerWrite(reply, await this.commands.execute(command));
  }

  @Get('relations')
  @Lists({
    summary: 'Relations of a claim, from either end, newest first; those taken back too',
    answer: RelationPage,
    parameters: ['id'],
  })
  async list(
    @IdParameter('id', 'claim') id: string,
    @Query() query: PastList,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<RelationAnswer> | StreamableFile> {
    const { asOf } = this.reads.held(await this.reads.begin(query, reply));
    return listing(request, query, (page) =>
      this.queries.execute(new ListRelations(id, page, asOf)),
    );
  }

  @Get('similar')
  @Reads({
    summary: 'Claims whose words are like those of a claim, best first',
    answer: SimilarPage,
    parameters: ['id'],
  })
  async similar(
    @IdParameter('id', 'claim') id: string,
    @Query() query: PastRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SimilarPage> {
    const { asOf } = await this.reads.begin(query, reply);
    const items = await this.queries.execute(new ListSimilar(id, asOf));
    if (!items) throw notFound('claim', id);
    return { items };
  }
}
