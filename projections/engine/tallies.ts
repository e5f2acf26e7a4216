import { isDeepStrictEqual } from 'node:util';

import type { Position } from '../../events/envelope.js';
import { json, text, type RowOf } from './columns.js';
import { sideTable, type SideTable } from './side-table.js';
import type { Row, Table } from './table.js';
import { rowWrite, type ViewTransaction } from './view-store.js';

/** Whole numbers, by their names. */
export type Counts = Readonly<Record<string, number>>;

/** What a row adds to tallies, by their keys: `<kind>/<subject>`. */
export type Shares = Readonly<Record<string, Counts>>;

const columns = {
  /** `<kind>/<subject>`. */
  tally: text(),
  kind: text(),
  subject: text(),
  /** The count by which those of a kind are ordered, as text that sorts. */
  weight: text(),
  /** In the order of their names, without those that are 0. */
  counts: json<Counts>(),
};
export type TallyRow = RowOf<typeof columns>;

export type TallyTable<Name extends string = string> = SideTable<
  Table<Name, typeof columns, false, true>
>;

/**
 * Sums of what the rows of a derived view add to them, kept as the rows change. One to which nothing adds
 * any more is removed, so that a rebuild gives the same rows; and they are sums of whole numbers, so that
 * the order in which rows came makes no difference.
 */
export interface Tallies<R extends Row = Row, T extends SideTable = SideTable> {
  /** Made by {@link tallyTable}. */
  readonly side: T;
  shares(row: R): Shares;
  /** The count by which those of a kind are ordered. */
  weight(counts: Counts): number;
}

export function tallyTable<const Name extends string>(name: Name): TallyTable<Name> {
  return sideTable({
    table: {
      name,
      columns,
      key: 'tally',
      indexes: [{ columns: ['kind', 'weight', 'subject'] }],
    },
    keys: () => [],
  });
}

/** What tallies are read and written with. */
export type TalliesTransaction = Pick<ViewTransaction, 'load' | 'write' | 'remove'>;

/** Rows that change, as they are from now on and as the table held them; undefined where it held none. */
export type RowChange = readonly [after: Row, before: Row | undefined];

export async function retally(
  tx: TalliesTransaction,
  tallies: Tallies,
  { generation, position }: { readonly generation: number; readonly position: Position },
  changes: readonly RowChange[],
): Promise<void> {
  const { table } = tallies.side;
  const moves = new Map<string, Map<string, number>>();
  for (const [after, before] of changes) {
    if (before) move(moves, tallies.shares(before), -1);
    move(moves, tallies.shares(after), 1);
  }
  const target = { table, generation };
  const held = await tx.load(target, [...moves.keys()]);
  const gone: string[] = [];
  const left: TallyRow[] = [];
  for (const [tally, names] of moves) {
    const before = held.get(tally)?.row as TallyRow | undefined;
    const counts = moved(before?.counts ?? {}, names);
    const isNone = Object.keys(counts).length === 0;
    if (isNone && before) gone.push(tally);
    if (isNone || isDeepStrictEqual(counts, before?.counts)) continue;
    left.push(tallyRow(tally, counts, tallies.weight(counts)));
  }
  await tx.remove(target, gone);
  await tx.write(
    target,
    left.map((row) => rowWrite(table, row, position)),
  );
}

function move(moves: Map<string, Map<string, number>>, shares: Shares, step: 1 | -1): void {
  for (const [tally, counts] of Object.entries(shares)) {
    const names = moves.get(tally) ?? new Map<string, number>();
    moves.set(tally, names);
    for (const [name, count] of Object.entries(counts)) {
      names.set(name, (names.get(name) ?? 0) + step * count);
    }
  }
}

function moved(before: Counts, moves: ReadonlyMap<string, number>): Counts {
  const after = new Map(Object.entries(before));
  for (const [name, step] of moves) after.set(name, (after.get(name) ?? 0) + step);
  const some = [...after].filter(([, count]) => count !== 0);
  return Object.fromEntries(some.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const DIGITS = 15;

function tallyRow(tally: string, counts: Counts, weight: number): TallyRow {
  const slash = tally.indexOf('/');
  const [kind, subject] = [tally.slice(0, slash), tally.slice(slash + 1)];
  return { tally, kind, subject, weight: String(weight).padStart(DIGITS, '0'), counts };
}
