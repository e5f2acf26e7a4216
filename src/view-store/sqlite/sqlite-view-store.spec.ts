import { sql } from 'kysely';

import type { Row } from '../../../projections/engine/table.js';
import {
  StaleProjectionError,
  UnwritableRowError,
  type Generation,
  type ProjectionState,
  type RowWrite,
  type ViewStore,
} from '../../../projections/engine/view-store.js';
import { claimLogs, sourceTitles } from '../../../test/support/example-projections.js';
import { TemporaryViews } from '../../../test/support/temporary-views.js';

let views: TemporaryViews;
beforeEach(() => (views = new TemporaryViews()));
afterEach(() => views.remove());

const AT = '2025-10-14T08:00:00.000Z';

function write(key: string, row: Row, changes: Partial<RowWrite> = {}): RowWrite {
  return { key, row, from: { position: '1', at: AT }, until: null, supersedes: false, ...changes };
}

const title = (id: string, words: string) =>
  write(id, { source_id: id, title: words, withdrawn: null });
const log = (events: number, changes: Partial<RowWrite> = {}) =>
  write('a', { claim_id: 'a', events, kinds: ['x'] }, changes);

function targetOf(table: Generation['table'], { generation }: ProjectionState): Generation {
  return { table, generation };
}

async function put(store: ViewStore, target: Generation, ...writes: RowWrite[]): Promise<void> {
  await store.transaction((tx) => tx.write(target, writes));
}

describe('rows without versions', () => {
  it('come back as they were written, and keep their number when replaced', async () => {
    const { store } = views.open();
    const titles = targetOf(sourceTitles.table, await store.begin(sourceTitles, 'view'));
    await put(store, titles, title('a', 'One'), title('b', 'Two'));
    await put(store, titles, title('a', 'Three'), title('c', 'Four'));
    expect(views.read('select row_id, source_id, title from source_titles order by 1')).toEqual([
      { row_id: 1, source_id: 'a', title: 'Three' },
      { row_id: 2, source_id: 'b', title: 'Two' },
      { row_id: 3, source_id: 'c', title: 'Four' },
    ]);
    const held = await store.transaction((tx) => tx.load(titles, ['a', 'c', 'nobody', "o'clock"]));
    expect([...held.keys()].sort()).toEqual(['a', 'c']);
    expect(held.get('a')?.row).toEqual({ source_id: 'a', title: 'Three', withdrawn: null });
  });
});

describe('rows with versions', () => {
  it('hold from one position to the next', async () => {
    const { store } = views.open();
    const logs = targetOf(claimLogs.table, await store.begin(claimLogs, 'view'));
    const [two, three] = [
      { position: '2', at: '2025-10-14T09:00:00.000Z' },
      { position: '3', at: '2025-10-14T10:00:00.000Z' },
    ];
    await put(store, logs, log(1, { until: two }), log(2, { from: two }));
    expect((await store.transaction((tx) => tx.load(logs, ['a']))).get('a')).toEqual({
      row: { claim_id: 'a', events: 2, kinds: ['x'] },
      at: two.at,
    });
    await put(store, logs, log(3, { from: three, supersedes: true }));
    expect(views.read('select * from claim_logs order by valid_from')).toEqual([
      {
        row_id: 1,
        claim_id: 'a',
        events: 1,
        kinds: '["x"]',
        valid_from: '1',
        valid_to: '2',
        valid_from_at: AT,
        valid_to_at: two.at,
      },
      {
        row_id: 2,
        claim_id: 'a',
        events: 2,
        kinds: '["x"]',
        valid_from: '2',
        valid_to: '3',
        valid_from_at: two.at,
        valid_to_at: three.at,
      },
      {
        row_id: 3,
        claim_id: 'a',
        events: 3,
        kinds: '["x"]',
        valid_from: '3',
        valid_to: null,
        valid_from_at: three.at,
        valid_to_at: null,
      },
    ]);
  });

  it('cannot have two that hold now', async () => {
    const { store } = views.open();
    const logs = targetOf(claimLogs.table, await store.begin(claimLogs, 'view'));
    await put(store, logs, log(1));
    const second = put(store, logs, log(2, { from: { position: '2', at: AT } }));
    await expect(second).rejects.toThrow(UnwritableRowError);
  });

  it('that hold now are found by their indexes', async () => {
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
});

describe('a row that its table cannot hold', () => {
  it.each<[string, Row]>([
    ['nothing in a column that needs something', { source_id: 'a', title: null, withdrawn: null }],
    ['a column left out', { source_id: 'a', withdrawn: null }],
    ['a value of another kind', { source_id: 'a', title: ['One'], withdrawn: null }],
    ['another key', { source_id: 'b', title: 'One', withdrawn: null }],
  ])('is told apart from trouble with the database: %s', async (_, row) => {
    const { store } = views.open();
    const titles = targetOf(sourceTitles.table, await store.begin(sourceTitles, 'view'));
    const outcome = put(store, titles, title('z', 'Before'), write('a', row));
    await expect(outcome).rejects.toThrow(UnwritableRowError);
    await expect(outcome).rejects.toMatchObject({ table: 'source_titles' });
    expect(views.read('select * from source_titles')).toEqual([]);
  });
});

describe('full text', () => {
  const found = (query: string) =>
    views
      .read<{ source_id: string }>(
        `select source_id from source_titles where row_id in
           (select rowid from source_titles_search where source_titles_search match ?) order by row_id`,
        query,
      )
      .map(({ source_id }) => source_id);

  it('follows what is written, replaced and rolled back', async () => {
    const { store } = views.open();
    const titles = targetOf(sourceTitles.table, await store.begin(sourceTitles, 'view'));
    await put(store, titles, title('a', 'Élan vital'), title('b', 'Talks on phase two'));
    expect([found('elan'), found('"phase two"'), found('ta*')]).toEqual([['a'], ['b'], ['b']]);
    await put(store, titles, title('b', 'Élan again'));
    expect([found('elan'), found('phase')]).toEqual([['a', 'b'], []]);
    const failed = store.transaction(async (tx) => {
      await tx.write(titles, [title('c', 'Phase three')]);
      throw new Error('given up');
    });
    await expect(failed).rejects.toThrow('given up');
    expect(found('phase')).toEqual([]);
  });

  it('is searched by column and ranked through the view too', async () => {
    const { store, db } = views.open();
    const titles = targetOf(sourceTitles.table, await store.begin(sourceTitles, 'view'));
    await put(store, titles, title('a', 'Talks'), title('b', 'Talks on talks about talks'));
    const { rows } = await sql<{ source_id: string }>`
      select source_titles.source_id from source_titles
      join source_titles_search on source_titles_search.row_id = source_titles.row_id
      where source_titles_search.title match ${'talks'} order by source_titles_search.rank`.execute(
      db,
    );
    expect(rows.map(({ source_id }) => source_id).sort()).toEqual(['a', 'b']);
  });
});

describe('generations', () => {
  it('are switched under the eyes of an open reader, with their search', async () => {
    const { store, db } = views.open();
    const first = await store.begin(sourceTitles, 'view');
    await put(store, targetOf(sourceTitles.table, first), title('a', 'Old words'));
    const read = () => db.selectFrom('source_titles').selectAll().execute();
    const search = async (word: string) =>
      (
        await sql`select rowid from source_titles_search where source_titles_search match ${word}`.execute(
          db,
        )
      ).rows;
    expect(await read()).toMatchObject([{ title: 'Old words' }]);
    expect(await search('old')).toHaveLength(1);

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
    expect([await search('old'), await search('new')]).toEqual([[], [{ rowid: 1 }]]);
    expect(views.read("select name from sqlite_master where name like '%_g1%'")).toEqual([]);
  });

  it('are all switched or none', async () => {
    const { store } = views.open();
    const before = [await store.begin(sourceTitles, 'view'), await store.begin(claimLogs, 'view')];
    const builds = [
      await store.begin(sourceTitles, 'build'),
      await store.begin(claimLogs, 'build'),
    ];
    await store.transaction((tx) => tx.advance({ ...before[1]!, position: '7' }));
    const switches = [sourceTitles, claimLogs].map((projection, n) => ({
      projection,
      build: builds[n]!,
      before: before[n],
    }));
    const states = await store.states();
    await expect(store.activate(switches)).rejects.toThrow(StaleProjectionError);
    expect(await store.states()).toEqual(states);
  });

  it('cannot be switched to by somebody who missed another switch', async () => {
    const { store } = views.open();
    const before = await store.begin(claimLogs, 'view');
    const build = await store.begin(claimLogs, 'build');
    await store.activate([{ projection: claimLogs, build, before }]);
    const next = await store.begin(claimLogs, 'build');
    const missed = store.activate([{ projection: claimLogs, build: next, before }]);
    await expect(missed).rejects.toThrow('another generation of claim-logs is active');
  });

  it('that are builds give way to a later one, whose number is new', async () => {
    const { store } = views.open();
    const view = await store.begin(claimLogs, 'view');
    const build = await store.begin(claimLogs, 'build');
    await store.discard(build);
    const second = await store.begin(claimLogs, 'build');
    const third = await store.begin(claimLogs, 'build');
    expect([view, build, second, third].map(({ generation }) => generation)).toEqual([1, 2, 3, 4]);
    await expect(store.transaction((tx) => tx.hold([second]))).rejects.toThrow(
      StaleProjectionError,
    );
    await store.transaction((tx) => tx.hold([view, third]));
    expect(await store.states()).toEqual([view, third]);
    await expect(store.begin(claimLogs, 'view')).rejects.toThrow(StaleProjectionError);
  });

  it('that are active cannot be discarded', async () => {
    const { store } = views.open();
    const view = await store.begin(claimLogs, 'view');
    await store.discard(view);
    expect(await store.states()).toEqual([view]);
  });

  it('of a projection that takes another table leave nothing of the old one', async () => {
    const { store } = views.open();
    const before = await store.begin(sourceTitles, 'view');
    const renamed = {
      ...sourceTitles,
      version: 2,
      table: { ...sourceTitles.table, name: 'titles' },
    };
    const build = await store.begin(renamed, 'build');
    await store.activate([{ projection: renamed, build, before }]);
    expect(views.read('select * from titles')).toEqual([]);
    expect(views.read("select name from sqlite_master where name like 'source_titles%'")).toEqual(
      [],
    );
  });
});

describe('transactions', () => {
  it('come one after the other, also where another connection has the lock for a while', async () => {
    const [one, other] = [views.open().store, views.open().store];
    const state = await one.begin(claimLogs, 'view');
    const order: string[] = [];
    const slow = one.transaction(async (tx) => {
      await tx.hold([state]);
      order.push('slow begins');
      await new Promise((resolve) => setTimeout(resolve, 60));
      await tx.advance({ ...state, position: '5' });
      order.push('slow ends');
    });
    const next = one.transaction(async () => void order.push('next'));
    const elsewhere = other.transaction(async (tx) => {
      order.push('elsewhere');
      await tx.hold([{ ...state, position: '5' }]);
    });
    await Promise.all([slow, next, elsewhere]);
    expect(order.slice(0, 2)).toEqual(['slow begins', 'slow ends']);
    expect(order.slice(2).sort()).toEqual(['elsewhere', 'next']);
  });

  it('that fail do not fail the next', async () => {
    const { store } = views.open();
    const failing = store.transaction(() => Promise.reject(new Error('no')));
    const state = store.begin(claimLogs, 'view');
    await expect(failing).rejects.toThrow('no');
    await expect(state).resolves.toMatchObject({ generation: 1 });
  });

  it('keep the reason for which a projection stopped', async () => {
    const { store } = views.open();
    const state = await store.begin(claimLogs, 'view');
    const halted = { ...state, position: '4', failure: { position: '5', reason: 'Error: no' } };
    await store.transaction((tx) => tx.advance(halted));
    expect(await store.states()).toEqual([halted]);
  });
});
