import { Body, Controller, Get, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';

import { Context, type CommandContext } from '../access/command-context.js';
import { Lists, Reads, Writes } from '../http/documented.js';
import { IdParameter } from '../http/id-parameter.js';
import { notFound } from '../http/problem.js';
import { ReasonBody } from '../http/reason.dto.js';
import { answerWrite } from '../http/write-answer.js';
import { nullable } from '../queries/answer-fields.js';
import { listing } from '../queries/listing.js';
import type { Page } from '../queries/page.js';
import { PastRead } from '../queries/reading.dto.js';
import { ViewReads } from '../queries/view-reads.js';
import { CheckClaim } from './commands/check-claim.js';
import { RecordClaim } from './commands/record-claim.js';
import { WithdrawClaim } from './commands/withdraw-claim.js';
import { ClaimBody, ClaimListQuery, RecordingQuery } from './dto/claim.dto.js';
import { NearDuplicates } from './near-duplicates.js';
import type { ClaimAnswer } from './queries/claim-answer.js';
import { GetClaim, ListClaims } from './queries/claim-queries.js';
import { ClaimDetail } from './queries/get-claim.js';
import { ClaimPage } from './queries/list-claims.js';
import { SimilarClaims } from './queries/similar-claims.js';

@ApiTags('claims')
@Controller('v1/claims')
export class ClaimsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reads: ViewReads,
    private readonly nearDuplicates: NearDuplicates,
  ) {}

  @Post()
  @Writes({
    summary: 'Record a claim, and show those that are like it',
    creates: true,
    adds: { similar: nullable(SimilarClaims) },
  })
  @ApiResponse({
    status: 200,
    description: 'With `dryRun=true`: nothing is recorded.',
    schema: Type.Object({ similar: SimilarClaims }),
    headers: { 'Ledger-Position': { description: 'What the views show.', schema: Type.String() } },
  })
  async record(
    @Body() body: ClaimBody,
    @Query() { dryRun = false }: RecordingQuery,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { text } = body;
    if (dryRun) {
      await this.commands.execute(new CheckClaim(body, context.actor.id));
      await this.reads.begin({}, reply);
      void reply.status(200);
      return { similar: await this.nearDuplicates.find({ text }) };
    }
    const before = await this.nearDuplicates.findBeside({ text });
    const answer = await this.commands.execute(new RecordClaim(body, context));
    // A command that is tried again finds what it recorded itself.
    const isThere = before?.some(({ id }) => id === answer.id);
    const similar = isThere
      ? await this.nearDuplicates.findBeside({ text, except: answer.id })
      : before;
    return answerWrite(reply, { ...answer, similar }, `/v1/claims/${answer.id}`);
  }

  @Post(':id/withdrawal')
  @Writes({ summary: 'Withdraw a claim', parameters: ['id'] })
  async withdraw(
    @IdParameter('id', 'claim') id: string,
    @Body() { reason }: ReasonBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(reply, await this.commands.execute(new WithdrawClaim(id, reason, context)));
  }

  @Get()
  @Lists({ summary: 'Claims, newest first', answer: ClaimPage })
  async list(
    @Query() query: ClaimListQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<ClaimAnswer> | StreamableFile> {
    const moment = this.reads.held(await this.reads.begin(query, reply));
    const { status, flag, rating, topic, claimant, source, q } = query;
    const filter = { status, flag, rating, topic, claimant, source, q };
    return listing(request, query, (page) =>
      this.queries.execute(new ListClaims({ ...filter, ...page }, moment)),
    );
  }

  @Get(':id')
  @Reads({ summary: 'A claim', answer: ClaimDetail, parameters: ['id'], tagged: true })
  async get(
    @IdParameter('id', 'claim') id: string,
    @Query() query: PastRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClaimDetail> {
    const moment = await this.reads.begin(query, reply);
    const claim = await this.queries.execute(new GetClaim(id, moment));
    if (!claim) throw notFound('claim', id);
    void reply.header('ETag', `"${claim.revision}"`);
    return claim;
  }
}
