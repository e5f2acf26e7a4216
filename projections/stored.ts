import type { Column, Columns, Table, VersionColumns } from './engine/table.js';

declare const parsed: unique symbol;

/** JSON text that parses to a `T`. */
export type JsonText<T> = string & { readonly [parsed]?: T };

/** What the database gives of a column: structured values are still JSON text. */
type Stored<C> =
  C extends Column<infer Value, infer Type>
    ? Type extends 'json'
      ? JsonText<NonNullable<Value>> | Extract<Value, null>
      : Value
    : never;

type StoredColumns<C extends Columns> = { [Name in keyof C]: Stored<C[Name]> };

/** A row of the table as a query reads it. */
export type StoredRow<T extends Table> =
  T extends Table<string, infer C, infer Versioned, infer Clustered>
    ? StoredColumns<C> &
        (Versioned extends true ? VersionColumns : unknown) &
        (Clustered extends true ? unknown : { row_id: number })
    : never;

/** The structured value of a JSON column. */
export function parse<T>(text: JsonText<T>): T;
export function parse<T>(text: JsonText<T> | null): T | null;
export function parse<T>(text: JsonText<T> | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}
