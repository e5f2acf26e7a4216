import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Agent } from '../../../events/fields.js';
import { identifiersOf } from '../../../projections/provenance/agent-identifiers.js';
import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { derivedId } from '../../deciding/derived-id.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { agentDecider } from '../agent.decider.js';

export class IdentifyAgents extends Command<WriteAnswer> {
  constructor(
    readonly agents: readonly Agent[],
    readonly reason: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(IdentifyAgents)
export class IdentifyAgentsHandler implements ICommandHandler<IdentifyAgents> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ agents, reason, context }: IdentifyAgents): Promise<WriteAnswer> {
    const id = derivedId(context.commandId, 'agent');
    const outcome = await this.runner.run({
      decider: agentDecider,
      stream: `agent-${id}`,
      begins: true,
      context,
      content: { name: 'IdentifyAgents', agents, reason },
      command: () => ({
        type: 'IdentifyAgents' as const,
        agents,
        identifiers: agents.map(identifiersOf),
        reason,
        identifiedBy: context.actor.id,
      }),
    });
    return writeAnswer(id, outcome);
  }
}
