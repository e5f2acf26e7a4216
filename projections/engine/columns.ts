import type { Column, Columns, ColumnType, RowValue } from './table.js';

export function text<Value extends string = string>(): Column<Value, 'text'> {
  return { type: 'text' };
}

/** A number without fraction; also for what is so or not: 1 or 0, since SQLite has no booleans. */
export function integer(): Column<number, 'integer'> {
  return { type: 'integer' };
}

/** A structured value; a query reads its text with `parse` of `stored.ts`. */
export function json<Value extends object>(): Column<Value, 'json'> {
  return { type: 'json' };
}

export function nullable<Value extends RowValue, Type extends ColumnType>(
  column: Column<Value, Type>,
): Column<Value | null, Type> {
  return { type: column.type, nullable: true };
}

/** A row of these columns as a fold has it. */
export type RowOf<C extends Columns> = {
  [Name in keyof C]: C[Name] extends Column<infer Value> ? Value : never;
};
