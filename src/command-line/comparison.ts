import type { Kysely } from 'kysely';
import { isDeepStrictEqual } from 'node:util';

import type { Projection } from '../../projections/engine/projection.js';
import type { Table } from '../../projections/engine/table.js';
import { tablesOf } from '../../projections/engine/view-store.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { CommandFailed } from './exit-codes.js';
import type { LogEnd } from './log-end.js';
import { columnsOf, orderOf, viewRows, type ViewRow } from './view-rows.js';

export interface Compared {
  readonly views: number;
  readonly rows: number;
  /** The views without versions that show another moment, by name. */
  readonly passedOver: readonly string[];
}

export interface Comparison {
  readonly replayed: Kysely<ViewTables>;
  readonly live: Kysely<ViewTables>;
  readonly end: LogEnd;
  /** Whether the live view shows the log at `end` and nothing from behind it. */
  readonly endsThere: (view: string) => boolean;
  readonly claim: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Holds the rows that the log gives against those of the live views, column by column. A view without
 * versions can only be compared at the moment that it shows, and is passed over at another.
 *
 * @throws CommandFailed naming the first row that differs.
 */
export async function compareViews(comparison: Comparison): Promise<Compared> {
  const { endsThere, claim } = comparison;
  let views = 0;
  let rows = 0;
  const passedOver: string[] = [];
  for (const projection of ledgerProjections) {
    const asked = tablesOf(projection).filter(
      ({ columns }) => claim === undefined || 'claim_id' in columns,
    );
    const tables = asked.filter(({ versioned }) => versioned || endsThere(projection.name));
    for (const table of tables) rows += await compareTable(projection, table, comparison);
    if (tables.length > 0) views += 1;
    else if (asked.length > 0) passedOver.push(projection.name);
  }
  return { views, rows, passedOver };
}

async function compareTable(
  { name }: Projection,
  table: Table,
  { replayed, live, end, claim, signal }: Comparison,
): Promise<number> {
  const ours = viewRows(replayed, table, end, claim);
  const theirs = viewRows(live, table, end, claim);
  for (let rows = 0; ; rows += 1) {
    signal.throwIfAborted();
    const a = await ours.next();
    const b = await theirs.next();
    if (a.done && b.done) return rows;
    const difference = differenceOf(table, a.value ?? undefined, b.value ?? undefined);
    if (difference !== undefined) {
      throw new CommandFailed(`the live views differ: ${name} ${difference}`);
    }
  }
}

function differenceOf(
  table: Table,
  replayed: ViewRow | undefined,
  live: ViewRow | undefined,
): string | undefined {
  const order = replayed && live ? inOrder(table, replayed, live) : replayed ? -1 : 1;
  if (order < 0) return `${nameOf(table, replayed!)} is not in the live view`;
  if (order > 0) return `${nameOf(table, live!)} is only in the live view`;
  for (const column of columnsOf(table)) {
    const [ours, theirs] = [replayed![column], live![column]];
    if (ours === theirs) continue;
    return `${nameOf(table, live!)}: ${told(column, valueOf(table, column, ours), valueOf(table, column, theirs))}`;
  }
  return undefined;
}

/** Compares rows by their keys as SQLite sorts text: by the bytes of its UTF-8. */
function inOrder(table: Table, a: ViewRow, b: ViewRow): number {
  for (const column of orderOf(table)) {
    const order = Buffer.compare(Buffer.from(String(a[column])), Buffer.from(String(b[column])));
    if (order !== 0) return order;
  }
  return 0;
}

function nameOf({ key, versioned }: Table, row: ViewRow): string {
  return versioned ? `${row[key]} from ${row.valid_from} on` : `${row[key]}`;
}

/** Parses JSON columns; what somebody wrote into one by hand need not be JSON, and stays as it is. */
function valueOf({ columns }: Table, column: string, value: unknown): unknown {
  if (columns[column]?.type !== 'json' || typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The member that differs, as deep in it as both sides have the same shape. */
function told(path: string, ours: unknown, theirs: unknown): string {
  if (isPlain(ours) && isPlain(theirs)) {
    const members = Object.keys({ ...ours, ...theirs });
    const member = members.find((name) => !isDeepStrictEqual(ours[name], theirs[name]));
    if (member !== undefined) return told(`${path}/${member}`, ours[member], theirs[member]);
  }
  return `${path} is ${shown(theirs)}, and the log gives ${shown(ours)}`;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return value === undefined ? 'not there' : JSON.stringify(value);
}
