import fc from 'fast-check';

import { retally, tallyTable, type RowChange, type Shares, type Tallies } from './tallies.js';
import type { Row } from './table.js';
import type { HeldRow } from './view-store.js';

interface Share extends Row {
  readonly key: string;
  readonly shares: Shares;
}

const side = tallyTable('sums');
const tallies: Tallies<Share> = {
  side,
  shares: ({ shares }) => shares,
  weight: (counts) => counts['seen'] ?? 0,
};

/** The table of the sums, in memory. */
class Table {
  readonly rows = new Map<string, Row>();
  written = 0;

  async change(changes: readonly RowChange[]): Promise<void> {
    const tx = {
      load: async (_: unknown, keys: readonly string[]) => {
        const held = keys.filter((key) => this.rows.has(key));
        return new Map<string, HeldRow>(
          held.map((key) => [key, { row: this.rows.get(key)!, at: '' }]),
        );
      },
      write: async (_: unknown, writes: readonly { key: string; row: Row }[]) => {
        for (const { key, row } of writes) this.rows.set(key, row);
        this.written += writes.length;
      },
      remove: async (_: unknown, keys: readonly string[]) => {
        for (const key of keys) this.rows.delete(key);
      },
    };
    await retally(tx, tallies, { generation: 1, position: '1' }, changes);
  }

  dump(): unknown[] {
    return [...this.rows.values()].map((row) => JSON.stringify(row)).sort();
  }
}

const share = (shares: Shares): Share => ({ key: 'any', shares });

it('adds what rows come with, and takes away what they no longer have', async () => {
  const table = new Table();
  const before = share({ 'source/a': { seen: 2, kept: 1 }, 'source/b': { seen: 1 } });
  await table.change([[before, undefined]]);
  expect([...table.rows.values()]).toEqual([
    {
      tally: 'source/a',
      kind: 'source',
      subject: 'a',
      weight: '000000000000002',
      counts: { kept: 1, seen: 2 },
    },
    {
      tally: 'source/b',
      kind: 'source',
      subject: 'b',
      weight: '000000000000001',
      counts: { seen: 1 },
    },
  ]);
  await table.change([[share({ 'source/a': { seen: 1 } }), before]]);
  expect([...table.rows.values()]).toMatchObject([
    { tally: 'source/a', weight: '000000000000001', counts: { seen: 1 } },
  ]);
});

it('writes nothing where nothing moves', async () => {
  const table = new Table();
  const row = share({ 'source/a/b': { seen: 2 }, 'source/none': {} });
  await table.change([[row, undefined]]);
  await table.change([[row, row]]);
  expect(table.written).toBe(1);
  expect([...table.rows.values()]).toMatchObject([{ kind: 'source', subject: 'a/b' }]);
});

const shares = fc.dictionary(
  fc.constantFrom('source/a', 'source/b', 'reviewer/a'),
  fc.dictionary(fc.constantFrom('seen', 'kept', 'left'), fc.nat({ max: 3 })),
);
const changes = fc.array(fc.tuple(fc.nat({ max: 4 }), shares), { maxLength: 20 });

it('comes to the same bytes however rows came to be what they are', async () => {
  await fc.assert(
    fc.asyncProperty(changes, fc.integer({ min: 1, max: 5 }), async (all, size) => {
      const held = new Map<number, Share>();
      const inBatches = new Table();
      for (let from = 0; from < all.length; from += size) {
        const batch = new Map(all.slice(from, from + size));
        const changed = [...batch].map(([n, given]) => [share(given), held.get(n)] as const);
        await inBatches.change(changed);
        for (const [n, given] of batch) held.set(n, share(given));
      }
      const atOnce = new Table();
      await atOnce.change([...held.values()].map((row) => [row, undefined] as const));
      expect(inBatches.dump()).toEqual(atOnce.dump());
    }),
  );
});
