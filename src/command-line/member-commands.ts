import { InvalidArgumentError, Option, type Command } from 'commander';

import { ROLES } from '../../events/envelope.js';
import { readSettings } from '../settings/settings.js';
import type { AdminClient, ServerOptions } from './admin-client.js';
import {
  changeMember,
  enrolMember,
  issueKey,
  listKeys,
  listMembers,
  revokeKey,
} from './members.js';

type AdminOptions = ServerOptions & { readonly json: boolean };

const ID = 'the id of a member';

export function addMemberCommands(root: Command): void {
  const members = root
    .command('members')
    .description('see and change members, at a running server');
  command(members, 'list', 'list the members, newest first').action(async (options: AdminOptions) =>
    listMembers(await client(options), options.json),
  );
  command(members, 'enrol', 'enrol a member; prints the id')
    .requiredOption('--name <name>', 'of a person or a program')
    .requiredOption('--organization <name>', 'that they belong to')
    .addOption(rolesOption())
    .action(
      async (options: AdminOptions & { name: string; organization: string; roles: string[] }) => {
        const { name, organization, roles, json } = options;
        await enrolMember(await client(options), { name, organization, roles }, json);
      },
    );
  command(members, 'roles', 'set the roles of a member')
    .argument('<member>', ID)
    .addOption(rolesOption())
    .action(async (id: string, options: AdminOptions & { roles: string[] }) =>
      changeMember(await client(options), id, 'roles', { roles: options.roles }, options.json),
    );
  for (const [name, what, description] of [
    ['suspend', 'suspension', 'suspend a member: none of their keys works any more'],
    ['reinstate', 'reinstatement', 'reinstate a suspended member'],
  ] as const) {
    command(members, name, description)
      .argument('<member>', ID)
      .requiredOption('--reason <text>', 'why')
      .action(async (id: string, options: AdminOptions & { reason: string }) =>
        changeMember(await client(options), id, what, { reason: options.reason }, options.json),
      );
  }
}

export function addRetakeCommand(root: Command): void {
  command(
    root,
    'retake',
    'take the texts of all captures out anew, as this release of the running server reads them',
  )
    .option('--dry-run', 'only tell which would differ', false)
    .action(async (options: AdminOptions & { dryRun: boolean }) => {
      const { retake } = await import('./retake.js');
      await retake(await client(options), options);
    });
}

export function addKeyCommands(root: Command): void {
  const keys = root.command('keys').description('see, issue and revoke keys, at a running server');
  command(keys, 'list', 'list the keys of a member, oldest first')
    .argument('<member>', ID)
    .action(async (id: string, options: AdminOptions) =>
      listKeys(await client(options), id, options.json),
    );
  command(keys, 'issue', 'issue a key; prints it this once')
    .argument('<member>', ID)
    .option('--label <text>', 'what it is for')
    .action(async (id: string, options: AdminOptions & { label?: string }) =>
      issueKey(await client(options), id, options.label, options.json),
    );
  command(keys, 'revoke', 'revoke a key')
    .argument('<member>', ID)
    .argument('<key-id>', 'as "keys list" shows it')
    .action(async (id: string, keyId: string, options: AdminOptions) =>
      revokeKey(await client(options), id, keyId, options.json),
    );
}

function command(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .option('--url <url>', 'of the server (default: as HOST and PORT say)')
    .option(
      '--key <key>',
      'of an admin (default: FACT_LEDGER_ADMIN_KEY, else the file admin-key in the data folder)',
    )
    .option('--json', 'answers in JSON', false);
}

async function client(options: AdminOptions): Promise<AdminClient> {
  const settings = readSettings(process.env);
  // Brings more of the server along than the help should wait for.
  const { AdminClient } = await import('./admin-client.js');
  return AdminClient.for(settings, options);
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
