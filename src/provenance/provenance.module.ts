import { Module } from '@nestjs/common';

import { featureOf } from '../routes/feature.js';
import { provenanceReads } from './provenance.reads.js';

@Module(featureOf({ tag: 'provenance', reads: provenanceReads }))
export class ProvenanceModule {}
