import type { DomainEvent, Position } from '../../events/envelope.js';
import type { DataOf, LedgerEvent } from '../../events/ledger-event.js';

/** What became of a command; the same however often it is tried. */
export interface Outcome {
  /**
   * What it recorded, now or when it was first tried, in the current versions; nothing where the
   * record said so already.
   */
  readonly events: readonly DomainEvent[];
  /** The revision of the last of them, or of the stream's last event. */
  readonly revision: bigint;
  readonly position: Position;
}

/** The data of the first event of that type that the command recorded. */
export function recordedIn<T extends LedgerEvent['type']>(
  { events }: Outcome,
  type: T,
): DataOf<T> | undefined {
  // The catalog has brought it to its current version, which its type describes.
  return events.find((event) => event.type === type)?.data as DataOf<T> | undefined;
}
