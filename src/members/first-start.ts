import { Inject, Injectable } from '@nestjs/common';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v5 as uuidv5 } from 'uuid';

import { CommandRunner } from '../deciding/command-runner.js';
import { derivedId } from '../deciding/derived-id.js';
import { errorCodeOf } from '../runtime/error-code.js';
import { ADMIN_KEY_FILE } from './admin-key-file.js';
import { memberDecider, type MemberCommand } from './member.decider.js';
import { SETTINGS } from '../parts.js';
import { DEFAULT_POLICY } from '../policy/default-policy.js';
import { POLICY_STREAM } from '../policy/policy-stream.js';
import { policyDecider } from '../policy/policy.decider.js';
import type { Settings } from '../settings/settings.js';
import type { CommandContext } from '../deciding/command-context.js';
import { digestOf, LOWEST_KEY_LENGTH, newKey } from '../access/key.js';
import { MemberDirectory } from './member-directory.js';
import { SYSTEM } from '../deciding/system-actor.js';

/**
 * What a ledger needs before anybody can use it: a policy, and an admin with a key. The commands have
 * fixed ids, so that a start that was cut short is finished by the next, and none happens twice.
 */
@Injectable()
export class FirstStart {
  constructor(
    private readonly runner: CommandRunner,
    private readonly directory: MemberDirectory,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async prepare(): Promise<void> {
    const { policy } = await this.runner.load(policyDecider, POLICY_STREAM);
    if (!policy) {
      await this.runner.run({
        decider: policyDecider,
        stream: POLICY_STREAM,
        context: contextFor('first-policy'),
        content: { name: 'AdoptPolicy', policy: DEFAULT_POLICY },
        command: () => ({
          type: 'AdoptPolicy' as const,
          policy: DEFAULT_POLICY,
          reviewers: { members: 0, organizations: 0 },
        }),
      });
    }
    const { adminKey } = this.settings;
    if (adminKey === undefined && this.directory.hasMemberWith('admin')) return;
    const sha256 = digestOf(adminKey ?? (await this.keptKey()));
    // Known already, perhaps revoked since: it is not issued again.
    if (this.directory.find(sha256)) return;
    const enrolment = contextFor(`admin ${sha256}`);
    const issue = contextFor(`admin key ${sha256}`);
    await this.ofMember(enrolment.commandId, enrolment, {
      type: 'EnrolMember',
      name: 'Administrator',
      organization: SYSTEM.organization,
      roles: ['admin'],
    });
    const keyId = derivedId(issue.commandId, 'key');
    const label = adminKey === undefined ? 'made at the first start' : 'set by the operator';
    await this.ofMember(enrolment.commandId, issue, { type: 'IssueKey', keyId, sha256, label });
  }

  private async ofMember(
    memberId: string,
    context: CommandContext,
    command: MemberCommand,
  ): Promise<void> {
    const outcome = await this.runner.run({
      decider: memberDecider,
      stream: `member-${memberId}`,
      context,
      content: { name: command.type },
      command: () => command,
    });
    this.directory.apply(memberId, outcome);
  }

  /** Keeps the key on disk before it is recorded: one that nobody could read again would lock everybody out. */
  private async keptKey(): Promise<string> {
    const { dataDir } = this.settings;
    const file = join(dataDir, ADMIN_KEY_FILE);
    const kept = await keyIn(file);
    if (kept !== undefined) return kept;
    const key = newKey();
    await mkdir(dataDir, { recursive: true });
    const handle = await open(file, 'w', 0o600);
    try {
      await handle.chmod(0o600);
      await handle.writeFile(`${key}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return key;
  }
}

/** Undefined where there is no file, or a start that was cut short left none in it. */
async function keyIn(file: string): Promise<string | undefined> {
  try {
    const key = (await readFile(file, 'utf8')).trim();
    return key.length >= LOWEST_KEY_LENGTH ? key : undefined;
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function contextFor(what: string): CommandContext {
  const commandId = uuidv5(what, SYSTEM.id);
  return { actor: SYSTEM, commandId, correlationId: commandId };
}
