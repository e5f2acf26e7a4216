import type { Position, RecordedEvent } from '../../events/envelope.js';
import type { EventFeed } from '../../src/following/event-feed.js';
import { eventAt, isMarked, type EventMark } from '../../src/following/event-mark.js';
import type { Projection } from './projection.js';
import type { ProjectionState, ViewStore } from './view-store.js';

/** The views were not made from this log as it is now. Trying again helps where one of the two comes back. */
export class UnfitViewsError extends Error {
  override readonly name = 'UnfitViewsError';
}

export interface LogFitParts {
  readonly feed: Pick<EventFeed, 'readAt'>;
  readonly store: Pick<ViewStore, 'newestMoments'>;
}

/** A view that was not made from this log, and why that must be so. */
export interface UnfitView {
  readonly state: ProjectionState;
  readonly reason: string;
}

/** Looked at of a table of a release that kept no marks. */
const VERSIONS = 10;

const OTHER_LEDGER = 'are of another ledger, or the log was begun anew';

/**
 * Holds what the views know of their log against the log. Looks at a few events by their positions, one or
 * two for all views that stand together, however long the log is.
 *
 * Views of a release that kept no marks fit where the log has an event at their position, and where the
 * newest versions in their tables began to hold when the log recorded the events at their positions.
 *
 * @param states the active ones among them are looked at.
 * @throws what the log or the database throws.
 */
export async function unfitViews(
  { feed, store }: LogFitParts,
  projections: readonly Projection[],
  states: readonly ProjectionState[],
): Promise<UnfitView[]> {
  const log = new LookedAt(feed);
  const unfit: UnfitView[] = [];
  for (const state of states.filter(({ active }) => active)) {
    const projection = projections.find(({ name }) => name === state.name);
    const reason =
      (await misfitOf(log, state)) ?? (await misfitOfRows(log, store, projection, state));
    if (reason !== null) unfit.push({ state, reason });
  }
  return unfit;
}

/** Returns all in one sentence without its end, for whoever operates the ledger; null where there is none. */
export function unfitReason([first]: readonly UnfitView[]): string | null {
  if (!first) return null;
  const { state, reason } = first;
  return `The views do not fit the log: those of ${state.name} ${reason}. Where the log is the right one, "fact-ledger rebuild" builds them anew from it`;
}

export function isAmong(unfit: readonly UnfitView[], state: ProjectionState | undefined): boolean {
  return unfit.some((each) => each.state === state);
}

/** Says why views in those states are unfit; null where they fit. @throws as {@link unfitViews}. */
export type MisfitOf = (states: readonly ProjectionState[]) => Promise<string | null>;

/** @throws UnfitViewsError */
export function mustFit(unfit: readonly UnfitView[]): void {
  const reason = unfitReason(unfit);
  if (reason !== null) throw new UnfitViewsError(reason);
}

async function misfitOf(log: LookedAt, state: ProjectionState): Promise<string | null> {
  const { position, marks } = state;
  if (position === null) return null;
  const first = marks?.first ?? null;
  if (first && !(await log.has(first))) return OTHER_LEDGER;
  if (marks && !(await log.has(marks.last))) {
    if (!(await log.at(marks.last.position))) return beyond(marks.last.position);
    return first ? goneOn(marks.last.position) : OTHER_LEDGER;
  }
  if (await log.at(position)) return null;
  return first ? beyond(position) : `${beyond(position)}, or they are of another ledger`;
}

async function misfitOfRows(
  log: LookedAt,
  store: LogFitParts['store'],
  projection: Projection | undefined,
  state: ProjectionState,
): Promise<string | null> {
  const { position, marks, version, generation } = state;
  if (position === null || marks || projection?.version !== version) return null;
  if (!projection.table.versioned) return null;
  const moments = await store.newestMoments({ table: projection.table, generation }, VERSIONS);
  let same = moments.length === 0;
  for (const { position: from, at } of moments) {
    const recordedAt = (await log.at(from))?.metadata.recordedAt;
    // A version never begins before the one before it, whatever the clock did.
    if (recordedAt === undefined || recordedAt > at) return OTHER_LEDGER;
    same ||= recordedAt === at;
  }
  return same ? null : OTHER_LEDGER;
}

function beyond(position: Position): string {
  return `show events up to ${position}, which the log does not have: it has lost its end or is an older copy`;
}

function goneOn(position: Position): string {
  return `show another event at ${position} than the log has: it has lost its end and gone on otherwise`;
}

/** Many views stand at the same event. */
class LookedAt {
  private readonly known = new Map<Position, Promise<RecordedEvent | undefined>>();

  constructor(private readonly feed: Pick<EventFeed, 'readAt'>) {}

  async has(mark: EventMark): Promise<boolean> {
    return isMarked(await this.at(mark.position), mark);
  }

  at(position: Position): Promise<RecordedEvent | undefined> {
    let event = this.known.get(position);
    if (!event) this.known.set(position, (event = eventAt(this.feed, position)));
    return event;
  }
}
