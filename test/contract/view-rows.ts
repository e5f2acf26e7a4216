import { sql } from 'kysely';

import type { Row } from '../../projections/engine/table.js';
import { UnwritableRowError, type RowWrite } from '../../projections/engine/view-store.js';
import { claimLogs, sourceTitles, wordTable } from '../support/example-projections.js';
import { AT, log, put, targetOf, title, write } from './view-writes.js';
import type { ViewsUnderTest } from './views-under-test.js';

export function viewRowsContract(views: () => ViewsUnderTest): void {
  const titlesIn = async () => {
    const { store } = await views().open();
    const titles = targetOf(sourceTitles.table, await store.begin(sourceTitles, 'view'));
    return { store, titles };
  };
  const logsIn = async () => {
    const { store } = await views().open();
    const logs = targetOf(claimLogs.table, await store.begin(claimLogs, 'view'));
    return { store, logs };
  };
  const allTitles = () => views().rows(sql`select * from source_titles order by row_id`);
  const allLogs = () =>
    views().rows<Record<string, unknown>>(sql`select * from claim_logs order by row_id`);

  describe('without versions', () => {
    it('come back as they were written, and keep their number when replaced', async () => {
      const { store, titles } = await titlesIn();
      await put(store, titles, title('a', 'One'), title('b', 'Two'));
      await put(store, titles, title('a', 'Three'), title('c', 'Four'));
      expect(await allTitles()).toEqual([
        { row_id: 1, source_id: 'a', title: 'Three', withdrawn: null },
        { row_id: 2, source_id: 'b', title: 'Two', withdrawn: null },
        { row_id: 3, source_id: 'c', title: 'Four', withdrawn: null },
      ]);
      const keys = ['a', 'c', 'nobody', "o'clock"];
      const held = await store.transaction((tx) => tx.load(titles, keys));
      expect([...held.keys()].sort()).toEqual(['a', 'c']);
      expect(held.get('a')).toEqual({
        row: { source_id: 'a', title: 'Three', withdrawn: null },
        at: '',
      });
    });

    it('are the last that was written where one call has several', async () => {
      const { store, titles } = await titlesIn();
      await put(store, titles, title('a', 'One'), title('b', 'Two'), title('a', 'Three'));
      expect(await allTitles()).toMatchObject([
        { row_id: 1, title: 'Three' },
        { row_id: 2, title: 'Two' },
      ]);
    });

    it('are numbered without gaps, also after what failed', async () => {
      const { store, titles } = await titlesIn();
      await put(store, titles, title('a', 'One'));
      const failed = store.transaction(async (tx) => {
        await tx.write(titles, [title('b', 'Two'), title('c', 'Three')]);
        throw new Error('given up');
      });
      await expect(failed).rejects.toThrow('given up');
      await put(store, titles, title('a', 'Again'), title('d', 'Four'));
      expect(await allTitles()).toMatchObject([{ row_id: 1 }, { row_id: 2, source_id: 'd' }]);
    });

    it('are as many as one likes', async () => {
      const { store, titles } = await titlesIn();
      const many = Array.from({ length: 2_345 }, (_, n) => title(`key ${n}`, `Title ${n}`));
      await put(store, titles, ...many);
      const keys = many.map(({ key }) => key);
      const held = await store.transaction((tx) => tx.load(titles, keys));
      expect([...held.values()].map(({ row }) => row).length).toBe(2_345);
      expect((await allTitles()).at(-1)).toMatchObject({ row_id: 2_345, title: 'Title 2344' });
    });

    it.each([
      ['quotes and backslashes', `"It's" \\ {a,b} \\" NULL`],
      ['the word for nothing', 'NULL'],
      ['nothing in it', ''],
      ['many scripts', 'Élan العربية 北港町 🦊 é'],
      ['lines and controls', 'a\nb\r\n\tc\u0001\u007f'],
    ])('hold any text: %s', async (_, words) => {
      const { store, titles } = await titlesIn();
      await put(store, titles, title('a', words), title('b', 'Two'));
      expect((await allTitles())[0]).toMatchObject({ title: words });
    });

    it('show U+FFFD where a text has what no text can have', async () => {
      const { store, titles } = await titlesIn();
      await put(store, titles, title('a\0', 'One\0two \uD800 three'), title('b', 'Two'));
      expect(await allTitles()).toMatchObject([
        { source_id: 'a\uFFFD', title: 'One\uFFFDtwo \uFFFD three' },
        { source_id: 'b' },
      ]);
      const held = await store.transaction((tx) => tx.load(titles, ['a\0']));
      expect(held.get('a\0')?.row['source_id']).toBe('a\0');
      await put(store, titles, title('a\0', 'Again'));
      expect(await allTitles()).toHaveLength(2);
    });

    it('are in the order of their code units, whatever the language', async () => {
      const { store, titles } = await titlesIn();
      const keys = ['a', 'B', '_', 'é', 'Z', '10', '9', 'a b', 'ab', 'ß'];
      await put(store, titles, ...keys.map((key) => title(key, key)));
      const found = await views().rows<{ source_id: string }>(
        sql`select source_id from source_titles where source_id < ${'zz'} order by source_id`,
      );
      expect(found.map((row) => row.source_id)).toEqual(keys.filter((k) => k < 'zz').sort());
    });
  });

  describe('of a clustered table', () => {
    const partsIn = async () => {
      const { store } = await views().open();
      const words = targetOf(wordTable.table, await store.begin(wordTable, 'view'));
      const word = (key: string, of: string) => write(key, { word: key, of });
      await put(store, words, word('a', 'x'), word('b', 'y'), word("c'", 'x'), word('d\0', 'x'));
      return { store, words };
    };
    const keysOf = (held: ReadonlyMap<string, unknown>) => [...held.keys()].sort();

    it('are found by any text column', async () => {
      const { store, words } = await partsIn();
      const held = await store.transaction((tx) => tx.loadWhere(words, 'of', ['x', 'z', "o'y"]));
      expect(keysOf(held)).toEqual(['a', "c'", 'd\uFFFD']);
      expect(held.get('a')).toEqual({ row: { word: 'a', of: 'x' }, at: '' });
      expect(await store.transaction((tx) => tx.loadWhere(words, 'of', []))).toEqual(new Map());
    });

    it('are removed, those alone that are named', async () => {
      const { store, words } = await partsIn();
      await store.transaction(async (tx) => {
        await tx.remove(words, []);
        await tx.remove(words, ["c'", 'd\0', 'nobody', "' or 1 = 1 --"]);
      });
      const left = await views().rows(sql`select * from word_table order by word`);
      expect(left).toEqual([
        { word: 'a', of: 'x' },
        { word: 'b', of: 'y' },
      ]);
    });

    it('come back with a transaction that fails', async () => {
      const { store, words } = await partsIn();
      const failed = store.transaction(async (tx) => {
        await tx.remove(words, ['a']);
        throw new Error('given up');
      });
      await expect(failed).rejects.toThrow('given up');
      expect((await store.transaction((tx) => tx.load(words, ['a']))).size).toBe(1);
    });
  });

  describe('with versions', () => {
    const [two, three, four] = [2, 3, 4].map((n) => ({
      position: String(n),
      at: `2025-10-14T1${n}:00:00.000Z`,
    })) as [RowWrite['from'], RowWrite['from'], RowWrite['from']];

    it('hold from one position to the next', async () => {
      const { store, logs } = await logsIn();
      await put(store, logs, log(1, { until: two }), log(2, { from: two }));
      expect((await store.transaction((tx) => tx.load(logs, ['a']))).get('a')).toEqual({
        row: { claim_id: 'a', events: 2, kinds: ['x'] },
        at: two.at,
      });
      await put(store, logs, log(3, { from: three, supersedes: true }));
      const row = { claim_id: 'a', kinds: '["x"]' };
      expect(await allLogs()).toEqual([
        { row_id: 1, ...row, events: 1, ...held({ position: '1', at: AT }, two) },
        { row_id: 2, ...row, events: 2, ...held(two, three) },
        { row_id: 3, ...row, events: 3, ...held(three) },
      ]);
    });

    it('come in any number in one call', async () => {
      const { store, logs } = await logsIn();
      await put(store, logs, log(1), log(1, {}, 'b'));
      await put(
        store,
        logs,
        log(2, { from: two, until: three, supersedes: true }),
        log(2, { from: two, supersedes: true }, 'b'),
        log(3, { from: three }),
        log(4, { from: four, supersedes: true }),
        log(1, { from: four }, 'c'),
      );
      expect(
        (await allLogs()).map(({ claim_id, events, valid_to }) => [claim_id, events, valid_to]),
      ).toEqual([
        ['a', 1, '2'],
        ['b', 1, '2'],
        ['a', 2, '3'],
        ['b', 2, null],
        ['a', 3, '4'],
        ['a', 4, null],
        ['c', 1, null],
      ]);
    });

    it('cannot have two that hold now', async () => {
      const { store, logs } = await logsIn();
      await put(store, logs, log(1));
      const second = put(store, logs, log(2, { from: two }));
      await expect(second).rejects.toThrow(UnwritableRowError);
    });

    const held = (from: RowWrite['from'], until?: RowWrite['from']) => ({
      valid_from: from.position,
      valid_to: until?.position ?? null,
      valid_from_at: from.at,
      valid_to_at: until?.at ?? null,
    });
  });

  describe('that their table cannot hold', () => {
    const impossible: [string, Row][] = [
      [
        'nothing in a column that needs something',
        { source_id: 'a', title: null, withdrawn: null },
      ],
      ['a column left out', { source_id: 'a', withdrawn: null }],
      ['a value of another kind', { source_id: 'a', title: ['One'], withdrawn: null }],
      ['another key', { source_id: 'b', title: 'One', withdrawn: null }],
    ];

    it.each(impossible)('are told apart from trouble with the database: %s', async (_, row) => {
      const { store, titles } = await titlesIn();
      const outcome = put(store, titles, title('z', 'Before'), write('a', row), title('y', 'Y'));
      await expect(outcome).rejects.toThrow(UnwritableRowError);
      await expect(outcome).rejects.toMatchObject({ table: 'source_titles' });
      await expect(outcome).rejects.toThrow('cannot hold the row a:');
      expect(await allTitles()).toEqual([]);
      await put(store, titles, title('z', 'After'));
      expect(await allTitles()).toMatchObject([{ row_id: 1, title: 'After' }]);
    });

    it('are named where a number is none', async () => {
      const { store, logs } = await logsIn();
      const outcome = put(store, logs, log(1), log(1.5, {}, 'b'));
      await expect(outcome).rejects.toThrow('claim_logs cannot hold the row b:');
    });
  });
}
