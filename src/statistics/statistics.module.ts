import { Module } from '@nestjs/common';

import { featureOf } from '../routes/feature.js';
import { statisticsReads } from './statistics.reads.js';

@Module(featureOf({ tag: 'dashboards', reads: statisticsReads }))
export class StatisticsModule {}
