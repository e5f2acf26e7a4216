import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { RecordedEvent } from '../../events/envelope.js';
import { rebuild } from '../../projections/engine/rebuild.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { ViewTables } from '../../projections/view-tables.js';
import type { EventFeed } from '../following/event-feed.js';
import { engineOver, VIEWS_FILE } from '../ledger-views.js';
import { openSqliteViews, type ViewDatabase } from '../view-store/view-database.js';
import { CommandFailed } from './exit-codes.js';
import { amount } from './output.js';
import { progress } from './progress.js';

/** Empty views in a folder of their own, which goes when they are closed. */
export async function scratchViews(): Promise<ViewDatabase<ViewTables>> {
  const folder = await mkdtemp(join(tmpdir(), 'fact-ledger-replay-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const views = openSqliteViews<ViewTables>({ file: join(folder, VIEWS_FILE) });
    const close = async () => {
      await views.close();
      await remove();
    };
    return { ...views, close };
  } catch (error) {
    await remove();
    throw error;
  }
}

export interface Folded {
  readonly events: number;
  /** The latest at which one of them was recorded; undefined where there was none. */
  readonly latest: string | undefined;
}

/** Folds the whole feed into empty views. @throws CommandFailed where one of them cannot hold it. */
export async function foldAgain(
  feed: EventFeed,
  views: ViewDatabase<ViewTables>,
  signal: AbortSignal,
): Promise<Folded> {
  const shown = progress();
  const noted = { events: 0, latest: undefined as string | undefined };
  try {
    const states = await rebuild(engineOver(noting(feed, noted), views), ledgerProjections, {
      signal,
      onProgress: ({ events, eventsPerSecond }) =>
        shown.show(`replaying: ${amount(events, 'event')}, ${eventsPerSecond}/s`),
      onRetry: (retrying) => retrying && shown.trouble(`waiting: ${retrying.reason}`),
    });
    const broken = states.find(({ failure }) => failure);
    if (broken?.failure) {
      const { position, reason } = broken.failure;
      throw new CommandFailed(`${broken.name} cannot be folded past ${position}: ${reason}`);
    }
  } catch (error) {
    shown.failed();
    throw error;
  }
  shown.done(`replayed ${amount(noted.events, 'event')}`);
  return noted;
}

function noting(feed: EventFeed, noted: { events: number; latest: string | undefined }): EventFeed {
  return {
    async *readAll(options): AsyncGenerator<RecordedEvent> {
      for await (const event of feed.readAll(options)) {
        noted.events += 1;
        const { recordedAt } = event.metadata;
        if (noted.latest === undefined || recordedAt > noted.latest) noted.latest = recordedAt;
        yield event;
      }
    },
    subscribe: (options) => feed.subscribe(options),
    readAt: (position) => feed.readAt(position),
    head: () => feed.head(),
  };
}
