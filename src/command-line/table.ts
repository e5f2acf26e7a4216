import { onOneLine, printLine } from './output.js';

/** A column of a table on a terminal. Cells stand at the right of theirs, and those of the last at the left. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string | number;
  /** The least number of characters, where it is more than the title has. */
  readonly width?: number;
  readonly isLeft?: true;
}

/**
 * Prints rows as they come, below a header; what is too wide moves its own line alone. Nothing is printed
 * before the first row is there, or it is known that there is none.
 */
export async function printTable<Row>(
  columns: readonly Column<Row>[],
  rows: AsyncIterable<Row>,
): Promise<void> {
  const header = lineOf(columns, ({ title }) => title);
  let hasHeader = false;
  for await (const row of rows) {
    if (!hasHeader) await printLine(header);
    hasHeader = true;
    await printLine(lineOf(columns, ({ cell }) => cell(row)));
  }
  if (!hasHeader) await printLine(header);
}

function lineOf<Row>(
  columns: readonly Column<Row>[],
  cellOf: (column: Column<Row>) => string | number,
): string {
  const cells = columns.map((column, n) => {
    const text = onOneLine(String(cellOf(column)));
    if (n === columns.length - 1) return text;
    const width = Math.max(column.title.length, column.width ?? 0);
    return column.isLeft ? text.padEnd(width) : text.padStart(width);
  });
  return cells.join('  ');
}
