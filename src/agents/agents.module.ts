import { Module } from '@nestjs/common';

import { AgentsController } from './agents.controller.js';
import { IdentifyAgentsHandler } from './commands/identify-agents.js';
import { RetractIdentificationHandler } from './commands/retract-identification.js';
import {
  GetIdentificationHandler,
  ListIdentificationsHandler,
} from './queries/identification-queries.js';

@Module({
  controllers: [AgentsController],
  providers: [
    IdentifyAgentsHandler,
    RetractIdentificationHandler,
    GetIdentificationHandler,
    ListIdentificationsHandler,
  ],
})
export class AgentsModule {}
