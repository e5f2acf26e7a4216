import { EventStoreError } from '../event-store/event-store.js';
import { EXIT_BAD_SETTINGS, SettingsError } from '../settings/settings.js';
import { ViewsUnavailableError } from '../view-store/views-unavailable.js';

/** Where the name exists there, as in BSD's sysexits.h. */
export const EXIT = {
  /** The command could not do its work. */
  failed: 1,
  /** The command's words are off. */
  usage: 2,
  /** The server that it speaks to, or the database of the views, refused or cannot be reached. */
  unavailable: 69,
  /** Another server has the data folder. */
  locked: 75,
  badSettings: EXIT_BAD_SETTINGS,
} as const;

export const EXIT_HELP = `
Exit codes:
  0   done, also where the reader of the output wanted no more of it
  1   failed, or a comparison found a difference
  2   wrong use
  69  the server, or the database of the views, refused or cannot be reached
  75  another server has the data folder
  78  a setting is wrong
  130, 143  stopped by SIGINT or SIGTERM before it was done`;

/** A failure whose message says all that an operator needs. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  constructor(
    message: string,
    readonly exitCode: number = EXIT.failed,
  ) {
    super(message);
  }
}

/** @returns the exit code for what a command threw, and what to say of it. */
export function explain(error: unknown): { readonly code: number; readonly message: string } {
  if (error instanceof CommandFailed) return { code: error.exitCode, message: error.message };
  if (error instanceof SettingsError) return { code: EXIT.badSettings, message: error.message };
  if (error instanceof EventStoreError && error.code === 'locked') {
    return { code: EXIT.locked, message: error.message };
  }
  if (error instanceof ViewsUnavailableError) {
    return { code: EXIT.unavailable, message: error.message };
  }
  if (error instanceof EventStoreError && error.code === 'unreachable') {
    return { code: EXIT.unavailable, message: error.message };
  }
  return { code: EXIT.failed, message: messageOf(error) };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
