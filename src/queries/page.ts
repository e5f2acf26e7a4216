import { sql, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import Type, { type TSchema } from 'typebox';

import { named, nullable } from './answer-fields.js';

export const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 500;

export interface PageRequest {
  /** At most {@link MAX_LIMIT}; {@link DEFAULT_LIMIT} where left out. */
  readonly limit?: number | undefined;
  /** The `next` of the page before. */
  readonly after?: string | undefined;
}

/** Newest first. */
export interface Page<Item> {
  readonly items: Item[];
  /** Null on the last page. */
  readonly next: string | null;
}

/** The answer's schema for a list of such items: of `Claim` it is `ClaimPage`. */
export function pageOf<Item extends TSchema & { readonly $id?: string }>(item: Item) {
  return named(`${item.$id}Page`, { items: Type.Array(item), next: nullable(NextPage) });
}

/** The schema of an item of the page, whatever stands beside the items. */
export function itemOf(page: TSchema): TSchema {
  return (page as Type.TObject<{ items: Type.TArray }>).properties.items.items;
}

const NextPage = Type.String({ description: 'The `after` of the next page; null on the last.' });

/** A cursor that no list of this ledger gave out. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
  constructor() {
    super('the cursor is not one that a list of this ledger gave');
  }
}

/**
 * The place of a row in its list. It is never that of another row and never moves, so that a page
 * goes on where the one before ended, whatever was recorded meanwhile.
 */
export interface Place {
  /** When the row began, as text that sorts: the position, or a day. */
  readonly position: string;
  readonly key: string;
}

export function cursorOf({ position, key }: Place): string {
  return Buffer.from(JSON.stringify([position, key])).toString('base64url');
}

/** @throws InvalidCursorError */
export function placeOf(cursor: string): Place {
  const json = Buffer.from(cursor, 'base64url').toString();
  let parts: unknown;
  try {
    parts = JSON.parse(json);
  } catch {
    throw new InvalidCursorError();
  }
  if (!Array.isArray(parts) || parts.length !== 2) throw new InvalidCursorError();
  const [position, key] = parts as unknown[];
  if (typeof position !== 'string' || typeof key !== 'string') throw new InvalidCursorError();
  const place = { position, key };
  // Base64 has several spellings of the same bytes; only ours was given out.
  if (cursorOf(place) !== cursor) throw new InvalidCursorError();
  return place;
}

/** The columns, `<table>.<column>`, that a list is ordered by. */
export interface ListOrder {
  readonly position: string;
  readonly key: string;
}

/**
 * Whether a row comes after the cursor in a list that is newest first. Always true without a cursor.
 *
 * @throws InvalidCursorError
 */
export function comesAfter(cursor: string | undefined, order: ListOrder): RawBuilder<SqlBool> {
  if (cursor === undefined) return sql`1 = 1`;
  const { position, key } = placeOf(cursor);
  return sql`(${sql.ref(order.position)}, ${sql.ref(order.key)}) < (${position}, ${key})`;
}

export function newestFirst(order: ListOrder): RawBuilder<unknown> {
  return sql`${sql.ref(order.position)} desc, ${sql.ref(order.key)} desc`;
}

/** One row more than the page holds tells whether another page follows. */
export function rowsToRead(request: PageRequest): number {
  return limitOf(request) + 1;
}

/** The page that {@link rowsToRead} rows make. */
export function toPage<Row, Item>(
  request: PageRequest,
  rows: readonly Row[],
  place: (row: Row) => Place,
  item: (row: Row) => Item,
): Page<Item> {
  const limit = limitOf(request);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(item),
    next: rows.length > limit && last !== undefined ? cursorOf(place(last)) : null,
  };
}

/**
 * The page of a query that selects what a list may show, without an order or a limit of its own.
 *
 * @throws InvalidCursorError
 */
export async function readPage<DB, Table extends keyof DB, Row, Item>(
  query: SelectQueryBuilder<DB, Table, Row>,
  request: PageRequest,
  order: ListOrder,
  place: (row: Row) => Place,
  item: (row: Row) => Item,
): Promise<Page<Item>> {
  const rows = await query
    .where(comesAfter(request.after, order))
    .orderBy(newestFirst(order))
    .limit(rowsToRead(request))
    .execute();
  return toPage(request, rows, place, item);
}

/** @throws RangeError for what no page holds; requests are checked before. */
export function limitOf({ limit = DEFAULT_LIMIT }: PageRequest): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new RangeError(`a page holds 1 to ${MAX_LIMIT} items, not ${limit}`);
  }
  return limit;
}
