import { CommandRefusedError } from '../deciding/command-refused.js';
import { EventStoreError } from '../event-store/event-store.js';

/** What is kept outside of the log for an event that is not recorded yet. */
export interface Kept {
  /** The event is recorded, or may be. */
  confirm(): void;
  /** It is not and will not be. */
  discard(): Promise<void>;
}

/** What a command has kept outside of the log. */
export class HeldForCommand {
  /** Whether an append may be under way, which may be carried out though it fails. */
  mayBeRecorded = false;
  private readonly kept: Kept[] = [];

  readonly hold = (kept: Kept) => void this.kept.push(kept);

  /** Returns what the command comes to, when what it has kept is confirmed or discarded. */
  async until<T>(ran: Promise<T>): Promise<T> {
    try {
      const outcome = await ran;
      for (const kept of this.kept) kept.confirm();
      return outcome;
    } catch (error) {
      for (const kept of this.kept) {
        if (this.mayBeRecorded && !isRefused(error)) kept.confirm();
        else await kept.discard();
      }
      throw error;
    }
  }
}

/** Whether nothing was appended, and nothing will be. */
function isRefused(error: unknown): boolean {
  if (error instanceof EventStoreError) return error.code === 'event-too-large';
  return error instanceof CommandRefusedError;
}
