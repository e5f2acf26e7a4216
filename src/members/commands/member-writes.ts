import { Injectable } from '@nestjs/common';

import type { CommandContext } from '../../access/command-context.js';
import { MemberDirectory } from '../../access/member-directory.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { writeAnswer, type Outcome } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { memberDecider, type MemberCommand } from '../member.decider.js';

/** Writes to a member's stream; what they change holds for the next request. */
@Injectable()
export class MemberWrites {
  constructor(
    private readonly runner: CommandRunner,
    private readonly directory: MemberDirectory,
  ) {}

  async run(
    memberId: string,
    context: CommandContext,
    command: MemberCommand,
  ): Promise<WriteAnswer> {
    return writeAnswer(memberId, await this.record(memberId, context, command));
  }

  /** @param content what makes two commands the same, where the command holds more than that. */
  async record(
    memberId: string,
    context: CommandContext,
    command: MemberCommand,
    content: object = withoutActor(command),
  ): Promise<Outcome> {
    const outcome = await this.runner.run({
      decider: memberDecider,
      stream: `member-${memberId}`,
      context,
      content: { name: command.type, ...content },
      command: () => command,
    });
    this.directory.apply(memberId, outcome);
    return outcome;
  }
}

/** The caller's roles may change between two tries of a command. */
function withoutActor(command: MemberCommand): object {
  const { actor: _, ...content } = { actor: undefined, ...command };
  return content;
}
