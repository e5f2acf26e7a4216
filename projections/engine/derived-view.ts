import { isDeepStrictEqual } from 'node:util';

import type { Position } from '../../events/envelope.js';
import type { RowOf } from './columns.js';
import { defineTable, type TableDefinition } from './define-table.js';
import { activeStateOf } from './load-running.js';
import { reachedByAll } from './progress.js';
import { replaceParts, type Parts } from './parts.js';
import type { Projection } from './projection.js';
import type { SideTable } from './side-table.js';
import type { Columns, Row, Table } from './table.js';
import { retally, type Tallies } from './tallies.js';
import {
  keyOf,
  rowWrite,
  type ProjectionState,
  type ViewStore,
  type ViewTransaction,
} from './view-store.js';

/**
 * A projection whose rows hang on so much that no fold of one row tells them: they are worked out from
 * what other views show. Its position is what its rows show the effect of; they may show later events
 * as well, as long as the work on these is not done.
 */
export interface DerivedProjection<
  R extends Row = Row,
  T extends Table = Table,
  Sides extends readonly SideTable[] = readonly SideTable[],
> extends Projection<R, T, Sides> {
  readonly derivedFrom: readonly Projection[];
  /** Where its rows have parts in a table beside them: the tables are among its sides. */
  readonly parts?: Parts;
  /** Where sums over its rows are kept in a table beside them: it is among its sides. */
  readonly tallies?: Tallies<R>;
}

/** How far the rows of a derived view are worked out. */
export type Standing = Pick<ProjectionState, 'position' | 'cursor'>;

/** What a piece of work comes to. Rows that the table holds already may be among them. */
export interface Piece {
  readonly rows: readonly Row[];
  /** All the parts that these rows have. Left out where the view has no parts. */
  readonly parts?: readonly Row[];
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

interface Definition<
  Name extends string,
  C extends Columns,
  PartsTable extends SideTable,
  CountsTable extends SideTable,
  TalliesTable extends SideTable,
  Clustered extends boolean,
> {
  readonly name: string;
  readonly version: number;
  readonly table: TableDefinition<Name, C, false, Clustered>;
  readonly derivedFrom: readonly Projection[];
  readonly parts?: Parts<PartsTable, CountsTable>;
  readonly tallies?: Tallies<RowOf<NoInfer<C>>, TalliesTable>;
}

/** A derived projection, which handles no event. */
export function defineDerivedProjection<
  const Name extends string,
  C extends Columns,
  PartsTable extends SideTable = never,
  CountsTable extends SideTable = never,
  TalliesTable extends SideTable = never,
  Clustered extends boolean = false,
>({
  table,
  ...definition
}: Definition<Name, C, PartsTable, CountsTable, TalliesTable, Clustered>): DerivedProjection<
  RowOf<C>,
  Table<Name, C, false, Clustered>,
  readonly (PartsTable | CountsTable | TalliesTable)[]
> {
  const { parts, tallies } = definition;
  return {
    ...definition,
    table: defineTable(table),
    sides: [...(parts ? [parts.side, parts.counts] : []), ...(tallies ? [tallies.side] : [])],
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
  const reached = reachedFor(view.projection, states);
  if (reached === null || isWorkedOut(state, reached)) return undefined;
  const piece = await view.next(state, reached);
  await store.transaction(async (tx) => {
    await tx.hold([state]);
    await writePiece(tx, view.projection, state, piece, reached);
    await tx.advance({ ...state, ...piece.after });
  });
  return { ...state, ...piece.after };
}

async function writePiece(
  tx: ViewTransaction,
  { table, parts, tallies }: DerivedProjection,
  { generation }: ProjectionState,
  piece: Piece,
  reached: Position,
): Promise<void> {
  const target = { table, generation };
  const keys = piece.rows.map((row) => keyOf(table, row));
  const held = await tx.load(target, keys);
  const changed = piece.rows.filter(
    (row) => !isDeepStrictEqual(row, held.get(keyOf(table, row))?.row),
  );
  await tx.write(
    target,
    changed.map((row) => rowWrite(table, row, reached)),
  );
  const place = { generation, position: reached };
  if (parts) await replaceParts(tx, parts, place, keys, piece.parts);
  if (!tallies) return;
  const changes = changed.map((row) => [row, held.get(keyOf(table, row))?.row] as const);
  await retally(tx, tallies, place, changes);
}

export function isWorkedOut({ position, cursor }: Standing, reached: Position): boolean {
  return cursor === null && position !== null && position >= reached;
}
