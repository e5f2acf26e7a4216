import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';

import type { Catalog } from '../../../events/catalog.js';
import type { Actor, Position, RecordedEvent } from '../../../events/envelope.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import type { EventStore } from '../../event-store/event-store.js';
import { CATALOG, EVENT_STORE, VIEWS } from '../../parts.js';
import type { AsOf } from '../../queries/as-of.js';
import { limitOf, type Page, type PageRequest } from '../../queries/page.js';
import { People } from '../../queries/people.js';
import { person } from '../../queries/person.js';
import { ViewReads } from '../../queries/view-reads.js';
import { eventLine } from '../event-answer.js';
import { HISTORY_CATEGORY, isPublicInHistory } from '../public-history.js';
import { changesBy } from './changes.js';
import { claimEventIn, organizationOf, type RecordedClaimEvent } from './claim-event.js';
import { MOST_CARRIERS, type HistoryEntry, type Told } from './history-answer.js';
import { historyFacts, type HistoryFacts } from './history-facts.js';
import { sentenceOf } from './sentences.js';

export interface HistoryRequest {
  readonly claimId: string;
  readonly asOf: AsOf;
  /** Undefined where nobody said who they are. */
  readonly caller: Actor | undefined;
}

/** Tells what happened to a claim: its events, and what the views say of what they changed. */
@Injectable()
export class ClaimHistory {
  constructor(
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    @Inject(VIEWS) private readonly views: Kysely<ViewTables>,
    @Inject(CATALOG) private readonly catalog: Catalog,
    private readonly reads: ViewReads,
    private readonly people: People,
  ) {}

  /** A page, oldest first; `next` is a revision. Undefined where there is, or was, no such claim. */
  async page(request: HistoryRequest, page: PageRequest): Promise<Page<HistoryEntry> | undefined> {
    const { claimId, asOf, caller } = request;
    const stream = `${HISTORY_CATEGORY}-${claimId}`;
    const limit = limitOf(page);
    const first = page.after === undefined ? 0n : BigInt(page.after) + 1n;
    // What stood before the first event of the page began at the one before it.
    const from = first === 0n ? 0n : first - 1n;
    const read = await this.store.readStream(stream, { from, limit: limit + 2 });
    const until = read.filter((event) => isBy(asOf, event));
    if (until.length === 0 && !(await this.isThere(stream, asOf))) return undefined;
    const behind = until.filter(({ revision }) => revision >= first);
    const shown = behind.slice(0, limit);
    const entries = await this.told(request, until, shown);
    const items = caller ? entries : entries.filter(isPublicInHistory);
    return { items, next: behind.length > limit ? String(shown.at(-1)!.revision) : null };
  }

  private async isThere(stream: string, asOf: AsOf): Promise<boolean> {
    const [first] = await this.store.readStream(stream, { limit: 1 });
    return first !== undefined && isBy(asOf, first);
  }

  /** @param read the events shown, and the one before them where there is one */
  private async told(
    { claimId, asOf, caller }: HistoryRequest,
    read: readonly RecordedEvent[],
    shown: readonly RecordedEvent[],
  ): Promise<HistoryEntry[]> {
    const [from, to] = [read[0]?.position, shown.at(-1)?.position];
    if (from === undefined || to === undefined) return [];
    await this.reads.isShown(to);
    const known = shown.map((event) => claimEventIn(event, this.catalog));
    const events = known.filter((event) => event !== undefined);
    const facts = await historyFacts(this.views, { claimId, events, from, to }, asOf);
    const before = new Map<bigint, Position>(read.map((each) => [each.revision, each.position]));
    const entries = shown.map((event, index): HistoryEntry => {
      const { actor } = event.metadata;
      const recordedBy = person(actor.id, organizationOf(actor));
      const claimEvent = known[index];
      const previous = before.get(event.revision - 1n);
      const told = claimEvent ? this.tell(claimEvent, facts, previous, caller) : unknown(event);
      return { ...eventLine(event), recordedBy, ...told };
    });
    return this.people.named(entries, caller);
  }

  private tell(
    event: RecordedClaimEvent,
    facts: HistoryFacts,
    previous: Position | undefined,
    caller: Actor | undefined,
  ): Told {
    const call = (id: string, organization?: string) =>
      this.people.called(id, organization, caller);
    return {
      summary: sentenceOf(event, facts, call),
      reason: reasonOf(event),
      changes: changesBy(event, facts, previous),
      carriedBy: carriersOf(event, facts),
      policyVersion: 'policyVersion' in event.data ? event.data.policyVersion : null,
    };
  }
}

function isBy(asOf: AsOf, { position, metadata }: RecordedEvent): boolean {
  if (!asOf) return true;
  return 'position' in asOf ? position <= asOf.position : metadata.recordedAt <= asOf.instant;
}

function reasonOf({ data }: RecordedClaimEvent): string | null {
  if ('reason' in data) return data.reason;
  if ('rationale' in data) return data.rationale;
  return ('note' in data ? data.note : undefined) ?? null;
}

function carriersOf(event: RecordedClaimEvent, { verdicts }: HistoryFacts): Told['carriedBy'] {
  if (event.type !== 'FindingReached') return [];
  const known = event.data.verdicts.slice(0, MOST_CARRIERS).flatMap((id) => verdicts.get(id) ?? []);
  return known.map(({ reviewer }) => person(reviewer.id, reviewer.organization));
}

function unknown({ type }: RecordedEvent): Told {
  return {
    summary: `A later release recorded something that this one does not know: ${type}.`,
    reason: null,
    changes: null,
    carriedBy: [],
    policyVersion: null,
  };
}
