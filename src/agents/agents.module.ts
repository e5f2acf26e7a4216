import { Module } from '@nestjs/common';

import { featureOf } from '../routes/feature.js';
import { agentReads } from './agents.reads.js';
import { IdentifyAgents } from './commands/identify-agents.js';
import { RetractIdentification } from './commands/retract-identification.js';

@Module(
  featureOf({
    tag: 'agents',
    commands: [IdentifyAgents, RetractIdentification],
    reads: agentReads,
  }),
)
export class AgentsModule {}
