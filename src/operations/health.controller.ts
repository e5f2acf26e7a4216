import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';

import { AllowedTo } from '../access/route-access.js';
import { Gives } from '../http/accept.js';
import { ProblemResponses } from '../http/documented.js';
import { ClockCheck } from './clock-check.js';
import { Metrics } from './metrics.js';
import { ProjectionLag } from './projection-lag.js';
import { ReadinessAnswer, ReadinessCheck, type Readiness } from './readiness.js';

const LiveAnswer = Type.Object({ live: Type.Boolean() });

/** What whoever runs the process asks it. */
@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: ReadinessCheck,
    private readonly lag: ProjectionLag,
    private readonly clock: ClockCheck,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @AllowedTo('public')
  @ApiOperation({ summary: 'Whether the process answers at all' })
  @ApiResponse({ status: 200, description: 'It does.', schema: LiveAnswer })
  live() {
    return { live: true };
  }

  @Get('health/ready')
  @AllowedTo('public')
  @ApiOperation({ summary: 'Whether it can do its work, and what keeps it from that' })
  @ApiResponse({ status: 200, description: 'It can.', schema: ReadinessAnswer })
  @ApiResponse({
    status: 503,
    description: 'It cannot; `reasons` says why.',
    schema: ReadinessAnswer,
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.readiness.check();
    if (!readiness.ready) void reply.status(503);
    return readiness;
  }

  @Get('metrics')
  @AllowedTo('public')
  @Gives('text/plain')
  @ApiOperation({ summary: 'Metrics in the text format of Prometheus' })
  @ApiResponse({
    status: 200,
    description: 'Metrics.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  @ProblemResponses('not-acceptable')
  async scrape(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.metrics.contentType);
    const projections = this.readiness.projections();
    const [behind, clockBehind] = await Promise.all([
      this.lag.eventsBehind(projections),
      this.clock.secondsBehind(),
    ]);
    return this.metrics.text(projections, behind, clockBehind);
  }
}
