/**
 * All the rows of a query, a batch in memory at a time. What changes while it runs may be missed.
 *
 * @param read gives the rows that come after `last` in an order in which no two are alike, at most `size`.
 */
export async function* rowBatches<Row>(
  size: number,
  read: (last?: Row) => Promise<Row[]>,
): AsyncGenerator<Row[], void, undefined> {
  // eslint-disable-next-line no-restricted-syntax -- each batch begins behind the one before
  for (let last: Row | undefined; ;) {
    const rows = await read(last);
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
    last = rows.at(-1);
  }
}
