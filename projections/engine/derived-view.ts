import { isDeepStrictEqual } from 'node:util';

import type { Position } from '../../events/envelope.js';
import type { RowOf } from './columns.js';
import { defineTable, type TableDefinition } from './define-table.js';
import { activeStateOf } from './load-running.js';
import { reachedByAll } from './progress.js';
import type { Projection } from './projection.js';
import type { Columns, Row, Table } from './table.js';
import type { ProjectionState, RowWrite, ViewStore } from './view-store.js';

/**
 * A projection whose rows hang on so much that no fold of one row tells them: they are worked out from
 * what other views show. Its position is what its rows show the effect of; they may show later events
 * as well, as long as the work on these is not done.
 */
export interface DerivedProjection<R extends Row = Row, T extends Table = Table> extends Projection<
  R,
  T,
  readonly []
> {
  readonly derivedFrom: readonly Projection[];
}

/** How far the rows of a derived view are worked out. */
export type Standing = Pick<ProjectionState, 'position' | 'cursor'>;

/** What a piece of work comes to. Rows that the table holds already may be among them. */
export interface Piece {
  readonly rows: readonly Row[];
  /** Further on than before. Where the cursor is null, the rows show the effect of all up to the position. */
  readonly after: Standing;
}

/** How the rows of a derived projection are worked out. */
export interface DerivedView {
  readonly projection: DerivedProjection;
  /**
   * The next piece of work, of bounded size; reads the views, and writes nothing.
   *
   * Where only what changed is worked out anew, views that show more than `reached` are no harm: what
   * came behind it is work of its own, and is still to come.
   *
   * @param reached every view that it is derived from shows this, or more.
   */
  next(standing: Standing, reached: Position): Promise<Piece>;
}

interface Definition<Name extends string, C extends Columns> {
  readonly name: string;
  readonly version: number;
  readonly table: TableDefinition<Name, C, false, false>;
  readonly derivedFrom: readonly Projection[];
}

/** A derived projection, which handles no event. */
export function defineDerivedProjection<const Name extends string, C extends Columns>({
  table,
  ...definition
}: Definition<Name, C>): DerivedProjection<RowOf<C>, Table<Name, C, false, false>> {
  return {
    ...definition,
    table: defineTable(table),
    sides: [],
    handles: [],
    keys: () => [],
    evolve: () => undefined,
  };
}

export function isDerived(projection: Projection): projection is DerivedProjection {
  return 'derivedFrom' in projection;
}

/** @throws Error where a derived projection is among them that none of the views works out. */
export function derivedViewsOf(
  projections: readonly Projection[],
  views: readonly DerivedView[] = [],
): DerivedView[] {
  return projections.filter(isDerived).map((projection) => {
    const view = views.find((each) => each.projection === projection);
    if (!view) throw new Error(`nothing says how ${projection.name} is worked out`);
    return view;
  });
}

/** Those that it is derived from whose views are not of this release, or not there. */
export function missingFor(
  { derivedFrom }: DerivedProjection,
  states: readonly ProjectionState[],
): Projection[] {
  return derivedFrom.filter((each) => activeStateOf(each, states)?.version !== each.version);
}

/** Returns the position that all views show that it is derived from; null where one shows none of this release. */
function reachedFor(
  projection: DerivedProjection,
  states: readonly ProjectionState[],
): Position | null {
  if (missingFor(projection, states).length > 0) return null;
  return reachedByAll(
    projection.derivedFrom.map((each) => activeStateOf(each, states)?.position ?? null),
  );
}

/**
 * Takes a piece of the work on a generation: its rows and where they then stand in one transaction.
 *
 * @param states as the database had them, that generation among them, before anything else is read.
 * @returns where it stands now; undefined where there was nothing to do.
 * @throws StaleProjectionError where somebody else has done it meanwhile, or the database's error.
 */
export async function workOn(
  store: ViewStore,
  view: DerivedView,
  state: ProjectionState,
  states: readonly ProjectionState[],
): Promise<ProjectionState | undefined> {
  const { table } = view.projection;
  const reached = reachedFor(view.projection, states);
  if (reached === null || isWorkedOut(state, reached)) return undefined;
  const { rows, after } = await view.next(state, reached);
  const target = { table, generation: state.generation };
  await store.transaction(async (tx) => {
    await tx.hold([state]);
    const held = await tx.load(
      target,
      rows.map((row) => keyOf(table, row)),
    );
    const changed = rows.filter((row) => !isDeepStrictEqual(row, held.get(keyOf(table, row))?.row));
    await tx.write(
      target,
      changed.map((row) => writeOf(table, row, reached)),
    );
    await tx.advance({ ...state, ...after });
  });
  return { ...state, ...after };
}

export function isWorkedOut({ position, cursor }: Standing, reached: Position): boolean {
  return cursor === null && position !== null && position >= reached;
}

function keyOf({ key }: Table, row: Row): string {
  return row[key] as string;
}

function writeOf(table: Table, row: Row, position: Position): RowWrite {
  const from = { position, at: '' };
  return { key: keyOf(table, row), row, from, until: null, supersedes: false };
}
