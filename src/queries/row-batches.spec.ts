import { rowBatches } from './row-batches.js';

/** The batches of the numbers from 1 to `count`, and behind which number each was read. */
async function batchesOf(count: number) {
  const behind: (number | undefined)[] = [];
  const batches: number[][] = [];
  const read = async (last?: number) => {
    behind.push(last);
    const from = last ?? 0;
    return Array.from({ length: Math.min(2, count - from) }, (_, n) => from + n + 1);
  };
  for await (const rows of rowBatches(2, read)) batches.push(rows);
  return { behind, batches };
}

it('gives all rows, each batch from behind the last row of the one before', async () => {
  expect(await batchesOf(3)).toEqual({ behind: [undefined, 2], batches: [[1, 2], [3]] });
});

it('gives no empty batch', async () => {
  expect(await batchesOf(0)).toEqual({ behind: [undefined], batches: [] });
  expect(await batchesOf(2)).toEqual({ behind: [undefined, 2], batches: [[1, 2]] });
});
