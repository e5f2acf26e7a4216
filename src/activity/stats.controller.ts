import { Controller, Get, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Lists, Reads } from '../http/documented.js';
import { listing } from '../queries/listing.js';
import type { Page } from '../queries/page.js';
import { PastRead } from '../queries/reading.dto.js';
import { ViewReads } from '../queries/view-reads.js';
import { ActivityQuery } from './dto/activity.dto.js';
import { GetOverview, ListActivity } from './queries/activity-queries.js';
import { OverviewAnswer } from './queries/overview.js';
import { DayPage, type DayAnswer } from './queries/per-day.js';

@ApiTags('dashboards')
@Controller('v1/stats')
export class StatsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly reads: ViewReads,
  ) {}

  @Get('overview')
  @Reads({ summary: 'How much there is, and how claims stand', answer: OverviewAnswer })
  async overview(
    @Query() query: PastRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OverviewAnswer> {
    const { asOf } = await this.reads.begin(query, reply);
    return this.queries.execute(new GetOverview(asOf));
  }

  @Get('activity')
  @Lists({ summary: 'What happened per day (UTC), the latest day first', answer: DayPage })
  async activity(
    @Query() query: ActivityQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<DayAnswer> | StreamableFile> {
    await this.reads.begin(query, reply);
    const { from, until } = query;
    return listing(request, query, (page) =>
      this.queries.execute(new ListActivity({ ...page, from, until })),
    );
  }
}
