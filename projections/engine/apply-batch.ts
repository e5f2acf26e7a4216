import type { Catalog } from '../../events/catalog.js';
import type { Position, RecordedEvent } from '../../events/envelope.js';
import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import type { HaltAtEvent } from '../../src/following/halt.js';
import { markOf } from '../../src/following/event-mark.js';
import { reasonOf } from '../../src/following/retry.js';
import { fold, type HeldRows, type Step } from './fold.js';
import { marksOf, type RunningProjection } from './running-projection.js';
import type { SideTable } from './side-table.js';
import type { Table } from './table.js';
import {
  tablesOf,
  UnwritableRowError,
  type HeldRow,
  type ProjectionState,
  type ViewStore,
  type ViewTransaction,
} from './view-store.js';

/** An event at a place in the batch that a projection cannot get past. */
interface Failure {
  readonly index: number;
  readonly reason: string;
}

/** What a batch is to one projection, before its rows are known. */
interface ProjectionBatch {
  readonly running: RunningProjection;
  readonly steps: readonly Step[];
  readonly failed: Failure | undefined;
}

export interface Applied {
  /** How many events each projection handled, and how many rows or versions it wrote. */
  readonly parts: readonly {
    readonly name: string;
    readonly handled: number;
    readonly rows: number;
  }[];
  /** Whether there was a transaction; else the positions are in memory only. */
  readonly committed: boolean;
}

/**
 * Brings the cohort past the events: rows and checkpoints in one transaction. A projection
 * that cannot get past one of them has its failure set and stands before it; the others go on.
 *
 * Without `always`, a batch that nobody handles costs no transaction.
 *
 * @throws StaleProjectionError, or the database's error: then nobody has moved.
 */
export async function applyBatch(
  { store, catalog }: { readonly store: ViewStore; readonly catalog: Catalog },
  cohort: readonly RunningProjection[],
  events: readonly RecordedEvent[],
  always: boolean,
): Promise<Applied> {
  const readable = upcastAll(catalog, events);
  const parts = cohort
    .filter((running) => !running.failure)
    .map((running) => projectionBatchOf(running, readable));
  const idle = parts.every(({ steps, failed }) => steps.length === 0 && !failed);
  if (idle && !always) {
    for (const { running } of parts) moveTo(running, events, events.length, null);
    return { parts: [], committed: false };
  }
  try {
    return await commit(store, parts, events);
  } catch (error) {
    if (!(error instanceof UnwritableRowError)) throw error;
    return oneByOne({ store, catalog }, cohort, events, error);
  }
}

/** Writes down where those stand that have moved without a transaction. @throws StaleProjectionError */
export async function writePositions(
  store: ViewStore,
  cohort: readonly RunningProjection[],
): Promise<void> {
  const moved = cohort.filter(({ position, state }) => position !== state.position);
  if (moved.length === 0) return;
  const after = moved.map((running): ProjectionState => {
    const { state, position, failure } = running;
    return { ...state, position, failure, marks: marksOf(running) };
  });
  await store.transaction(async (tx) => {
    await tx.hold(moved.map(({ state }) => state));
    for (const state of after) await tx.advance(state);
  });
  moved.forEach((running, n) => (running.state = after[n]!));
}

type Readable = RecordedLedgerEvent | { readonly position: Position; readonly unreadable: string };

function upcastAll(catalog: Catalog, events: readonly RecordedEvent[]): Readable[] {
  return events.map((event) => {
    try {
      // The catalog knows its type, so it is one of the ledger's events.
      return catalog.upcast(event) as unknown as RecordedLedgerEvent;
    } catch (error) {
      return { position: event.position, unreadable: reasonOf(error) };
    }
  });
}

function projectionBatchOf(
  running: RunningProjection,
  events: readonly Readable[],
): ProjectionBatch {
  const steps: Step[] = [];
  const { position, projection, handles } = running;
  for (const [index, event] of events.entries()) {
    if (position !== null && event.position <= position) continue;
    if ('unreadable' in event) {
      return { running, steps, failed: { index, reason: event.unreadable } };
    }
    if (!handles.has(event.type)) continue;
    try {
      const keys = projection.keys(event);
      if (keys.length > 0) steps.push({ index, event, keys });
    } catch (error) {
      return { running, steps, failed: { index, reason: reasonOf(error) } };
    }
  }
  return { running, steps, failed: undefined };
}

async function commit(
  store: ViewStore,
  parts: readonly ProjectionBatch[],
  events: readonly RecordedEvent[],
): Promise<Applied> {
  const done = await store.transaction(async (tx) => {
    await tx.hold(parts.map(({ running }) => running.state));
    const results: { part: ProjectionBatch; failed: Failure | undefined; rows: number }[] = [];
    for (const part of parts) results.push({ part, ...(await applyOne(tx, part, events)) });
    return results;
  });
  for (const { part, failed } of done) {
    part.running.state = stateAfter(part.running, events, failed);
    moveTo(part.running, events, failed?.index ?? events.length, part.running.state.failure);
  }
  return {
    parts: done.map(({ part, rows }) => ({
      name: part.running.projection.name,
      handled: part.steps.length,
      rows,
    })),
    committed: true,
  };
}

async function applyOne(
  tx: ViewTransaction,
  { running, steps, failed }: ProjectionBatch,
  events: readonly RecordedEvent[],
): Promise<{ failed: Failure | undefined; rows: number }> {
  let stopsAt = failed;
  let rows = 0;
  if (steps.length > 0) {
    const { projection, generation } = running;
    const { tables, failed } = fold(projection, steps, await heldBefore(tx, running, steps));
    if (failed) stopsAt = { index: failed.step.index, reason: failed.reason };
    for (const { table, writes } of tables) {
      await tx.write({ table, generation }, writes);
      rows += writes.length;
    }
  }
  await tx.advance(stateAfter(running, events, stopsAt));
  return { failed: stopsAt, rows };
}

async function heldBefore(
  tx: ViewTransaction,
  { projection, generation }: RunningProjection,
  steps: readonly Step[],
): Promise<HeldRows> {
  const load = (table: Table, keys: readonly string[]) =>
    tx.load({ table, generation }, [...new Set(keys)]);
  const own = await load(
    projection.table,
    steps.flatMap(({ keys }) => keys),
  );
  const sides = new Map<SideTable, Map<string, HeldRow>>();
  for (const side of projection.sides) {
    const keys = steps.flatMap(({ event }) => side.keys(event));
    sides.set(side, await load(side.table, keys));
  }
  return { own, sides };
}

function stateAfter(
  running: RunningProjection,
  events: readonly RecordedEvent[],
  failed: Failure | undefined,
): ProjectionState {
  const failure: HaltAtEvent | null = failed
    ? { position: events[failed.index]!.position, reason: failed.reason }
    : null;
  const after = { ...running, ...passed(running, events, failed?.index ?? events.length) };
  return { ...running.state, position: after.position, failure, marks: marksOf(after) };
}

/** It stands behind the first `count` events. */
function moveTo(
  running: RunningProjection,
  events: readonly RecordedEvent[],
  count: number,
  failure: HaltAtEvent | null,
): void {
  Object.assign(running, passed(running, events, count), { failure });
}

type Passed = Pick<RunningProjection, 'position' | 'first' | 'last'>;

/** Tells where a projection stands once it has passed the first `count` events. */
function passed(
  { position, first, last }: RunningProjection,
  events: readonly RecordedEvent[],
  count: number,
): Passed {
  const end = events[count - 1];
  if (!end || (position !== null && end.position <= position)) return { position, first, last };
  // Whoever has passed nothing reads the log from its start.
  const begun = position === null ? markOf(events[0]!) : first;
  return { position: end.position, first: begun, last: end };
}

/**
 * Folds the events again after a row that its table cannot hold, each in a transaction of its own, so that
 * the projection is halted at the very event, wherever a batch happened to end.
 */
async function oneByOne(
  parts: { readonly store: ViewStore; readonly catalog: Catalog },
  cohort: readonly RunningProjection[],
  events: readonly RecordedEvent[],
  error: UnwritableRowError,
): Promise<Applied> {
  if (events.length > 1) {
    for (const event of events) await applyBatch(parts, cohort, [event], true);
    return { parts: [], committed: true };
  }
  const [event] = events;
  const blamed = cohort.find(
    ({ failure, projection }) =>
      !failure && tablesOf(projection).some(({ name }) => name === error.table),
  );
  if (!event || !blamed) throw error;
  const failure = { position: event.position, reason: reasonOf(error) };
  const { state, position } = blamed;
  const halted = { ...state, position, failure, marks: marksOf(blamed) };
  await parts.store.transaction(async (tx) => {
    await tx.hold([state]);
    await tx.advance(halted);
  });
  blamed.state = halted;
  blamed.failure = failure;
  return applyBatch(parts, cohort, events, true);
}
