import { sql } from 'kysely';

import { says } from '../../src/view-store/full-text.js';
import { sourceTitles } from '../support/example-projections.js';
import { put, targetOf, title, write } from './view-writes.js';
import type { OpenViews, ViewsUnderTest } from './views-under-test.js';

/** The sources whose title has the words, in the order in which they were written. */
export async function found({ db }: OpenViews, typed: string): Promise<string[]> {
  const { rows } = await sql<{ source_id: string }>`
    select source_id from source_titles where ${says(db, 'source_titles', typed)} order by row_id
  `.execute(db);
  return rows.map(({ source_id }) => source_id);
}

export function viewSearchContract(views: () => ViewsUnderTest): void {
  it('follows what is written, replaced and rolled back', async () => {
    const open = await views().open();
    const { store } = open;
    const titles = targetOf(sourceTitles.table, await store.begin(sourceTitles, 'view'));
    await put(store, titles, title('a', 'Élan vital'), title('b', 'Talks on phase two'));
    expect(await found(open, 'elan')).toEqual(['a']);
    expect(await found(open, 'two phase')).toEqual(['b']);
    expect(await found(open, 'ta')).toEqual(['b']);
    await put(store, titles, title('b', 'Élan again'));
    expect([await found(open, 'elan'), await found(open, 'phase')]).toEqual([['a', 'b'], []]);
    const failed = store.transaction(async (tx) => {
      await tx.write(titles, [title('c', 'Phase three')]);
      throw new Error('given up');
    });
    await expect(failed).rejects.toThrow('given up');
    expect(await found(open, 'phase')).toEqual([]);
  });

  it('is switched with the rows', async () => {
    const open = await views().open();
    const { store, db } = open;
    const first = await store.begin(sourceTitles, 'view');
    await put(store, targetOf(sourceTitles.table, first), title('a', 'Old words'));
    const read = () => db.selectFrom('source_titles').selectAll().execute();
    expect(await read()).toMatchObject([{ title: 'Old words' }]);
    expect(await found(open, 'old')).toEqual(['a']);

    // Another release: its table has a column more.
    const columns = { ...sourceTitles.table.columns, length: { type: 'integer' } } as const;
    const later = { ...sourceTitles, version: 2, table: { ...sourceTitles.table, columns } };
    const build = await store.begin(later, 'build');
    expect(build).toMatchObject({ generation: 2, active: false, position: null });
    const row = { source_id: 'a', title: 'New words', withdrawn: null, length: 9 };
    await put(store, targetOf(later.table, build), write('a', row));
    expect(await read()).toMatchObject([{ title: 'Old words' }]);
    expect(await store.activate([{ projection: later, build, before: first }])).toEqual([
      { ...build, active: true },
    ]);
    expect(await read()).toEqual([{ row_id: 1, ...row }]);
    expect([await found(open, 'old'), await found(open, 'new')]).toEqual([[], ['a']]);
    expect(await views().names('source_titles_g1')).toEqual([]);
  });
}
