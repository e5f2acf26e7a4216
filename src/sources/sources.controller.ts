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
import { AmendSource } from './commands/amend-source.js';
import { RegisterSource } from './commands/register-source.js';
import { WithdrawSource } from './commands/withdraw-source.js';
import { AmendmentBody, SourceBody, SourceListQuery } from './dto/source.dto.js';
import { GetSource, ListSources } from './queries/source-queries.js';
import { SourceAnswer, SourcePage } from './queries/sources.js';

@ApiTags('sources')
@Controller('v1/sources')
export class SourcesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reads: ViewReads,
  ) {}

  @Post()
  @Writes({ summary: 'Register a source', creates: true })
  async register(
    @Body() body: SourceBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = await this.commands.execute(new RegisterSource(body, context));
    return answerWrite(reply, answer, `/v1/sources/${answer.id}`);
  }

  @Post(':id/amendments')
  @Writes({ summary: 'Amend the description of a source', parameters: ['id'] })
  async amend(
    @IdParameter('id', 'source') id: string,
    @Body() body: AmendmentBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(reply, await this.commands.execute(new AmendSource(id, body, context)));
  }

  @Post(':id/withdrawal')
  @Writes({ summary: 'Withdraw a source', parameters: ['id'] })
  async withdraw(
    @IdParameter('id', 'source') id: string,
    @Body() { reason }: ReasonBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(reply, await this.commands.execute(new WithdrawSource(id, reason, context)));
  }

  @Get()
  @Lists({ summary: 'Sources, newest first', answer: SourcePage })
  async list(
    @Query() query: SourceListQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<SourceAnswer> | StreamableFile> {
    const { asOf } = this.reads.held(await this.reads.begin(query, reply));
    const { type, publisher, withdrawn } = query;
    return listing(request, query, (page) =>
      this.queries.execute(new ListSources({ ...page, type, publisher, withdrawn }, asOf)),
    );
  }

  @Get(':id')
  @Reads({ summary: 'A source', answer: SourceAnswer, parameters: ['id'], tagged: true })
  async get(
    @IdParameter('id', 'source') id: string,
    @Query() query: PastRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SourceAnswer> {
    const { asOf } = await this.reads.begin(query, reply);
    const source = await this.queries.execute(new GetSource(id, asOf));
    if (!source) throw notFound('source', id);
    void reply.header('ETag', `"${source.revision}"`);
    return source;
  }
}
