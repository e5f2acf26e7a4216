import { Module } from '@nestjs/common';

import { CitationsController } from './citations.controller.js';
import { AddCitationHandler } from './commands/add-citation.js';
import { RetractCitationHandler } from './commands/retract-citation.js';
import { GetCitationHandler, ListCitationsHandler } from './queries/citation-queries.js';

@Module({
  controllers: [CitationsController],
  providers: [AddCitationHandler, RetractCitationHandler, GetCitationHandler, ListCitationsHandler],
})
export class CitationsModule {}
