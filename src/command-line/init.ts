import { parseConnectionString } from '../event-store/connection-string.js';
import { checkServer, prepareServer } from '../event-store/eventstoredb/server-preparation.js';
import { asSettingsError, SettingsError, type Settings } from '../settings/settings.js';
import { CommandFailed } from './exit-codes.js';
import { printLine } from './output.js';

export interface InitCommand {
  /** Connection string of an administrator of the server. */
  readonly adminUrl: string | undefined;
  /** Changes nothing. */
  readonly check: boolean;
}

/** Prepares the event store server, then tells whether it is as it is to be. @throws CommandFailed */
export async function init(
  { eventStoreUrl, streamPrefix }: Settings,
  { adminUrl, check }: InitCommand,
): Promise<void> {
  if (eventStoreUrl === undefined) {
    throw new SettingsError('EVENT_STORE_URL: names no server; SQLite needs no preparation');
  }
  if (!check) await prepare(eventStoreUrl, adminUrl);
  const findings = await asSettingsError(
    'EVENT_STORE_URL',
    checkServer(eventStoreUrl, streamPrefix),
  );
  for (const finding of findings) await printLine(finding);
  if (findings.length > 0) throw new CommandFailed('the event store is not prepared');
  await printLine('The event store is prepared.');
}

async function prepare(eventStoreUrl: string, adminUrl: string | undefined): Promise<void> {
  const { insecure, user } = parseConnectionString(eventStoreUrl);
  if (insecure) return;
  if (user === undefined) {
    throw new SettingsError(
      'EVENT_STORE_URL: names no user, such as kurrentdb://ledger:password@host',
    );
  }
  if (adminUrl === undefined) {
    throw new SettingsError(
      'EVENT_STORE_ADMIN_URL: is needed to prepare a server, as kurrentdb://admin:password@host',
    );
  }
  const prepared = prepareServer(adminUrl, user);
  for (const done of await asSettingsError('EVENT_STORE_ADMIN_URL', prepared))
    await printLine(done);
}
