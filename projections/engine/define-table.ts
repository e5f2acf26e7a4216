import type { Columns, Index, Table, VersionColumns } from './table.js';

export interface TableDefinition<Name, C, Versioned, Clustered> {
  readonly name: Name;
  readonly columns: C;
  readonly key: ColumnOf<C>;
  /** `false` where it is not said. */
  readonly versioned?: Versioned;
  /** `false` where it is not said. */
  readonly clustered?: Clustered;
  readonly indexes?: readonly Index<ColumnOf<C> | keyof VersionColumns>[];
  readonly fullText?: readonly ColumnOf<C>[];
}

type ColumnOf<C> = Extract<keyof NoInfer<C>, string>;

/** Fills in what a definition leaves out: no versions, and no clustering. */
export function defineTable<
  Name extends string,
  C extends Columns,
  Versioned extends boolean,
  Clustered extends boolean,
>(table: TableDefinition<Name, C, Versioned, Clustered>): Table<Name, C, Versioned, Clustered> {
  const { versioned = false as Versioned, clustered = false as Clustered } = table;
  return { ...table, versioned, clustered };
}
