import { Body, Controller, Get, Put, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';

import { Context, type CommandContext } from '../access/command-context.js';
import { Lists, Reads, Writes } from '../http/documented.js';
import { notFound } from '../http/problem.js';
import { answerWrite } from '../http/write-answer.js';
import { nullable } from '../queries/answer-fields.js';
import { listing } from '../queries/listing.js';
import type { Page } from '../queries/page.js';
import { CurrentList, PastRead } from '../queries/reading.dto.js';
import { ViewReads } from '../queries/view-reads.js';
import { AdoptPolicy } from './commands/adopt-policy.js';
import { PolicyBody } from './dto/policy.dto.js';
import { PolicyAnswer, PolicyPage } from './queries/policies.js';
import { GetPolicy, ListPolicies } from './queries/policy-queries.js';

@ApiTags('policy')
@Controller('v1/policy')
export class PolicyController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reads: ViewReads,
  ) {}

  @Put()
  @Writes({
    summary: 'Adopt a policy; findings reached before keep the version they were reached under',
    adds: { id: Type.Literal('ledger'), version: nullable(Type.Integer()) },
  })
  async adopt(
    @Body() body: PolicyBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(reply, await this.commands.execute(new AdoptPolicy(body, context)));
  }

  @Get()
  @Reads({ summary: 'The policy in force', answer: PolicyAnswer })
  async get(
    @Query() query: PastRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PolicyAnswer> {
    const { asOf } = await this.reads.begin(query, reply);
    const policy = await this.queries.execute(new GetPolicy(asOf));
    if (!policy) throw notFound('policy', 'at that moment');
    return policy;
  }

  @Get('versions')
  @Lists({ summary: 'All versions of the policy, newest first', answer: PolicyPage })
  async versions(
    @Query() query: CurrentList,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<PolicyAnswer> | StreamableFile> {
    await this.reads.begin(query, reply);
    return listing(request, query, (page) => this.queries.execute(new ListPolicies(page)));
  }
}
