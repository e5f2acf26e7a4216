import Database from 'better-sqlite3';
import { sql } from 'kysely';

import { claimLogs, sourceTitles } from '../../../test/support/example-projections.js';
import { TemporaryViews } from '../../../test/support/temporary-views.js';

// What every database of views promises is in test/contract/; this is SQLite's own.

let views: TemporaryViews;
beforeEach(() => (views = new TemporaryViews()));
afterEach(() => views.remove());

it('finds rows that hold now by their indexes', async () => {
  const { store } = views.open();
  await store.begin(claimLogs, 'view');
  const plan = (query: string) =>
    views.read<{ detail: string }>(`explain query plan ${query}`).map(({ detail }) => detail);
  expect(plan("select * from claim_logs where claim_id = 'a' and valid_to is null")).toEqual([
    expect.stringContaining('USING INDEX claim_logs_g1_open'),
  ]);
  expect(plan('select * from claim_logs where events = 3 and valid_to is null')).toEqual([
    expect.stringContaining('USING INDEX claim_logs_g1_0'),
  ]);
  expect(
    plan(
      "select * from claim_logs_g1 where claim_id in (select value from json_each('[]')) and valid_to is null",
    )[0],
  ).toContain('USING INDEX claim_logs_g1_open');
});

it('searches by column and ranks through the view too', async () => {
  const { store, db } = views.open();
  const { generation } = await store.begin(sourceTitles, 'view');
  const row = (source_id: string, title: string) => ({
    key: source_id,
    row: { source_id, title, withdrawn: null },
    from: { position: '1', at: '2025-10-14T08:00:00.000Z' },
    until: null,
    supersedes: false,
  });
  await store.transaction((tx) =>
    tx.write({ table: sourceTitles.table, generation }, [
      row('a', 'Talks'),
      row('b', 'Talks on talks about talks'),
    ]),
  );
  const { rows } = await sql<{ source_id: string }>`
    select source_titles.source_id from source_titles
    join source_titles_search on source_titles_search.row_id = source_titles.row_id
    where source_titles_search.title match ${'talks'} order by source_titles_search.rank`.execute(
    db,
  );
  expect(rows.map(({ source_id }) => source_id).sort()).toEqual(['a', 'b']);
});

it('takes over what a release laid out that kept no marks of its log', async () => {
  const open = views.open();
  const state = await open.store.begin(claimLogs, 'view');
  const shown = { ...state, position: '7' };
  await open.store.transaction((tx) => tx.advance(shown));
  await views.close(open);
  const db = new Database(views.file);
  db.exec('alter table projections drop column marks');
  db.close();
  const reasons: string[] = [];
  const reader = views.open({ readOnly: true });
  expect(await reader.store.states()).toEqual([shown]);
  const { store } = views.open({ onEmptied: (reason) => reasons.push(reason) });
  expect(await store.states()).toEqual([shown]);
  const marked = { ...shown, marks: { first: null, last: { position: '7', digest: 'a' } } };
  await store.transaction((tx) => tx.advance(marked));
  expect(await store.states()).toEqual([marked]);
  expect(await reader.store.states()).toEqual([marked]);
  expect(reasons).toEqual([]);
});

it('lets one transaction after the other write', async () => {
  const { store } = views.open();
  const order: string[] = [];
  const slow = store.transaction(async () => {
    order.push('slow begins');
    await new Promise((resolve) => setTimeout(resolve, 60));
    order.push('slow ends');
  });
  await Promise.all([slow, store.transaction(async () => void order.push('next'))]);
  expect(order).toEqual(['slow begins', 'slow ends', 'next']);
});
