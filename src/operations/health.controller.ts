import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';

import { AllowedTo } from '../access/route-access.js';
import { Gives } from '../http/accept.js';
import { MayAnswer } from '../http/documented.js';
import { named } from '../queries/answer-fields.js';
import { ClockCheck } from './clock-check.js';
import { DeliveryLag } from './delivery-lag.js';
import { Metrics } from './metrics.js';
import { ProjectionLag } from './projection-lag.js';
import { ReadinessAnswer, ReadinessCheck, type Readiness } from './readiness.js';

const LiveAnswer = named('Liveness', { live: Type.Boolean() });

/** What whoever runs the process asks it. */
@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: ReadinessCheck,
    private readonly lag: ProjectionLag,
    private readonly clock: ClockCheck,
    private readonly deliveries: DeliveryLag,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @AllowedTo('public')
  @MayAnswer('headers-too-large')
  @ApiOperation({
    summary: 'Whether the process answers at all',
    description: 'For whatever starts the process anew where it does not answer.',
  })
  @ApiResponse({ status: 200, description: 'It does.', schema: LiveAnswer })
  getLiveness() {
    return { live: true };
  }

  @Get('health/ready')
  @AllowedTo('public')
  @MayAnswer('headers-too-large')
  @ApiOperation({
    summary: 'Whether it can do its work, and what keeps it from that',
    description:
      'For whatever sends requests to it: the event store, the views and how far each projection is.',
  })
  @ApiResponse({ status: 200, description: 'It can.', schema: ReadinessAnswer })
  @ApiResponse({
    status: 503,
    description: 'It cannot; `reasons` says why.',
    schema: ReadinessAnswer,
  })
  async getReadiness(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.readiness.check();
    if (!readiness.ready) void reply.status(503);
    return readiness;
  }

  @Get('metrics')
  @AllowedTo('public')
  @Gives('text/plain')
  @MayAnswer('headers-too-large', 'not-acceptable')
  @ApiOperation({
    summary: 'Metrics in the text format of Prometheus',
    description: 'Requests, events, projections, leases and the process itself, for a scraper.',
  })
  @ApiResponse({
    status: 200,
    description: 'Metrics.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  async getMetrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.metrics.contentType);
    const projections = this.readiness.projections();
    const [behind, clockBehind, backlog] = await Promise.all([
      this.lag.eventsBehind(projections),
      this.clock.secondsBehind(),
      this.deliveries.backlog(),
    ]);
    this.metrics.setDeliveryBacklog(backlog);
    return this.metrics.text(projections, behind, clockBehind);
  }
}
