import { Module } from '@nestjs/common';

import { AuditController } from './audit.controller.js';
import { EventLog } from './event-log.js';

@Module({ controllers: [AuditController], providers: [EventLog] })
export class AuditModule {}
