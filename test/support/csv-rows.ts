import { parse } from 'csv-parse/sync';
import { isDeepStrictEqual } from 'node:util';

/** A table as CSV has it: each row has a cell for each column, by its name. */
export interface CsvRows {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/**
 * Reads CSV with a header and CRLF, as RFC 4180 has it, with or without a byte order mark.
 *
 * @throws Error where it is not so, or is another table to who takes any line end for that of a row.
 */
export function csvRows(text: string): CsvRows {
  const lines = parse(text, { bom: true, record_delimiter: '\r\n' });
  const anyEnd = parse(text, { bom: true, record_delimiter: ['\r\n', '\n', '\r'] });
  if (!isDeepStrictEqual(anyEnd, lines)) throw new Error('a line end stands in no quotes');
  const [columns, ...records] = lines;
  if (!columns) throw new Error('there is no header');
  const rows = records.map((cells) =>
    Object.fromEntries(columns.map((name, index) => [name, cells[index]!])),
  );
  return { columns, rows };
}

/** What stood in a cell before it was defused. */
export function plainCell(cell: string): string {
  return cell.replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/, '');
}

/** The members of a list in a cell, whose texts are not empty. */
export function listInCell(cell: string): string[] {
  const members = plainCell(cell).match(/(?:[^\\|]|\\.)+/gs) ?? [];
  return members.map((member) => member.replaceAll(/\\(.)/gs, '$1'));
}
