import type { Kysely } from 'kysely';

import type { Catalog } from '../../../events/catalog.js';
import type { CitationAdded } from '../../../events/citation/citation-events.js';
import type { EventOf } from '../../../events/define.js';
import { idOf, type Position, type RecordedEvent } from '../../../events/envelope.js';
import type { Progress } from '../../../projections/engine/progress.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import type { EventStore } from '../../event-store/event-store.js';
import type { Batch } from '../../following/batches.js';
import { Follower, type Follow } from '../../following/follower.js';
import { releaseAll, type Leases } from '../../following/lease.js';
import { repeat, unlessAborted } from '../../following/pause.js';
import { Retry, type RetryReport } from '../../following/retry.js';
import type { Process } from '../../following/supervisor.js';
import { SnapshotStoreError } from '../../snapshots/snapshot-store.js';
import {
  isRecaptured,
  quotingCitationOf,
  quotingCitations,
  recapturedSources,
  sourcesLookedInOtherwise,
  type QuotingCitation,
} from '../queries/pending-reanchorings.js';
import { ALGORITHM } from '../anchoring/anchor-quote.js';
import { reanchorCitation, type ReanchoringParts } from './reanchor-citation.js';
import { pendingReadings, readingNamed, readingsOf, type Reading } from './readings.js';

export interface ReanchoringProcessParts extends ReanchoringParts {
  readonly store: Pick<EventStore, 'readStream' | 'subscribe'>;
  readonly catalog: Catalog;
  readonly views: Kysely<ViewTables>;
  readonly progress: Pick<Progress, 'position' | 'waitFor'>;
  readonly leases: Leases;
}

export interface ReanchoringReporting {
  /** Called for each citation and text: an outcome, or `failed` where a text cannot be read. */
  readonly onReanchored?: (outcome: string) => void;
  /** Called with every failed try, and with null when it works again. */
  readonly onRetry?: RetryReport;
  readonly warn?: (message: string) => void;
}

const LEASE = 'reanchoring';
const FILTER = { types: ['SnapshotCaptured', 'SnapshotTextTaken', 'CitationAdded'] };
const LOOK_EVERY_MS = 2_000;
const VIEWS_WITHIN_MS = 5_000;

/**
 * Looks for the quotes of a source's citations in each later capture of it, and in each text that is
 * taken anew: first in what came while nobody looked, which the views tell, and for what was looked for
 * by another algorithm; then as the log goes on. One process at a time does it,
 * and what is recorded is recorded once all the same, so that it may end and begin again anywhere.
 */
export class ReanchoringProcess implements Process {
  readonly name = 'reanchoring';
  private readonly follower: Follower;

  constructor(
    private readonly parts: ReanchoringProcessParts,
    private readonly reporting: ReanchoringReporting = {},
  ) {
    this.follower = new Follower(
      {
        subscribe: (from) => parts.store.subscribe({ ...from, filter: FILTER }),
        round: (follow, signal) => this.takeTurn(follow, signal),
        handle: (batch, signal) => this.handle(batch, signal),
      },
      { betweenRounds: LOOK_EVERY_MS, onRetry: (state) => reporting.onRetry?.(state) },
    );
  }

  start(): void {
    this.follower.start();
  }

  /** Resolves when the citation under way is done. There is no second start. */
  async stop(): Promise<void> {
    await this.follower.stop();
  }

  /** Until the lease is lost or the process stops; nothing where another process holds it. */
  private async takeTurn(follow: Follow, stopping: AbortSignal): Promise<void> {
    const taken = await this.parts.leases.acquire([LEASE]);
    const [lease] = taken;
    if (!lease) return;
    const signal = AbortSignal.any([stopping, lease.lost]);
    try {
      const shown = this.parts.progress.position();
      await this.catchUp(signal);
      if (!signal.aborted) await follow(shown, signal);
    } finally {
      await releaseAll(taken);
    }
  }

  private async catchUp(signal: AbortSignal): Promise<void> {
    const { views } = this.parts;
    for (const sources of [recapturedSources(views), sourcesLookedInOtherwise(views, ALGORITHM)]) {
      for await (const sourceId of sources) {
        if (signal.aborted) return;
        await this.allOf(sourceId, signal);
      }
    }
  }

  private async handle({ events }: Batch, signal: AbortSignal): Promise<void> {
    for (const event of events) {
      await this.shown(event.position, signal);
      if (signal.aborted) return;
      await this.after(event, signal);
    }
  }

  /** Once the views show it; a halted view is asked again, ever more seldom. */
  private async shown(position: Position, signal: AbortSignal): Promise<void> {
    const asking = new Retry(() => {});
    await repeat(signal, async () => {
      const reached = this.parts.progress.waitFor(position, VIEWS_WITHIN_MS);
      if (await unlessAborted(reached, signal)) return 'done';
      asking.failed(`the views do not show ${position} yet`);
      return asking.delay;
    });
  }

  private async after(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const { views, catalog } = this.parts;
    if (event.type !== 'CitationAdded') {
      const sourceId = idOf(event.stream);
      if (await isRecaptured(views, sourceId)) await this.allOf(sourceId, signal);
      return;
    }
    // Of an older capture, or one beside whose capture it was added.
    const { data } = catalog.upcast(event) as unknown as EventOf<typeof CitationAdded>;
    if (!data.quote || !(await isRecaptured(views, data.sourceId))) return;
    const citation = await quotingCitationOf(views, data.citationId);
    if (citation) await this.one(citation, await this.readingsIn(data.sourceId), signal);
  }

  private async allOf(sourceId: string, signal: AbortSignal): Promise<void> {
    const readings = await this.readingsIn(sourceId);
    for await (const citation of quotingCitations(this.parts.views, sourceId)) {
      if (signal.aborted) return;
      await this.one(citation, readings, signal);
    }
  }

  private async readingsIn(sourceId: string): Promise<Reading[]> {
    const { store, catalog } = this.parts;
    return readingsOf(await store.readStream(`source-${sourceId}`), catalog);
  }

  private async one(
    citation: QuotingCitation,
    readings: readonly Reading[],
    signal: AbortSignal,
  ): Promise<void> {
    const cited = readingNamed(readings, citation.cited);
    for (const later of pendingReadings(readings, citation, ALGORITHM)) {
      if (signal.aborted) return;
      try {
        const outcome = await reanchorCitation(this.parts, citation, { later, cited });
        if (outcome) this.reporting.onReanchored?.(outcome);
      } catch (error) {
        // It would fail again and again, and keep all others waiting; the next start tries it again.
        if (!(error instanceof SnapshotStoreError && error.code === 'damaged')) throw error;
        this.reporting.onReanchored?.('failed');
        this.reporting.warn?.(
          `Citation ${citation.citationId} is not anchored again: ${error.message}`,
        );
      }
    }
  }
}
