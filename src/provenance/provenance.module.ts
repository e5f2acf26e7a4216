import { Module } from '@nestjs/common';

import { ProvenanceController } from './provenance.controller.js';
import { GetImpactHandler, GetProvenanceHandler } from './queries/provenance-queries.js';

@Module({
  controllers: [ProvenanceController],
  providers: [GetProvenanceHandler, GetImpactHandler],
})
export class ProvenanceModule {}
