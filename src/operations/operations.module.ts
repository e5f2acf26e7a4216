import { Module } from '@nestjs/common';

import { ClockCheck } from './clock-check.js';
import { HealthController } from './health.controller.js';
import { ProblemTypesController } from './problem-types.controller.js';
import { ProjectionLag } from './projection-lag.js';
import { ReadinessCheck } from './readiness.js';
import { Supervision } from './supervision.js';

/** What every process answers, whatever its role. */
@Module({
  controllers: [HealthController],
  providers: [ReadinessCheck, ClockCheck, ProjectionLag, Supervision],
})
export class HealthModule {}

@Module({ imports: [HealthModule], controllers: [ProblemTypesController] })
export class OperationsModule {}
