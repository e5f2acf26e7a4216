import { Body, Controller, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Context, type CommandContext } from '../access/command-context.js';
import { Writes } from '../http/documented.js';
import { IdParameter, NumberParameter } from '../http/id-parameter.js';
import { answerWrite } from '../http/write-answer.js';
import { answerCapture, CAPTURED, KNOWN_CAPTURE, TEXT_TAKEN } from './captured.js';
import { CaptureByUrl } from './commands/capture-by-url.js';
import { TakeText } from './commands/take-text.js';
import { CaptureBody, TakingQuery } from './dto/capture.dto.js';

@ApiTags('sources')
@Controller('v1/sources')
export class CapturesController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/captures')
  @Writes({
    summary: 'Fetch a file and capture it, where FACT_LEDGER_CAPTURE_URLS lets the server fetch',
    creates: true,
    known: KNOWN_CAPTURE,
    parameters: ['id'],
    adds: CAPTURED,
  })
  async capture(
    @IdParameter('id', 'source') id: string,
    @Body() { url }: CaptureBody,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerCapture(reply, await this.commands.execute(new CaptureByUrl(id, url, context)));
  }

  @Post(':id/captures/:capture/texts')
  @Writes({
    summary:
      'Take the text of a capture out anew, as this release reads it; where it differs it is recorded, and citations of the source are looked for in it',
    parameters: ['id', 'capture'],
    adds: TEXT_TAKEN,
  })
  async takeText(
    @IdParameter('id', 'source') id: string,
    @NumberParameter('capture', 'capture') capture: number,
    @Query() { dryRun = false }: TakingQuery,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new TakeText(id, capture, dryRun, context);
    return answerWrite(reply, await this.commands.execute(command));
  }
}
