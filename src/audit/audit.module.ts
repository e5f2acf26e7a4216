import { Module } from '@nestjs/common';

import { AuditController } from './audit.controller.js';
import { EventLog } from './event-log.js';
import { ClaimHistory } from './history/claim-history.js';
import { HistoryController } from './history/history.controller.js';
import { ClaimTopics } from './live/claim-topics.js';
import { LiveController } from './live/live.controller.js';
import { LiveEvents } from './live/live-events.js';

@Module({
  controllers: [LiveController, AuditController, HistoryController],
  providers: [EventLog, ClaimHistory, ClaimTopics, LiveEvents],
})
export class AuditModule {}
