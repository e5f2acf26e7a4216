import { InvalidArgumentError, Option, type Command } from 'commander';

import { ROLES } from '../../events/envelope.js';
import {
  changeMember,
  enrolMember,
  issueKey,
  listKeys,
  listMembers,
  revokeKey,
} from './members.js';
import { adminClient, adminCommand, type ServerCommandOptions } from './server-command.js';

const ID = 'the id of a member';

export function addMemberCommands(root: Command): void {
  const members = root
    .command('members')
    .description('see and change members, at a running server');
  adminCommand(members, 'list', 'list the members, newest first').action(
    async (options: ServerCommandOptions) => listMembers(await adminClient(options), options.json),
  );
  adminCommand(members, 'enrol', 'enrol a member; prints the id')
    .requiredOption('--name <name>', 'of a person or a program')
    .requiredOption('--organization <name>', 'that they belong to')
    .addOption(rolesOption())
    .action(
      async (
        options: ServerCommandOptions & { name: string; organization: string; roles: string[] },
      ) => {
        const { name, organization, roles, json } = options;
        await enrolMember(await adminClient(options), { name, organization, roles }, json);
      },
    );
  adminCommand(members, 'roles', 'set the roles of a member')
    .argument('<member>', ID)
    .addOption(rolesOption())
    .action(async (id: string, options: ServerCommandOptions & { roles: string[] }) =>
      changeMember(await adminClient(options), id, 'roles', { roles: options.roles }, options.json),
    );
  for (const [name, what, description] of [
    ['suspend', 'suspension', 'suspend a member: none of their keys works any more'],
    ['reinstate', 'reinstatement', 'reinstate a suspended member'],
  ] as const) {
    adminCommand(members, name, description)
      .argument('<member>', ID)
      .requiredOption('--reason <text>', 'why')
      .action(async (id: string, options: ServerCommandOptions & { reason: string }) =>
        changeMember(
          await adminClient(options),
          id,
          what,
          { reason: options.reason },
          options.json,
        ),
      );
  }
}

export function addRetakeCommand(root: Command): void {
  adminCommand(
    root,
    'retake',
    'take the texts of all captures out anew, as this release of the running server reads them',
  )
    .option('--dry-run', 'only tell which would differ', false)
    .action(async (options: ServerCommandOptions & { dryRun: boolean }) => {
      const { retake } = await import('./retake.js');
      await retake(await adminClient(options), options);
    });
}

export function addKeyCommands(root: Command): void {
  const keys = root.command('keys').description('see, issue and revoke keys, at a running server');
  adminCommand(keys, 'list', 'list the keys of a member, oldest first')
    .argument('<member>', ID)
    .action(async (id: string, options: ServerCommandOptions) =>
      listKeys(await adminClient(options), id, options.json),
    );
  adminCommand(keys, 'issue', 'issue a key; prints it this once')
    .argument('<member>', ID)
    .option('--label <text>', 'what it is for')
    .action(async (id: string, options: ServerCommandOptions & { label?: string }) =>
      issueKey(await adminClient(options), id, options.label, options.json),
    );
  adminCommand(keys, 'revoke', 'revoke a key')
    .argument('<member>', ID)
    .argument('<key-id>', 'as "keys list" shows it')
    .action(async (id: string, keyId: string, options: ServerCommandOptions) =>
      revokeKey(await adminClient(options), id, keyId, options.json),
    );
}

function rolesOption(): Option {
  return new Option('--roles <roles>', `comma between them: ${ROLES.join(', ')}`)
    .makeOptionMandatory()
    .argParser((text: string) => {
      const roles = text
        .split(',')
        .map((role) => role.trim())
        .filter((role) => role !== '');
      const unknown = roles.find((role) => !ROLES.some((known) => known === role));
      if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is no role.`);
      return roles;
    });
}
