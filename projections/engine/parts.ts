import { isDeepStrictEqual } from 'node:util';

import type { Position } from '../../events/envelope.js';
import type { SideTable } from './side-table.js';
import type { Row } from './table.js';
import { keyOf, rowWrite, type HeldRow, type ViewTransaction } from './view-store.js';

/**
 * Rows of a table beside a derived view's own, of which each row of the view has any number; and how many
 * of them there are by the value of a column. A part that is no longer one is removed, as is a count of
 * none, so that a rebuild gives the same rows.
 */
export interface Parts<
  PartsTable extends SideTable = SideTable,
  CountsTable extends SideTable = SideTable,
> {
  readonly side: PartsTable;
  /** The column with the key of the view's row that it belongs to. */
  readonly of: string;
  /** The column by which they are counted. */
  readonly by: string;
  /** How many parts have each `value`, in a column `count`. */
  readonly counts: CountsTable;
}

/** What the parts are read and written with. */
export type PartsTransaction = Pick<ViewTransaction, 'load' | 'loadWhere' | 'write' | 'remove'>;

/** Where in the views the parts are written, and which position they show. */
interface Place {
  readonly generation: number;
  readonly position: Position;
}

/** @param after all the parts that the rows with these keys have from now on */
export async function replaceParts(
  tx: PartsTransaction,
  parts: Parts,
  place: Place,
  keys: readonly string[],
  after: readonly Row[] = [],
): Promise<void> {
  const { table } = parts.side;
  const target = { table, generation: place.generation };
  const held = await tx.loadWhere(target, parts.of, keys);
  const kept = new Set(after.map((row) => keyOf(table, row)));
  const gone = [...held.keys()].filter((key) => !kept.has(key));
  const changed = after.filter((row) => !isDeepStrictEqual(row, held.get(keyOf(table, row))?.row));
  await tx.remove(target, gone);
  await tx.write(
    target,
    changed.map((row) => rowWrite(table, row, place.position)),
  );
  await recount(tx, parts, place, movesBetween([...held.values()], after, parts.by));
}

async function recount(
  tx: PartsTransaction,
  { counts: { table } }: Parts,
  { generation, position }: Place,
  moves: ReadonlyMap<string, number>,
): Promise<void> {
  const target = { table, generation };
  const held = await tx.load(target, [...moves.keys()]);
  const rows = Array.from(moves, ([value, move]) => {
    const count = (held.get(value)?.row['count'] as number | undefined) ?? 0;
    return { value, count: count + move };
  });
  const none = rows.filter(({ count }) => count === 0);
  const some = rows.filter(({ count }) => count !== 0);
  await tx.remove(
    target,
    none.map((row) => keyOf(table, row)),
  );
  await tx.write(
    target,
    some.map((row) => rowWrite(table, row, position)),
  );
}

/** How many more, or fewer, have each value; without those of which there are as many as before. */
function movesBetween(
  before: readonly HeldRow[],
  after: readonly Row[],
  by: string,
): Map<string, number> {
  const moves = new Map<string, number>();
  const move = (row: Row, step: number) => {
    const value = row[by] as string;
    moves.set(value, (moves.get(value) ?? 0) + step);
  };
  for (const { row } of before) move(row, -1);
  for (const row of after) move(row, 1);
  for (const [value, step] of moves) if (step === 0) moves.delete(value);
  return moves;
}
