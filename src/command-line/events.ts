import { POSITION_PATTERN } from '../../events/envelope.js';
import { EventLog, type LogSelection } from '../audit/event-log.js';
import type { Settings } from '../settings/settings.js';
import { openLogForReading } from './data-folder.js';
import { CommandFailed, EXIT } from './exit-codes.js';
import { logEndFrom } from './log-end.js';
import { printJson } from './output.js';

/** Prints the log, a line of JSON an event. @throws CommandFailed for a bound that is none. */
export async function printEvents(settings: Settings, selection: LogSelection): Promise<void> {
  const { after, until } = selection;
  if (after !== undefined && !POSITION_PATTERN.test(after)) {
    throw new CommandFailed(`--after: "${after}" is no position`, EXIT.usage);
  }
  if (until !== undefined) logEndFrom('--until', until);
  const store = await openLogForReading(settings);
  try {
    for await (const event of new EventLog(store).events(selection)) await printJson(event);
  } finally {
    await store.close();
  }
}
