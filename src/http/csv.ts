import { stringify } from 'csv-stringify/sync';
import type { TSchema } from 'typebox';

import { cellOf, columnsOf } from './csv-columns.js';

/**
 * RFC 4180: lines end in CRLF. Most readers take a line feed or a carriage return alone for an end, too, and
 * csv-stringify 6.9 quotes a cell for them only where it is told to, once another delimiter is named.
 */
const FORM = { record_delimiter: 'windows', quote_record_delimiter: true } as const;

/** How rows of one shape are written as CSV (RFC 4180). */
export interface CsvTable {
  /** The names of the columns, behind a byte order mark, without which Excel takes UTF-8 for something else. */
  readonly header: string;
  /** A row, with the end of its line. */
  readonly line: (row: unknown) => string;
}

export function csvTable(schema: TSchema): CsvTable {
  const columns = columnsOf(schema);
  return {
    header: stringify([columns.map(({ name }) => name)], { ...FORM, bom: true }),
    line: (row) => stringify([columns.map((column) => cellOf(column, row))], FORM),
  };
}
