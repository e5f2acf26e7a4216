import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';

import { ProblemResponses } from '../http/documented.js';
import { notFound, PROBLEMS, type ProblemCode } from '../http/problem.js';
import { Metrics } from './metrics.js';
import { ReadinessAnswer, ReadinessCheck, type Readiness } from './readiness.js';

const LiveAnswer = Type.Object({ live: Type.Boolean() });

const ProblemTypeAnswer = Type.Object({
  type: Type.String({ description: '`/problems/<code>`' }),
  status: Type.Integer(),
  title: Type.String(),
});

@ApiTags('operations')
@Controller()
export class OperationsController {
  constructor(
    private readonly readiness: ReadinessCheck,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @ApiOperation({ summary: 'Whether the process answers at all' })
  @ApiResponse({ status: 200, description: 'It does.', schema: LiveAnswer })
  live() {
    return { live: true };
  }

  @Get('health/ready')
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
  @ApiOperation({ summary: 'Metrics in the text format of Prometheus' })
  @ApiResponse({
    status: 200,
    description: 'Metrics.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  async scrape(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.metrics.contentType);
    return this.metrics.text(this.readiness.projections());
  }

  @Get('problems/:code')
  @ApiOperation({ summary: 'What a problem type means (RFC 9457)' })
  @ApiParam({ name: 'code', schema: { type: 'string' } })
  @ApiResponse({ status: 200, description: 'Its status and title.', schema: ProblemTypeAnswer })
  @ProblemResponses('not-found')
  problem(@Param('code') code: string) {
    if (!Object.hasOwn(PROBLEMS, code)) throw notFound('problem type', code);
    return { type: `/problems/${code}`, ...PROBLEMS[code as ProblemCode] };
  }
}
