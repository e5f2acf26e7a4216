import { ledgerCatalog } from '../../events/ledger-catalog.js';
import type { RecordedEvent } from '../../events/envelope.js';
import type { EventFeed } from '../../projections/engine/event-feed.js';
import { rebuild } from '../../projections/engine/rebuild.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { AS_OF_RULE, asOfFrom, type AsOf } from '../queries/as-of.js';
import type { ViewDatabase } from '../view-store/view-database.js';
import { CommandFailed, EXIT } from './exit-codes.js';
import { progress } from './progress.js';

/** @throws CommandFailed for what is no moment. */
export function momentFrom(text: string): NonNullable<AsOf> {
  const asOf = asOfFrom(text);
  if (!asOf) throw new CommandFailed(`"${text}" is to be ${AS_OF_RULE}`, EXIT.usage);
  return asOf;
}

/** The log as it was at that moment. */
export function truncated(feed: EventFeed, asOf: AsOf): EventFeed {
  if (!asOf) return feed;
  if ('position' in asOf) {
    return {
      ...feedOf(feed),
      readAll: (options) => feed.readAll({ ...options, until: asOf.position }),
    };
  }
  return {
    ...feedOf(feed),
    readAll: (options) => recordedUntil(feed.readAll(options), asOf.instant),
  };
}

function feedOf(feed: EventFeed): EventFeed {
  return {
    readAll: (options) => feed.readAll(options),
    subscribe: (options) => feed.subscribe(options),
    head: () => feed.head(),
  };
}

async function* recordedUntil(
  events: AsyncIterable<RecordedEvent>,
  instant: string,
): AsyncGenerator<RecordedEvent> {
  for await (const event of events) if (event.metadata.recordedAt <= instant) yield event;
}

/** Folds the whole feed into empty views. @returns how many events. @throws CommandFailed */
export async function foldAgain(feed: EventFeed, views: ViewDatabase<ViewTables>): Promise<number> {
  const shown = progress();
  let events = 0;
  try {
    const states = await rebuild(
      { feed, catalog: ledgerCatalog, store: views.store },
      ledgerProjections,
      {
        onProgress: (made) => {
          events = made.events;
          shown.show(`replaying: ${made.events} events, ${made.eventsPerSecond}/s`);
        },
      },
    );
    const broken = states.find(({ failure }) => failure);
    if (broken?.failure) {
      const { position, reason } = broken.failure;
      throw new CommandFailed(`${broken.name} cannot be folded past ${position}: ${reason}`);
    }
  } catch (error) {
    shown.failed();
    throw error;
  }
  shown.done(`replayed ${events} events`);
  return events;
}
