import type { Kysely } from 'kysely';

import type { Catalog } from '../../../events/catalog.js';
import type { CitationAdded } from '../../../events/citation/citation-events.js';
import type { EventOf } from '../../../events/define.js';
import { idOf, type RecordedEvent } from '../../../events/envelope.js';
import type { Progress } from '../../../projections/engine/progress.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import type { EventStore } from '../../event-store/event-store.js';
import type { Batch } from '../../following/batches.js';
import { Follower, type Follow } from '../../following/follower.js';
import { whileHeld, type Leases } from '../../following/lease.js';
import { pause } from '../../following/pause.js';
import type { RetryReport } from '../../following/retry.js';
import type { Process } from '../../following/supervisor.js';
import { untilShown } from '../../following/until-shown.js';
import {
  isRecaptured,
  pendingCitations,
  pendingSources,
  sourcesLookedInOtherwise,
  type QuotedSource,
  type QuotingCitation,
} from '../queries/pending-reanchorings.js';
import { ALGORITHM } from '../anchoring/anchor-quote.js';
import { FailedLooks, lookFailureOf } from './failed-looks.js';
import { reanchorCitation, type ReanchoringParts } from './reanchor-citation.js';
import { pendingLooks, readingsOf, type PendingLook, type Reading } from './readings.js';

export interface ReanchoringProcessParts extends ReanchoringParts {
  readonly store: Pick<EventStore, 'readStream' | 'subscribe'>;
  readonly catalog: Catalog;
  readonly views: Kysely<ViewTables>;
  readonly progress: Pick<Progress, 'position' | 'waitFor' | 'unfit'>;
  readonly leases: Leases;
}

export interface ReanchoringReporting {
  /** Called for each citation and text: an outcome, or `failed` where the quote cannot be looked for. */
  readonly onReanchored?: (outcome: string) => void;
  /** Called with every failed try, and with null when it works again. */
  readonly onRetry?: RetryReport;
  /** Called with a line for each cause of failed looks, however many there are. */
  readonly warn?: (message: string) => void;
}

const LEASE = 'reanchoring';
const FILTER = { types: ['SnapshotCaptured', 'SnapshotTextTaken', 'CitationAdded'] };
const LOOK_EVERY_MS = 2_000;
const FAILED_AGAIN_MS = 3_600_000;

/**
 * Looks for the quotes of a source's citations in each later capture of it, and in each text that is
 * taken anew: first in what came while nobody looked, which the views tell, and for what was looked for
 * by another algorithm; then as the log goes on. One process at a time does it,
 * and what is recorded is recorded once all the same, so that it may end and begin again anywhere.
 */
export class ReanchoringProcess implements Process {
  readonly name = 'reanchoring';
  private readonly follower: Follower;
  private readonly failed = new FailedLooks();
  /** Called when a look has failed in this turn. */
  private tryAgainLater = () => {};

  /** @param failedAgainMs milliseconds until what failed is tried again; the next start does so as well */
  constructor(
    private readonly parts: ReanchoringProcessParts,
    private readonly reporting: ReanchoringReporting = {},
    private readonly failedAgainMs = FAILED_AGAIN_MS,
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
    // What views of another log tell is no work of this ledger's.
    if (this.parts.progress.unfit !== null) return;
    await whileHeld(this.parts.leases, LEASE, stopping, (held) => this.work(follow, held));
  }

  private async work(follow: Follow, held: AbortSignal): Promise<void> {
    const again = new AbortController();
    const signal = AbortSignal.any([held, again.signal]);
    let waits = false;
    this.tryAgainLater = () => {
      if (waits) return;
      waits = true;
      void pause(this.failedAgainMs, signal).then(() => again.abort());
    };
    try {
      const shown = this.parts.progress.position();
      await this.catchUp(signal);
      if (!signal.aborted) await follow(shown, signal);
    } finally {
      again.abort();
      this.tellFailed();
    }
  }

  private async catchUp(signal: AbortSignal): Promise<void> {
    const { views } = this.parts;
    const kinds = [pendingSources(views, ALGORITHM), sourcesLookedInOtherwise(views, ALGORITHM)];
    for (const sources of kinds) {
      for await (const sourceId of sources) {
        if (signal.aborted || this.parts.progress.unfit !== null) return;
        await this.lookFor({ sourceId }, signal);
      }
    }
    this.tellFailed();
  }

  private async handle({ events }: Batch, signal: AbortSignal): Promise<void> {
    for (const event of events) {
      await untilShown(this.parts.progress, event.position, signal);
      if (signal.aborted) return;
      const quoted = this.quotedBy(event);
      if (quoted && (await isRecaptured(this.parts.views, quoted.sourceId))) {
        await this.lookFor(quoted, signal);
      }
    }
    this.tellFailed();
  }

  private tellFailed(): void {
    for (const line of this.failed.take()) this.reporting.warn?.(line);
  }

  /** A source, or one citation of it; undefined where there is no quote. */
  private quotedBy(event: RecordedEvent): QuotedSource | undefined {
    if (event.type !== 'CitationAdded') return { sourceId: idOf(event.stream) };
    // Of an older capture, or one beside whose capture it was added.
    const { data } = this.parts.catalog.upcast(event) as unknown as EventOf<typeof CitationAdded>;
    return data.quote && { sourceId: data.sourceId, citationId: data.citationId };
  }

  private async lookFor(quoted: QuotedSource, signal: AbortSignal): Promise<void> {
    const damaged = new Map<string, Error>();
    for await (const citations of pendingCitations(this.parts.views, quoted, ALGORITHM)) {
      // Read after the citations, so that whatever they cite is among them.
      const readings = await this.readingsIn(quoted.sourceId);
      for (const look of pendingLooks(citations, readings, ALGORITHM)) {
        if (signal.aborted) return;
        await this.take(look, damaged);
      }
    }
  }

  private async readingsIn(sourceId: string): Promise<Reading[]> {
    const { store, catalog } = this.parts;
    return readingsOf(await store.readStream(`source-${sourceId}`), catalog);
  }

  /** @param damaged what looks in the same texts failed with; they are not read again */
  private async take(
    look: PendingLook<QuotingCitation>,
    damaged: Map<string, Error>,
  ): Promise<void> {
    const texts = `${look.later.event} ${look.cited?.event}`;
    const error = damaged.get(texts) ?? (await this.errorOf(look));
    if (!error) return;
    const failure = lookFailureOf(error);
    if (!failure) throw error;
    // It would fail again and again, and keep all others waiting.
    if (failure === 'damaged') damaged.set(texts, error);
    this.failed.add(failure, look.citation.citationId, error);
    this.reporting.onReanchored?.('failed');
    this.tryAgainLater();
  }

  /** Takes the look. Returns what it fails with. */
  private async errorOf(look: PendingLook<QuotingCitation>): Promise<Error | undefined> {
    try {
      const outcome = await reanchorCitation(this.parts, look);
      if (outcome) this.reporting.onReanchored?.(outcome);
      return undefined;
    } catch (error) {
      return error as Error;
    }
  }
}
