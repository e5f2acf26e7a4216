import type { Catalog } from '../../events/catalog.js';
import type { Position, RecordedEvent } from '../../events/envelope.js';
import type { EventFeed } from '../../src/following/event-feed.js';
import { acquireAll, ALWAYS_HELD, releaseAll, type Leases } from '../../src/following/lease.js';
import { nextTurn, pause } from '../../src/following/pause.js';
import { retryUntilDone, type RetryReport } from '../../src/following/retry.js';
import { applyBatch } from './apply-batch.js';
import { buildDerived } from './build-derived.js';
import { derivedViewsOf, isDerived, type DerivedView } from './derived-view.js';
import { activeStateOf } from './load-running.js';
import { isAmong, unfitViews } from './log-fit.js';
import { buildingOf } from './projection-leases.js';
import type { Projection } from './projection.js';
import { lowestPosition, runningProjection, type RunningProjection } from './running-projection.js';
import { StaleProjectionError, type ProjectionState, type ViewStore } from './view-store.js';

/** What the engine works with. */
export interface EngineParts {
  readonly feed: EventFeed;
  readonly catalog: Catalog;
  readonly store: ViewStore;
  /** Where left out, no other process projects into this store. */
  readonly leases?: Leases;
  /** How the derived projections among those at work are worked out. */
  readonly derived?: readonly DerivedView[];
}

export interface RebuildProgress {
  /** Read so far. */
  readonly events: number;
  /** The position of the last of them; null before the first. */
  readonly position: Position | null;
  /** The end of the log when the rebuild began; undefined where it was empty. */
  readonly head: Position | undefined;
  readonly eventsPerSecond: number;
}

export interface RebuildOptions {
  readonly onProgress?: (progress: RebuildProgress) => void;
  readonly onRetry?: RetryReport;
  /** Gives up: what was built is dropped, the views stay as they are. */
  readonly signal?: AbortSignal;
  /** Events in one transaction. While it runs, nothing else does in this process. */
  readonly batch?: number;
}

type Building = RebuildOptions & { readonly signal: AbortSignal };

const BATCH = 2_500;

/** How long it waits for the rest of the log, where the views have moved on meanwhile. */
const READ_AGAIN_MS = 20;

/**
 * Builds projections from the start of the log in new generations beside the active ones, reading the
 * log once for all of them, and switches them over together once they have caught up. Nobody needs
 * to stop for it. One that fails on an event is dropped, and the view stays as it was. Derived ones are
 * then worked out anew from what the views show, and switched over one by one; one that is derived from
 * a view that failed stays as it was with that failure. A view that was not made from this log is
 * replaced as well, however far it claims to be.
 *
 * @returns where each one stands now; with `failure` and not active, where it was dropped.
 * @throws LeaseHeldError where another process holds the lease of building one of them;
 *   StaleProjectionError where another rebuild was begun all the same; the signal's reason where it
 *   aborts, also because a lease was lost; the log's error.
 */
export async function rebuild(
  parts: EngineParts,
  projections: readonly Projection[],
  options: RebuildOptions = {},
): Promise<ProjectionState[]> {
  const leases = await acquireAll(parts.leases ?? ALWAYS_HELD, projections.map(buildingOf));
  const signals = leases.map(({ lost }) => lost);
  if (options.signal) signals.push(options.signal);
  const building = { ...options, signal: AbortSignal.any(signals) };
  const folds = projections.filter((projection) => !isDerived(projection));
  try {
    const built = folds.length > 0 ? await build(parts, folds, building) : [];
    for (const view of derivedViewsOf(projections, parts.derived)) {
      built.push(await buildDerivedAfter(built, parts, view, building));
    }
    return projections.map(({ name }) => built.find((state) => state.name === name)!);
  } finally {
    await releaseAll(leases);
  }
}

/** @param built the views that the same rebuild has built before. */
async function buildDerivedAfter(
  built: readonly ProjectionState[],
  parts: EngineParts,
  view: DerivedView,
  { signal, onRetry = () => {} }: Building,
): Promise<ProjectionState> {
  const { name, version, derivedFrom } = view.projection;
  for (const { failure, ...from } of built) {
    if (!failure || derivedFrom.every((each) => each.name !== from.name)) continue;
    const reason = `${from.name}: ${failure.reason}`;
    const dropped = { name, version, generation: 0, active: false, position: null, cursor: null };
    return { ...dropped, marks: null, failure: { ...failure, reason } };
  }
  return buildDerived({ ...parts, signal, onRetry }, view);
}

async function build(
  parts: EngineParts,
  projections: readonly Projection[],
  options: Building,
): Promise<ProjectionState[]> {
  const { store } = parts;
  const builds: RunningProjection[] = [];
  try {
    for (const projection of projections) {
      builds.push(runningProjection(projection, await store.begin(projection, 'build')));
    }
    const reading = new Reading(parts, builds, options);
    for (;;) {
      await reading.toTheEnd();
      const switched = await switchOver(parts, builds);
      if (switched) return switched;
      await pause(READ_AGAIN_MS, options.signal);
      options.signal.throwIfAborted();
    }
  } catch (error) {
    await giveUp(store, builds, error);
    throw error;
  }
}

/** Undefined where the views have moved on meanwhile, and there is more to read. */
async function switchOver(
  { feed, store }: EngineParts,
  builds: readonly RunningProjection[],
): Promise<ProjectionState[] | undefined> {
  const states = await store.states();
  const whole = builds.filter((build) => !build.failure);
  const broken = builds.filter((build) => build.failure);
  const projections = whole.map(({ projection }) => projection);
  const unfit = await unfitViews({ feed, store }, projections, states);
  const switches = whole.map(({ projection, state }) => {
    const before = activeStateOf(projection, states);
    return { projection, build: state, before, unfit: isAmong(unfit, before) };
  });
  let switched: ProjectionState[];
  try {
    switched = await store.activate(switches);
  } catch (error) {
    if (!(error instanceof StaleProjectionError)) throw error;
    await mustStand(store, builds);
    return undefined;
  }
  await discard(store, broken);
  return builds.map(
    ({ projection, state }) => switched.find(({ name }) => name === projection.name) ?? state,
  );
}

/** @throws StaleProjectionError where somebody else has dropped a build. */
async function mustStand(store: ViewStore, builds: readonly RunningProjection[]): Promise<void> {
  await store.transaction((tx) => tx.hold(builds.map(({ state }) => state)));
}

async function discard(store: ViewStore, builds: readonly RunningProjection[]): Promise<void> {
  for (const { state } of builds) await store.discard(state);
}

async function giveUp(
  store: ViewStore,
  builds: readonly RunningProjection[],
  error: unknown,
): Promise<void> {
  try {
    await discard(store, builds);
  } catch (another) {
    // The next build of these projections drops them.
    throw new AggregateError([error, another], 'a rebuild failed, and its tables stay for now');
  }
}

class Reading {
  private events = 0;
  private readonly begun = performance.now();
  private head: Position | undefined;

  constructor(
    private readonly parts: EngineParts,
    private readonly builds: readonly RunningProjection[],
    private readonly options: Building,
  ) {}

  async toTheEnd(): Promise<void> {
    this.head ??= await this.parts.feed.head();
    const size = this.options.batch ?? BATCH;
    let batch: RecordedEvent[] = [];
    const after = lowestPosition(this.builds.filter(({ failure }) => !failure));
    for await (const event of this.parts.feed.readAll(after === undefined ? {} : { after })) {
      batch.push(event);
      if (batch.length < size) continue;
      await this.apply(batch);
      batch = [];
      if (this.builds.every(({ failure }) => failure)) return;
      await nextTurn();
    }
    if (batch.length > 0) await this.apply(batch);
  }

  private async apply(batch: readonly RecordedEvent[]): Promise<void> {
    const { signal, onRetry, onProgress } = this.options;
    signal.throwIfAborted();
    await retryUntilDone(
      () => applyBatch(this.parts, this.builds, batch, true),
      signal,
      onRetry ?? (() => {}),
      (error) => error instanceof StaleProjectionError,
    );
    this.events += batch.length;
    onProgress?.({
      events: this.events,
      position: batch.at(-1)!.position,
      head: this.head,
      eventsPerSecond: Math.round((this.events * 1_000) / (performance.now() - this.begun)),
    });
  }
}
