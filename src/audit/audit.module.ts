import { Module } from '@nestjs/common';

import { AuditController } from './audit.controller.js';
import { EventLog } from './event-log.js';
import { ClaimHistory } from './history/claim-history.js';
import { HistoryController } from './history/history.controller.js';

@Module({ controllers: [AuditController, HistoryController], providers: [EventLog, ClaimHistory] })
export class AuditModule {}
