import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import { toPosition } from '../../src/event-store/sqlite/position.js';
import { generateLedger, type GeneratedLedgerOptions } from './generated-ledger.js';

/** The events of a generated ledger as a store gives them back, for folds and queries without one. */
export function generatedEvents(options: GeneratedLedgerOptions): RecordedLedgerEvent[] {
  const recorded: RecordedLedgerEvent[] = [];
  for (const { stream, events, expected } of generateLedger(options)) {
    for (const [n, event] of events.entries()) {
      const revision = (expected === 'no-stream' ? -1n : expected) + BigInt(n + 1);
      const position = toPosition(recorded.length + 1);
      // The catalog knows its type, so it is one of the ledger's events.
      recorded.push({ ...event, stream, revision, position } as unknown as RecordedLedgerEvent);
    }
  }
  return recorded;
}
