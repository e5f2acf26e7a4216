import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import { generatedLedger } from './generated-ledger.js';

/** The generated ledger of so many events as a store gives them, for specs that need no store. */
export function generatedEvents(count: number): RecordedLedgerEvent[] {
  const recorded: RecordedLedgerEvent[] = [];
  for (const { stream, events, expected } of generatedLedger(count)) {
    let revision = expected === 'no-stream' ? -1n : expected;
    for (const event of events) {
      revision += 1n;
      const position = String(recorded.length + 1).padStart(16, '0');
      recorded.push({ ...event, stream, revision, position } as unknown as RecordedLedgerEvent);
    }
  }
  return recorded;
}
