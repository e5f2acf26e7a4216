import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '../../access/command-context.js';
import { digestOf, newKey } from '../../access/key.js';
import { derivedId } from '../../deciding/derived-id.js';
import { recordedIn, writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { MemberWrites } from './member-writes.js';

export interface KeyIssuedAnswer extends WriteAnswer {
  readonly keyId: string;
  /** Shown once: null where the request repeats one that was carried out. */
  readonly key: string | null;
}

export class IssueKey extends Command<KeyIssuedAnswer> {
  constructor(
    readonly memberId: string,
    readonly label: string | undefined,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(IssueKey)
export class IssueKeyHandler implements ICommandHandler<IssueKey> {
  constructor(private readonly writes: MemberWrites) {}

  async execute({ memberId, label, context }: IssueKey): Promise<KeyIssuedAnswer> {
    const key = newKey();
    const sha256 = digestOf(key);
    const keyId = derivedId(context.commandId, 'key');
    const labelled = label === undefined ? {} : { label };
    const outcome = await this.writes.record(
      memberId,
      context,
      { type: 'IssueKey', keyId, sha256, ...labelled },
      labelled,
    );
    const isOurs = recordedIn(outcome, 'KeyIssued')?.sha256 === sha256;
    return { ...writeAnswer(memberId, outcome), keyId, key: isOurs ? key : null };
  }
}
