import { Controller, Get, Param, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { POSITION_PATTERN } from '../../events/envelope.js';
import { Lists, Reads } from '../http/documented.js';
import { IdParameter } from '../http/id-parameter.js';
import { lines, wantsLines } from '../http/list-answer.js';
import { notFound } from '../http/problem.js';
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
    @Query() { limit, ...selection }: EventListQuery,
    @Req() request: FastifyRequest,
  ): Promise<EventPage | StreamableFile> {
    if (wantsLines(request)) return lines(this.log.events(selection));
    return this.log.page(selection, limit);
  }

  @Get('events/:position')
  @Reads({ summary: 'The event at a position', answer: EventAnswer, parameters: ['position'] })
  async get(@Param('position') position: string): Promise<EventAnswer> {
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
    @Query() { after, limit }: HistoryQuery,
  ): Promise<EventPage> {
    const behind = after === undefined ? undefined : BigInt(after);
    const page = await this.log.history(`claim-${id}`, behind, limit);
    if (page.items.length === 0 && behind === undefined) throw notFound('claim', id);
    return page;
  }
}
