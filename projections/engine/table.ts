/** `json` holds a structured value in a fold and canonical-as-written JSON text in the database. */
export type ColumnType = 'text' | 'integer' | 'real' | 'json';

declare const held: unique symbol;

/** Made by the functions of `columns.ts`, which say what a row holds in it. */
export interface Column<Value extends RowValue = RowValue, Type extends ColumnType = ColumnType> {
  readonly type: Type;
  readonly nullable?: true;
  /** Tells the compiler the type; no column has it. */
  readonly [held]?: Value;
}

export type Columns = Readonly<Record<string, Column>>;

export interface Index<Name extends string = string> {
  readonly columns: readonly Name[];
  /** `current`: only over the rows that hold now (`valid_to is null`). */
  readonly rows?: 'all' | 'current';
  /**
   * Only over the rows for which this holds: plain SQL over columns of the table and literals, such as
   * `withdrawn is not null`. A query uses the index where it says the same, its literals in its text.
   */
  readonly where?: string;
}

/**
 * One view table. Names are snake_case; the columns are the row's members in this order. A versioned
 * table keeps every state a row ever had, with the half-open ranges in which it held, by position and
 * by time: the engine adds and fills {@link VERSION_COLUMNS}.
 */
export interface Table<
  Name extends string = string,
  C extends Columns = Columns,
  Versioned extends boolean = boolean,
  Clustered extends boolean = boolean,
> {
  readonly name: Name;
  readonly columns: C;
  /** The column that identifies a row; always `text`. */
  readonly key: string;
  readonly versioned: Versioned;
  /**
   * Rows stand in the order of their keys, where a database can do that, and have no number: less room for
   * a table that is read by its keys. Each of its further indexes then holds the keys, too.
   */
  readonly clustered: Clustered;
  readonly indexes?: readonly Index[];
  /** Text columns with a full-text index; searched through the table `<name>_search`. */
  readonly fullText?: readonly string[];
}

export const VERSION_COLUMNS = {
  valid_from: { type: 'text' },
  valid_to: { type: 'text', nullable: true },
  /** The instants that belong to them; never earlier than the version before. */
  valid_from_at: { type: 'text' },
  valid_to_at: { type: 'text', nullable: true },
} as const satisfies Record<string, Column>;

/** What reads add to the row type of a versioned table. */
export interface VersionColumns {
  valid_from: string;
  valid_to: string | null;
  valid_from_at: string;
  valid_to_at: string | null;
}

export type RowValue = string | number | null | object;
export type Row = Readonly<Record<string, RowValue>>;
