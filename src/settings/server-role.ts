import { SettingsError } from './settings.js';

/** What a server does: answer requests, keep the views up to the log, or both. */
export const SERVER_ROLES = ['all', 'api', 'projector'] as const;
export type ServerRole = (typeof SERVER_ROLES)[number];

interface Engines {
  readonly eventStoreUrl?: string | undefined;
  readonly readModelUrl: string | undefined;
}

/** @throws SettingsError where the engines are one process's own, which has to do everything then. */
export function mustSuitRole(role: ServerRole, { eventStoreUrl, readModelUrl }: Engines): void {
  if (role === 'all') return;
  const lacking = [
    ...(eventStoreUrl === undefined ? ['EVENT_STORE_URL'] : []),
    ...(readModelUrl === undefined ? ['READ_MODEL_URL'] : []),
  ];
  if (lacking.length === 0) return;
  throw new SettingsError(
    `${lacking.join(', ')}: --role ${role} is for several processes over one ledger, which need an event store and a database of views that all of them reach; the embedded SQLite belongs to one process, with --role all`,
  );
}
