import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Role } from '../../../events/envelope.js';
import type { CommandContext } from '../../access/command-context.js';
import { derivedId } from '../../deciding/derived-id.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { MemberWrites } from './member-writes.js';

export class EnrolMember extends Command<WriteAnswer> {
  constructor(
    readonly member: {
      readonly name: string;
      readonly organisation: string;
      readonly roles: readonly Role[];
    },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(EnrolMember)
export class EnrolMemberHandler implements ICommandHandler<EnrolMember> {
  constructor(private readonly writes: MemberWrites) {}

  async execute({ member, context }: EnrolMember): Promise<WriteAnswer> {
    const id = derivedId(context.commandId, 'member');
    return this.writes.run(id, context, { type: 'EnrolMember', ...member });
  }
}

export class ChangeRoles extends Command<WriteAnswer> {
  constructor(
    readonly memberId: string,
    readonly roles: readonly Role[],
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ChangeRoles)
export class ChangeRolesHandler implements ICommandHandler<ChangeRoles> {
  constructor(private readonly writes: MemberWrites) {}

  async execute({ memberId, roles, context }: ChangeRoles): Promise<WriteAnswer> {
    const { actor } = context;
    return this.writes.run(memberId, context, { type: 'ChangeRoles', memberId, roles, actor });
  }
}

export class SuspendMember extends Command<WriteAnswer> {
  constructor(
    readonly memberId: string,
    readonly reason: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SuspendMember)
export class SuspendMemberHandler implements ICommandHandler<SuspendMember> {
  constructor(private readonly writes: MemberWrites) {}

  async execute({ memberId, reason, context }: SuspendMember): Promise<WriteAnswer> {
    const { actor } = context;
    return this.writes.run(memberId, context, { type: 'SuspendMember', memberId, reason, actor });
  }
}

export class ReinstateMember extends Command<WriteAnswer> {
  constructor(
    readonly memberId: string,
    readonly reason: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ReinstateMember)
export class ReinstateMemberHandler implements ICommandHandler<ReinstateMember> {
  constructor(private readonly writes: MemberWrites) {}

  async execute({ memberId, reason, context }: ReinstateMember): Promise<WriteAnswer> {
    return this.writes.run(memberId, context, { type: 'ReinstateMember', reason });
  }
}

export class RevokeKey extends Command<WriteAnswer> {
  constructor(
    readonly memberId: string,
    readonly keyId: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RevokeKey)
export class RevokeKeyHandler implements ICommandHandler<RevokeKey> {
  constructor(private readonly writes: MemberWrites) {}

  async execute({ memberId, keyId, context }: RevokeKey): Promise<WriteAnswer> {
    return this.writes.run(memberId, context, { type: 'RevokeKey', keyId });
  }
}
