import { Module } from '@nestjs/common';

import { OperationsController } from './operations.controller.js';
import { ReadinessCheck } from './readiness.js';

@Module({ controllers: [OperationsController], providers: [ReadinessCheck] })
export class OperationsModule {}
