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
import { AcceptSuggestion, DismissSuggestion } from './commands/answer-suggestion.js';
import { DeclareDerivation } from './commands/declare-derivation.js';
import { RetractDerivation } from './commands/retract-derivation.js';
import { AcceptanceBody, DerivationBody, DerivationListQuery } from './dto/derivation.dto.js';
import { GetDerivation, ListDerivations, ListSuggestions } from './queries/derivation-queries.js';
import { DerivationAnswer, DerivationPage } from './queries/derivations.js';
import { SuggestionList } from './queries/suggestions.js';

@ApiTags('sources')
@Controller('v1/sources/:id')
export class DerivationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly reads: ViewReads,
  ) {}

  @Post('derivations')
  @Writes({ summary: 'Declare that a source draws on another', creates: true, parameters: ['id'] })
  async declare(
    @IdParameter('id', 'source') id: string,
    @Body() { from, kind }: DerivationBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = await this.commands.execute(new DeclareDerivation(id, from, kind, context));
    return answerWrite(reply, answer, `/v1/sources/${id}/derivations/${answer.id}`);
  }

  @Post('derivations/:did/retraction')
  @Writes({ summary: 'Retract a derivation', parameters: ['id', 'did'] })
  async retract(
    @IdParameter('id', 'source') id: string,
    @IdParameter('did', 'derivation') derivationId: string,
    @Body() { reason }: ReasonBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new RetractDerivation(id, derivationId, reason, context);
    return answerWrite(reply, await this.commands.execute(command));
  }

  @Get('derivations')
  @Lists({
    summary: 'What a source draws on and what draws on it, newest first; retracted ones too',
    answer: DerivationPage,
    parameters: ['id'],
  })
  async list(
    @IdParameter('id', 'source') id: string,
    @Query() query: DerivationListQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<DerivationAnswer> | StreamableFile> {
    const { asOf } = this.reads.held(await this.reads.begin(query, reply));
    return listing(request, query, (page) =>
      this.queries.execute(new ListDerivations(id, query.direction, page, asOf)),
    );
  }

  @Get('derivations/:did')
  @Reads({ summary: 'A derivation', answer: DerivationAnswer, parameters: ['id', 'did'] })
  async get(
    @IdParameter('id', 'source') id: string,
    @IdParameter('did', 'derivation') derivationId: string,
    @Query() query: PastRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DerivationAnswer> {
    const { asOf } = await this.reads.begin(query, reply);
    const derivation = await this.queries.execute(new GetDerivation(id, derivationId, asOf));
    if (!derivation) throw notFound('derivation', derivationId);
    return derivation;
  }

  @Get('suggestions')
  @Reads({
    summary: 'Sources that were captured earlier and share long passages with this one',
    answer: SuggestionList,
    parameters: ['id'],
  })
  async suggestions(
    @IdParameter('id', 'source') id: string,
    @Query() query: PastRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SuggestionList> {
    const { asOf } = await this.reads.begin(query, reply);
    const suggestions = await this.queries.execute(new ListSuggestions(id, asOf));
    if (!suggestions) throw notFound('source', id);
    return suggestions;
  }

  @Post('suggestions/:from/acceptance')
  @Writes({
    summary: 'Accept a suggestion: the derivation is declared, with what the two share',
    creates: true,
    parameters: ['id', 'from'],
  })
  async accept(
    @IdParameter('id', 'source') id: string,
    @IdParameter('from', 'source') from: string,
    @Body() { kind }: AcceptanceBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = await this.commands.execute(new AcceptSuggestion(id, from, kind, context));
    return answerWrite(reply, answer, `/v1/sources/${id}/derivations/${answer.id}`);
  }

  @Post('suggestions/:from/dismissal')
  @Writes({ summary: 'Dismiss a suggestion', parameters: ['id', 'from'] })
  async dismiss(
    @IdParameter('id', 'source') id: string,
    @IdParameter('from', 'source') from: string,
    @Body() { reason }: ReasonBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new DismissSuggestion(id, from, reason, context);
    return answerWrite(reply, await this.commands.execute(command));
  }
}
