import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';

import type { Catalog } from '../../../events/catalog.js';
import type { ClaimData } from '../../../events/claim/claim-events.js';
import type { RecordedEvent } from '../../../events/envelope.js';
import { nameKey } from '../../text/name-key.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import type { EventStore } from '../../event-store/event-store.js';
import { CATALOG, EVENT_STORE, VIEW_PROGRESS, VIEWS } from '../../parts.js';
import type { ViewProgress } from '../../queries/view-reads.js';
import { ViewsUnavailableError } from '../../view-store/views-unavailable.js';
import { HISTORY_CATEGORY } from '../public-history.js';
import { claimOf, type ClaimTopicKeys } from './live-selection.js';

/**
 * Knows what claims are about. A claim that is recorded now says so itself, the views tell of all that they
 * show already, in one query, and the few between these are looked up in the log: no event is left out
 * because a view is behind or away.
 */
@Injectable()
export class ClaimTopics {
  constructor(
    @Inject(VIEWS) private readonly views: Kysely<ViewTables>,
    @Inject(VIEW_PROGRESS) private readonly progress: Pick<ViewProgress, 'unfit'>,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    @Inject(CATALOG) private readonly catalog: Catalog,
  ) {}

  /** Returns the topics of the claims that the events are about. @throws EventStoreError */
  async of(events: readonly RecordedEvent[]): Promise<ClaimTopicKeys> {
    const topics = new Map<string, ReadonlySet<string>>();
    for (const event of events) {
      const claim = claimOf(event);
      if (claim !== undefined && event.type === 'ClaimRecorded') {
        topics.set(claim, this.recordedIn(event));
      }
    }
    const asked = new Set(events.map(claimOf).filter((claim) => claim !== undefined));
    const unknown = () => [...asked].filter((claim) => !topics.has(claim));
    for (const [claim, keys] of await this.inViews(unknown())) topics.set(claim, keys);
    await Promise.all(unknown().map(async (claim) => topics.set(claim, await this.inLog(claim))));
    return topics;
  }

  /** Returns those that the views show; none where they are away. */
  private async inViews(claims: readonly string[]): Promise<[string, ReadonlySet<string>][]> {
    if (claims.length === 0 || this.progress.unfit !== null) return [];
    try {
      const rows = await this.views
        .selectFrom('claims')
        .where('claim_id', 'in', claims)
        .select(['claim_id', 'topics'])
        .execute();
      return rows.map(({ claim_id: claim, topics }) => [claim, keysOf(parse(topics))]);
    } catch (error) {
      if (error instanceof ViewsUnavailableError) return [];
      throw error;
    }
  }

  private async inLog(claim: string): Promise<ReadonlySet<string>> {
    const [first] = await this.store.readStream(`${HISTORY_CATEGORY}-${claim}`, { limit: 1 });
    return first?.type === 'ClaimRecorded' ? this.recordedIn(first) : new Set();
  }

  private recordedIn(event: RecordedEvent): ReadonlySet<string> {
    return keysOf((this.catalog.upcast(event).data as ClaimData).topics);
  }
}

function keysOf(topics: readonly string[]): ReadonlySet<string> {
  return new Set(topics.map(nameKey));
}
