import { Body, Controller, Get, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';

import { Question } from '../../events/fields.js';
import { Context, type CommandContext } from '../access/command-context.js';
import { Lists, Reads, Writes } from '../http/documented.js';
import { IdParameter } from '../http/id-parameter.js';
import { notFound } from '../http/problem.js';
import { ReasonBody } from '../http/reason.dto.js';
import { answerWrite } from '../http/write-answer.js';
import { Id, nullable } from '../queries/answer-fields.js';
import { listing } from '../queries/listing.js';
import type { Page } from '../queries/page.js';
import { CurrentList, CurrentRead } from '../queries/reading.dto.js';
import { ViewReads } from '../queries/view-reads.js';
import { DeclareConflict } from './commands/declare-conflict.js';
import { SubmitVerdict } from './commands/submit-verdict.js';
import { WithdrawVerdict } from './commands/withdraw-verdict.js';
import { VerdictBody } from './dto/review.dto.js';
import { GetVerdict, ListVerdicts } from './queries/verdict-queries.js';
import { VerdictAnswer, VerdictPage } from './queries/verdicts.js';

@ApiTags('review')
@Controller('v1/claims/:id')
export class ReviewsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reads: ViewReads,
  ) {}

  @Post('verdicts')
  @Writes({
    summary: 'Submit a verdict; an active one of the same reviewer on the question is replaced',
    creates: true,
    parameters: ['id'],
    adds: {
      finding: nullable(Type.Object({ id: Id, question: Question, rating: Type.String() })),
    },
  })
  async submit(
    @IdParameter('id', 'claim') id: string,
    @Body() body: VerdictBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = await this.commands.execute(new SubmitVerdict(id, body, context));
    return answerWrite(reply, answer, `/v1/claims/${id}/verdicts/${answer.id}`);
  }

  @Post('verdicts/:vid/withdrawal')
  @Writes({ summary: 'Withdraw a verdict of your own', parameters: ['id', 'vid'] })
  async withdraw(
    @IdParameter('id', 'claim') id: string,
    @IdParameter('vid', 'verdict') verdictId: string,
    @Body() { reason }: ReasonBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new WithdrawVerdict(id, verdictId, reason, context);
    return answerWrite(reply, await this.commands.execute(command));
  }

  @Post('conflicts')
  @Writes({ summary: 'Declare a conflict of interest of your own', parameters: ['id'] })
  async declare(
    @IdParameter('id', 'claim') id: string,
    @Body() { reason }: ReasonBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(
      reply,
      await this.commands.execute(new DeclareConflict(id, reason, context)),
    );
  }

  @Get('verdicts')
  @Lists({
    summary: 'Verdicts on a claim, newest first; replaced and withdrawn ones too',
    answer: VerdictPage,
    parameters: ['id'],
  })
  async list(
    @IdParameter('id', 'claim') id: string,
    @Query() query: CurrentList,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<VerdictAnswer> | StreamableFile> {
    await this.reads.begin(query, reply);
    return listing(request, query, (page) => this.queries.execute(new ListVerdicts(id, page)));
  }

  @Get('verdicts/:vid')
  @Reads({ summary: 'A verdict', answer: VerdictAnswer, parameters: ['id', 'vid'] })
  async get(
    @IdParameter('id', 'claim') id: string,
    @IdParameter('vid', 'verdict') verdictId: string,
    @Query() query: CurrentRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VerdictAnswer> {
    await this.reads.begin(query, reply);
    const verdict = await this.queries.execute(new GetVerdict(id, verdictId));
    if (!verdict) throw notFound('verdict', verdictId);
    return verdict;
  }
}
