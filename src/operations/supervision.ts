import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

import { Supervisor } from '../following/supervisor.js';

/**
 * The supervisor in Nest's lifecycle: what is registered starts before the first request is taken, and
 * stops after the last one is answered.
 * https://docs.nestjs.com/fundamentals/lifecycle-events
 */
@Injectable()
export class Supervision
  extends Supervisor
  implements OnApplicationBootstrap, OnApplicationShutdown
{
  onApplicationBootstrap(): Promise<void> {
    return this.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.stop();
  }
}
