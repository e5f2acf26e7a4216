import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { recordedIn, writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { POLICY_STREAM } from '../policy-stream.js';
import { policyDecider, type PolicyProposal } from '../policy.decider.js';

export interface PolicyWritten extends WriteAnswer {
  readonly version: number | null;
}

export class AdoptPolicy extends Command<PolicyWritten> {
  constructor(
    readonly policy: PolicyProposal,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AdoptPolicy)
export class AdoptPolicyHandler implements ICommandHandler<AdoptPolicy> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ policy, context }: AdoptPolicy): Promise<PolicyWritten> {
    const outcome = await this.runner.run({
      decider: policyDecider,
      stream: POLICY_STREAM,
      context,
      content: { name: 'AdoptPolicy', policy },
      command: () => ({ type: 'AdoptPolicy' as const, policy }),
    });
    const version = recordedIn(outcome, 'PolicyAdopted')?.version ?? null;
    return { ...writeAnswer('ledger', outcome), version };
  }
}
