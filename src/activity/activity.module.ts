import { Module } from '@nestjs/common';

import { featureOf } from '../routes/feature.js';
import { activityReads } from './activity.reads.js';

@Module(featureOf({ tag: 'dashboards', reads: activityReads }))
export class ActivityModule {}
