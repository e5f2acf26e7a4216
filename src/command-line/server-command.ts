import type { Command } from 'commander';

import { readMemberKey, readSettings } from '../settings/settings.js';
import type { LedgerClient, ServerOptions } from './ledger-client.js';

export type ServerCommandOptions = ServerOptions & { readonly json: boolean };

/** A command that speaks to a running server as an admin. */
export function adminCommand(parent: Command, name: string, description: string): Command {
  return serverCommand(
    parent,
    name,
    description,
    'of an admin (default: FACT_LEDGER_ADMIN_KEY, else the file admin-key in the data folder)',
  );
}

/** A command that speaks to a running server as a member, or as nobody where no key is given. */
export function memberCommand(parent: Command, name: string, description: string): Command {
  return serverCommand(parent, name, description, 'of a member (default: FACT_LEDGER_KEY)');
}

function serverCommand(parent: Command, name: string, description: string, key: string): Command {
  return parent
    .command(name)
    .description(description)
    .option('--url <url>', 'of the server (default: as HOST and PORT say)')
    .option('--key <key>', key)
    .option('--json', 'answers in JSON', false);
}

export async function adminClient(options: ServerOptions): Promise<LedgerClient> {
  const settings = readSettings(process.env);
  // Brings more of the server along than the help should wait for.
  const { LedgerClient } = await import('./ledger-client.js');
  return LedgerClient.forAdmin(settings, options);
}

export async function memberClient(options: ServerOptions): Promise<LedgerClient> {
  const settings = readSettings(process.env);
  const { LedgerClient } = await import('./ledger-client.js');
  return LedgerClient.forMember(settings, readMemberKey(process.env), options);
}
