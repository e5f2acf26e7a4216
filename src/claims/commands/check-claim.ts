import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { CommandRefusedError } from '../../deciding/command-refused.js';
import { claimDecider } from '../claim.decider.js';
import { claimOf, type ClaimContent } from './record-claim.js';

/** Whether a claim would be recorded as it is given. Nothing is. */
export class CheckClaim extends Command<void> {
  constructor(
    readonly content: ClaimContent,
    readonly recordedBy: string,
  ) {
    super();
  }
}

@CommandHandler(CheckClaim)
export class CheckClaimHandler implements ICommandHandler<CheckClaim> {
  /** @throws CommandRefusedError where recording it would be refused. */
  async execute({ content, recordedBy }: CheckClaim): Promise<void> {
    const claim = claimOf(content, recordedBy);
    const decision = claimDecider.decide({ type: 'RecordClaim', claim }, claimDecider.initial);
    if ('refusal' in decision) throw new CommandRefusedError(decision.refusal);
  }
}
