import { Body, Controller, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiExtension, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';

import { Context } from '../access/request-context.js';
import { AllowedTo } from '../access/route-access.js';
import type { CommandContext } from '../deciding/command-context.js';
import { Writes } from '../http/documented.js';
import { FlagParameter } from '../http/fields.js';
import { nullable } from '../queries/answer-fields.js';
import { ViewReads } from '../queries/view-reads.js';
import { answerWritten } from '../routes/written-reply.js';
import { checkClaim, ClaimBody, RecordClaim } from './commands/record-claim.js';
import { NearDuplicates } from './near-duplicates.js';
import { SimilarClaims } from './queries/similar-claims.js';

export class RecordingQuery {
  @FlagParameter({
    description:
      'Only look: nothing is recorded, what would be refused is refused, and the answer, 200, shows `similar` alone. `Idempotency-Key` and `If-Match` have no part in it.',
  })
  dryRun?: boolean;

  @FlagParameter({
    description:
      'Whether the answer shows the claims that are like it, as the views have them: null where they cannot be asked, and the claim is recorded all the same.',
  })
  similar?: boolean;
}

/** Records claims, with a look at those that are like them. */
@ApiTags('claims')
@Controller('v1/claims')
export class ClaimsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly reads: ViewReads,
    private readonly nearDuplicates: NearDuplicates,
  ) {}

  @Post()
  @AllowedTo(RecordClaim.declared.access)
  @Writes({
    ...RecordClaim.declared,
    adds: { similar: Type.Optional(nullable(SimilarClaims)) },
    problems: ['views-unavailable'],
  })
  // Beside the responses: clients that are generated have one type for all that is answered with success.
  @ApiExtension('x-dry-run', {
    status: 200,
    description: 'With `dryRun=true`: nothing is recorded.',
    content: { 'application/json': { schema: Type.Object({ similar: SimilarClaims }) } },
  })
  async recordClaim(
    @Body() body: ClaimBody,
    @Query() { dryRun = false, similar = false }: RecordingQuery,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { text } = body;
    if (dryRun) {
      checkClaim(body, context.actor.id);
      await this.reads.begin({}, reply);
      void reply.status(200);
      return { similar: await this.nearDuplicates.find({ text }) };
    }
    const written = await this.commands.execute(
      new RecordClaim({ path: {}, query: {}, body, context }),
    );
    const answer = answerWritten(reply, written, true);
    if (!similar) return answer;
    const beside = await this.nearDuplicates.findBeside({ text, except: answer.id });
    return { ...answer, similar: beside };
  }
}
