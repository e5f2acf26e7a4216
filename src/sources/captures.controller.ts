import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Context, type CommandContext } from '../access/command-context.js';
import { Writes } from '../http/documented.js';
import { IdParameter } from '../http/id-parameter.js';
import { answerWrite } from '../http/write-answer.js';
import { CAPTURED } from './captured.js';
import { CaptureByUrl } from './commands/capture-by-url.js';
import { CaptureBody } from './dto/capture.dto.js';

@ApiTags('sources')
@Controller('v1/sources')
export class CapturesController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/captures')
  @Writes({
    summary: 'Fetch a file and capture it, where FACT_LEDGER_CAPTURE_URLS lets the server fetch',
    creates: true,
    parameters: ['id'],
    adds: CAPTURED,
  })
  async capture(
    @IdParameter('id', 'source') id: string,
    @Body() { url }: CaptureBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = await this.commands.execute(new CaptureByUrl(id, url, context));
    return answerWrite(reply, answer, `/v1/snapshots/${answer.sha256}`);
  }
}
