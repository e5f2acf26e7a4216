import type { Column } from './engine/table.js';

declare const parsed: unique symbol;

/** JSON text that parses to a `T`. */
export type JsonText<T> = string & { readonly [parsed]?: T };

/** The columns of a table whose rows are `R`, none forgotten and none too many. */
export type ColumnsOf<R> = Readonly<Record<keyof R, Column>>;

/** A row as the database gives it: structured values are still JSON text. */
export type Stored<R, Columns extends ColumnsOf<R>> = {
  [K in keyof R]: Columns[K] extends { type: 'json' }
    ? JsonText<NonNullable<R[K]>> | Extract<R[K], null>
    : R[K];
};

/** The structured value of a JSON column. */
export function parse<T>(text: JsonText<T>): T;
export function parse<T>(text: JsonText<T> | null): T | null;
export function parse<T>(text: JsonText<T> | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}
