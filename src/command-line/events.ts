import { EventLog, type LogSelection } from '../audit/event-log.js';
import type { Settings } from '../settings/settings.js';
import { openLogForReading } from './data-folder.js';
import { printJson } from './output.js';

/** Prints the log, a line of JSON an event. */
export async function printEvents(settings: Settings, selection: LogSelection): Promise<void> {
  const store = openLogForReading(settings);
  try {
    for await (const event of new EventLog(store).events(selection)) await printJson(event);
  } finally {
    await store.close();
  }
}
