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
import { IdentifyAgents } from './commands/identify-agents.js';
import { RetractIdentification } from './commands/retract-identification.js';
import { IdentificationBody } from './dto/identification.dto.js';
import { GetIdentification, ListIdentifications } from './queries/identification-queries.js';
import { IdentificationAnswer, IdentificationPage } from './queries/identifications.js';

@ApiTags('agents')
@Controller('v1/agents/identifications')
export class AgentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reads: ViewReads,
  ) {}

  @Post()
  @Writes({ summary: 'Identify several descriptions as of one agent', creates: true })
  async identify(
    @Body() { agents, reason }: IdentificationBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = await this.commands.execute(new IdentifyAgents(agents, reason, context));
    return answerWrite(reply, answer, `/v1/agents/identifications/${answer.id}`);
  }

  @Post(':id/retraction')
  @Writes({ summary: 'Retract an identification', parameters: ['id'] })
  async retract(
    @IdParameter('id', 'identification') id: string,
    @Body() { reason }: ReasonBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new RetractIdentification(id, reason, context);
    return answerWrite(reply, await this.commands.execute(command));
  }

  @Get()
  @Lists({
    summary: 'Identifications of agents, newest first; retracted ones too',
    answer: IdentificationPage,
  })
  async list(
    @Query() query: PastList,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<IdentificationAnswer> | StreamableFile> {
    const { asOf } = this.reads.held(await this.reads.begin(query, reply));
    return listing(request, query, (page) =>
      this.queries.execute(new ListIdentifications(page, asOf)),
    );
  }

  @Get(':id')
  @Reads({
    summary: 'An identification of agents',
    answer: IdentificationAnswer,
    parameters: ['id'],
  })
  async get(
    @IdParameter('id', 'identification') id: string,
    @Query() query: PastRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IdentificationAnswer> {
    const { asOf } = await this.reads.begin(query, reply);
    const identification = await this.queries.execute(new GetIdentification(id, asOf));
    if (!identification) throw notFound('identification', id);
    return identification;
  }
}
