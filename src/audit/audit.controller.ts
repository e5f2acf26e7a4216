import { Controller, Get, Param, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { POSITION_PATTERN, type Position } from '../../events/envelope.js';
import { Lists, Reads } from '../http/documented.js';
import { IdParameter } from '../http/id-parameter.js';
import { lines, wantsLines } from '../http/list-answer.js';
import { notFound } from '../http/problem.js';
import { CurrentRead } from '../queries/reading.dto.js';
import { viewBehind } from '../queries/view-reads.js';
import { EventListQuery, HistoryQuery } from './audit.dto.js';
import { EventAnswer, EventPage } from './event-answer.js';
import { EventLog } from './event-log.js';

@ApiTags('audit')
@Controller('v1')
export class AuditController {
  constructor(private readonly log: EventLog) {}

  @Get('events')
  @Lists({ summary: 'The event log, oldest first', answer: EventPage })
  async list(
    @Query() { atLeast, limit, ...selection }: EventListQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EventPage | StreamableFile> {
    await this.begin(atLeast, reply);
    if (wantsLines(request)) return lines(this.log.events(selection));
    return this.log.page(selection, limit);
  }

  @Get('events/:position')
  @Reads({ summary: 'The event at a position', answer: EventAnswer, parameters: ['position'] })
  async get(
    @Param('position') position: string,
    @Query() { atLeast }: CurrentRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EventAnswer> {
    await this.begin(atLeast, reply);
    const event = POSITION_PATTERN.test(position) ? await this.log.at(position) : undefined;
    if (!event) throw notFound('event at', position);
    return event;
  }

  @Get('claims/:id/history')
  @Reads({
    summary: "A claim's events, oldest first",
    answer: EventPage,
    parameters: ['id'],
  })
  async history(
    @IdParameter('id', 'claim') id: string,
    @Query() { atLeast, after, limit }: HistoryQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EventPage> {
    await this.begin(atLeast, reply);
    const behind = after === undefined ? undefined : BigInt(after);
    const page = await this.log.history(`claim-${id}`, behind, limit);
    if (page.items.length === 0 && behind === undefined) throw notFound('claim', id);
    return page;
  }

  /** The log is the record itself: it never lags behind, and only a position from elsewhere is not in it. */
  private async begin(atLeast: Position | undefined, reply: FastifyReply): Promise<void> {
    const head = await this.log.head();
    if (atLeast !== undefined && (head === undefined || head < atLeast)) throw viewBehind(atLeast);
    if (head !== undefined) void reply.header('Ledger-Position', head);
  }
}
