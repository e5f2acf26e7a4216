import {
  Body,
  Controller,
  Delete,
  Get,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';

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
import { IssueKey } from './commands/issue-key.js';
import {
  ChangeRoles,
  EnrolMember,
  ReinstateMember,
  RevokeKey,
  SuspendMember,
} from './commands/member-commands.js';
import { KeyBody, MemberBody, RolesBody } from './dto/member.dto.js';
import { GetMember, ListMembers } from './queries/member-queries.js';
import { MemberAnswer, MemberPage } from './queries/members.js';

@ApiTags('members')
@Controller('v1/members')
export class MembersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reads: ViewReads,
  ) {}

  @Post()
  @Writes({ summary: 'Enrol a member', creates: true })
  async enrol(
    @Body() body: MemberBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { name, organisation, roles } = body;
    const command = new EnrolMember({ name, organisation, roles }, context);
    const answer = await this.commands.execute(command);
    return answerWrite(reply, answer, `/v1/members/${answer.id}`);
  }

  @Post(':id/roles')
  @Writes({ summary: 'Set the roles of a member', parameters: ['id'] })
  async changeRoles(
    @IdParameter('id', 'member') id: string,
    @Body() { roles }: RolesBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(reply, await this.commands.execute(new ChangeRoles(id, roles, context)));
  }

  @Post(':id/suspension')
  @Writes({ summary: 'Suspend a member: none of their keys works any more', parameters: ['id'] })
  async suspend(
    @IdParameter('id', 'member') id: string,
    @Body() { reason }: ReasonBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(reply, await this.commands.execute(new SuspendMember(id, reason, context)));
  }

  @Post(':id/reinstatement')
  @Writes({ summary: 'Reinstate a suspended member', parameters: ['id'] })
  async reinstate(
    @IdParameter('id', 'member') id: string,
    @Body() { reason }: ReasonBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ReinstateMember(id, reason, context);
    return answerWrite(reply, await this.commands.execute(command));
  }

  @Post(':id/keys')
  @Writes({
    summary: 'Issue a key; it is shown this once',
    creates: true,
    parameters: ['id'],
    adds: {
      keyId: Id,
      key: nullable(
        Type.String({ description: 'Null where the request repeats one that was carried out.' }),
      ),
    },
  })
  async issueKey(
    @IdParameter('id', 'member') id: string,
    @Body() { label }: KeyBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = await this.commands.execute(new IssueKey(id, label, context));
    void reply.header('Cache-Control', 'no-store');
    return answerWrite(reply, answer, `/v1/members/${id}/keys/${answer.keyId}`);
  }

  @Delete(':id/keys/:keyId')
  @Writes({ summary: 'Revoke a key', parameters: ['id', 'keyId'] })
  async revokeKey(
    @IdParameter('id', 'member') id: string,
    @IdParameter('keyId', 'key') keyId: string,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(reply, await this.commands.execute(new RevokeKey(id, keyId, context)));
  }

  @Get()
  @Lists({ summary: 'Members, newest first', answer: MemberPage })
  async list(
    @Query() query: CurrentList,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<MemberAnswer> | StreamableFile> {
    await this.reads.begin(query, reply);
    return listing(request, query, (page) => this.queries.execute(new ListMembers(page)));
  }

  @Get('me')
  @Reads({ summary: 'The member whose key this is', answer: MemberAnswer, tagged: true })
  async me(
    @Query() query: CurrentRead,
    @Context() { actor }: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MemberAnswer> {
    return this.member(actor.id, query, reply);
  }

  @Get(':id')
  @Reads({ summary: 'A member', answer: MemberAnswer, parameters: ['id'], tagged: true })
  async get(
    @IdParameter('id', 'member') id: string,
    @Query() query: CurrentRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MemberAnswer> {
    return this.member(id, query, reply);
  }

  private async member(id: string, query: CurrentRead, reply: FastifyReply): Promise<MemberAnswer> {
    await this.reads.begin(query, reply);
    const member = await this.queries.execute(new GetMember(id));
    if (!member) throw notFound('member', id);
    void reply.header('ETag', `"${member.revision}"`);
    return member;
  }
}
