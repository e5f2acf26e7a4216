import { Module } from '@nestjs/common';

import { GetOverviewHandler, ListActivityHandler } from './queries/activity-queries.js';
import { StatsController } from './stats.controller.js';

@Module({
  controllers: [StatsController],
  providers: [GetOverviewHandler, ListActivityHandler],
})
export class ActivityModule {}
