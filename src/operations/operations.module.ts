import { Module } from '@nestjs/common';

import { ClockCheck } from './clock-check.js';
import { DeliveryLag } from './delivery-lag.js';
import { HealthController } from './health.controller.js';
import { ProblemPagesController } from './problem-pages.controller.js';
import { ProjectionLag } from './projection-lag.js';
import { ReadinessCheck } from './readiness.js';
import { Supervision } from './supervision.js';

/** What every process answers, whatever its role: its problem documents lead to pages, too. */
@Module({
  controllers: [HealthController, ProblemPagesController],
  providers: [ReadinessCheck, ClockCheck, ProjectionLag, DeliveryLag, Supervision],
})
export class OperationsModule {}
