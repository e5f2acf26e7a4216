import { Module } from '@nestjs/common';

import { AdoptPolicyHandler } from './commands/adopt-policy.js';
import { PolicyController } from './policy.controller.js';
import { GetPolicyHandler, ListPoliciesHandler } from './queries/policy-queries.js';

@Module({
  controllers: [PolicyController],
  providers: [AdoptPolicyHandler, GetPolicyHandler, ListPoliciesHandler],
})
export class PolicyModule {}
