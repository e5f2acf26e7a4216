import { openSqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { generateLedger, type GeneratedAppend } from '../test/support/generated-ledger.js';

const TOGETHER = 500;

/** Writes a generated ledger into an events file, through the port, and closes it. */
export async function writeGeneratedLog(file: string, events: number): Promise<void> {
  const store = openSqliteEventStore({ file });
  try {
    let waiting: GeneratedAppend[] = [];
    const write = async () => {
      await Promise.all(
        waiting.map(({ stream, events: own, ...options }) => store.append(stream, own, options)),
      );
      waiting = [];
    };
    for (const append of generateLedger({ events })) {
      waiting.push(append);
      if (waiting.length === TOGETHER) await write();
    }
    await write();
  } finally {
    await store.close();
  }
}
