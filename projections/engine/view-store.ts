import type { Position } from '../../events/envelope.js';
import type { EventMark } from '../../src/following/event-mark.js';
import type { HaltAtEvent } from '../../src/following/halt.js';
import type { Row, Table } from './table.js';

/** The part of a projection that its tables and registration depend on. */
export interface Registration {
  readonly name: string;
  readonly version: number;
  readonly table: Table;
  readonly sides: readonly { readonly table: Table }[];
}

/** Returns the tables of a projection, its own first. */
export function tablesOf({ table, sides }: Registration): Table[] {
  return [table, ...sides.map((side) => side.table)];
}

/** The events by which the log is known again that the rows of a generation were made from. */
export interface LogMarks {
  /** The first event of that log; null where a release that kept no marks passed it. */
  readonly first: EventMark | null;
  /** The event at the position; an earlier one where such a release moved on. */
  readonly last: EventMark;
}

/** Where one generation of a projection stands. Kept beside the rows and moved in their transaction. */
export interface ProjectionState {
  readonly name: string;
  readonly version: number;
  /** Which physical tables hold the rows; every build has its own. */
  readonly generation: number;
  /** Whether the view's name stands for it. One generation of a projection is active, the others are builds. */
  readonly active: boolean;
  /** The last event whose effect the rows hold; null before the first. */
  readonly position: Position | null;
  /**
   * How far the work on what lies behind `position` has come, of a view that is worked out from others.
   * Null where none is begun, and for a fold.
   */
  readonly cursor: string | null;
  readonly failure: HaltAtEvent | null;
  /** Null before the first event, for a view that is worked out from others, and where they were never kept. */
  readonly marks: LogMarks | null;
}

export interface Moment {
  readonly position: Position;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** A row to write. In a versioned table it is one version, closed where `until` is set. */
export interface RowWrite {
  readonly key: string;
  readonly row: Row;
  readonly from: Moment;
  readonly until: Moment | null;
  /** Versioned: the table holds an open version of this key, which ends where this one begins. */
  readonly supersedes: boolean;
}

export function keyOf({ key }: Table, row: Row): string {
  return row[key] as string;
}

/** A row to write into a table without versions. */
export function rowWrite(table: Table, row: Row, position: Position): RowWrite {
  const from = { position, at: '' };
  return { key: keyOf(table, row), row, from, until: null, supersedes: false };
}

/** A row as it holds now. */
export interface HeldRow {
  readonly row: Row;
  /** Versioned: the instant from which it holds; else empty. */
  readonly at: string;
}

/** One table of one generation. */
export interface Generation {
  readonly table: Table;
  readonly generation: number;
}

/** The tables of one generation of a projection. */
export function generationsOf(
  projection: Registration,
  { generation }: Pick<ProjectionState, 'generation'>,
): Generation[] {
  return tablesOf(projection).map((table) => ({ table, generation }));
}

/** Reads and writes of one batch; all of it is committed or none. */
export interface ViewTransaction {
  /**
   * Until the end of the transaction nobody else moves these generations.
   * @throws StaleProjectionError where one no longer stands at its `position` and `cursor`, or is registered no more.
   */
  hold(states: readonly ProjectionState[]): Promise<void>;
  /** The rows that hold now, JSON columns parsed, by key, in one query. */
  load(target: Generation, keys: readonly string[]): Promise<Map<string, HeldRow>>;
  /** As `load`, of a table without versions: the rows that have one of the values in a text column. */
  loadWhere(
    target: Generation,
    column: string,
    values: readonly string[],
  ): Promise<Map<string, HeldRow>>;
  /**
   * Writes rows in the order given. Without versions it inserts or replaces; with them it inserts.
   * @throws UnwritableRowError
   */
  write(target: Generation, writes: readonly RowWrite[]): Promise<void>;
  /** Removes rows of a clustered table without versions, of which nothing tells that they were there. */
  remove(target: Generation, keys: readonly string[]): Promise<void>;
  /** Sets position, cursor, failure and marks of a generation that this transaction holds. */
  advance(after: ProjectionState): Promise<void>;
}

/** A build that takes over from the generation that was active. */
export interface Switch {
  readonly projection: Registration;
  /** The build as it stands. */
  readonly build: ProjectionState;
  /** What it replaces; undefined where no generation is active. */
  readonly before: ProjectionState | undefined;
  /** `before` was not made from the log that the build was made from: how far it is means nothing. */
  readonly unfit?: boolean;
}

/** Somebody else moved, replaced or dropped a generation meanwhile; the transaction must be given up. */
export class StaleProjectionError extends Error {
  override readonly name = 'StaleProjectionError';
}

/** A fold gave a row that its own table cannot hold. Trying again gives the same. */
export class UnwritableRowError extends Error {
  override readonly name = 'UnwritableRowError';
  constructor(
    readonly table: string,
    key: string,
    cause: unknown,
  ) {
    super(`${table} cannot hold the row ${key}: ${String(cause)}`, { cause });
  }
}

/**
 * The database of the views, as the engine needs it. Queries have their own way in. Every method may
 * fail with the database's own error (busy, full, gone), which a caller may retry.
 */
export interface ViewStore {
  /** Every registered generation, active or being built. */
  states(): Promise<ProjectionState[]>;
  /**
   * Makes empty tables of a generation that was never used and registers it, at position null.
   *
   * `view`: active from the first moment. `build`: beside the active one; a build of the same
   * projection that was begun before, here or elsewhere, is given up and its tables are dropped.
   *
   * @throws StaleProjectionError with `view`, where one is active already.
   */
  begin(projection: Registration, as: 'view' | 'build'): Promise<ProjectionState>;
  /**
   * The names of the views show the builds from now on, all at once; what they showed is dropped.
   *
   * @returns the builds' states, active now.
   * @throws StaleProjectionError, and nothing is changed, where a build is gone, another generation than
   *   `before` is active, or it is fit and stands further on in the log than its build: a view never
   *   shows less than it did.
   */
  activate(switches: readonly Switch[]): Promise<ProjectionState[]>;
  /** Drops a build and its tables; nothing where it is gone already or is active. */
  discard(build: ProjectionState): Promise<void>;
  /** When the versions began to hold that were written last into a versioned table, newest first. */
  newestMoments(target: Generation, limit: number): Promise<Moment[]>;
  transaction<T>(work: (tx: ViewTransaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
