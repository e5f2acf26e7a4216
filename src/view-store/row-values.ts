import type { Row, RowValue, Table } from '../../projections/engine/table.js';

/** What a database holds in a column. */
export type Stored = string | number | null;

/** A row and what of it is in the database, in the order of its columns. */
interface Known {
  readonly row: Row;
  readonly values: readonly Stored[];
}

/**
 * Rows of one table as folds have them, and as every database holds them: structured values as JSON
 * text. For the batch at hand it knows what is stored already, since a fold leaves most of a row as it
 * was, and its JSON need not be made again.
 */
export class RowValues {
  private readonly columns: readonly { readonly name: string; readonly json: boolean }[];
  private readonly keyAt: number;
  private readonly known = new Map<string, Known>();

  constructor(private readonly table: Table) {
    this.columns = Object.entries(table.columns).map(([name, { type }]) => ({
      name,
      json: type === 'json',
    }));
    this.keyAt = this.columns.findIndex(({ name }) => name === table.key);
  }

  /** What is stored under the key of these values. */
  keyOf(values: readonly Stored[]): string {
    return values[this.keyAt] as string;
  }

  /** The row that is stored so. @param key as the fold calls it. */
  read(key: string, values: readonly Stored[]): Row {
    const row: Record<string, RowValue> = {};
    for (const [n, { name, json }] of this.columns.entries()) {
      const value = values[n]!;
      row[name] = json && value !== null ? (JSON.parse(value as string) as object) : value;
    }
    row[this.table.key] = key;
    this.known.set(key, { row, values });
    return row;
  }

  /**
   * What is to be stored for the row; the caller may add to the end of it.
   *
   * @throws TypeError for a row that is not one of the table.
   */
  write(key: string, row: Row): Stored[] {
    if (row[this.table.key] !== key) throw new TypeError(`the row of ${key} has another key`);
    const values = this.valuesOf(row, this.known.get(key));
    this.known.set(key, { row, values });
    return values;
  }

  /** Another batch begins. */
  forget(): void {
    this.known.clear();
  }

  /** Structured values are never changed in place, so the same one has the same text. */
  private valuesOf(row: Row, before: Known | undefined): Stored[] {
    const values = new Array<Stored>(this.columns.length);
    for (const [n, { name, json }] of this.columns.entries()) {
      const value = row[name];
      if (value === null || value === undefined || !json) values[n] = plain(value, name);
      else if (before?.row[name] === value) values[n] = before.values[n]!;
      else values[n] = JSON.stringify(value);
    }
    return values;
  }
}

/** A driver would take an array or an object for something of its own. */
function plain(value: RowValue | undefined, column: string): Stored {
  if (typeof value === 'object' && value !== null) {
    throw new TypeError(`${column} takes no structured value`);
  }
  return typeof value === 'string' ? storable(value) : (value as Stored);
}

/**
 * PostgreSQL has no place for U+0000 in a text (https://www.postgresql.org/docs/current/datatype-character.html),
 * and no database for a lone surrogate. The API takes neither, but an imported log may have them: the views
 * show U+FFFD in their place, on every database alike. JSON text escapes them.
 */
export function storable(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', '\uFFFD') : wellFormed;
}
