import { rmSync, writeFileSync } from 'node:fs';

import Database from 'better-sqlite3';
import { sql } from 'kysely';

import { claimLogs, sourceTitles } from '../../test/support/example-projections.js';
import { damageTable } from '../../test/support/damaged-table.js';
import { TemporaryViews } from '../../test/support/temporary-views.js';
import { isDamagedViewFile, openSqliteViews, ViewFileError } from './view-database.js';

let views: TemporaryViews;
beforeEach(() => (views = new TemporaryViews()));
afterEach(() => views.remove());

describe('the file of the views', () => {
  it('comes back empty when it was deleted', async () => {
    const open = views.open();
    await open.store.begin(claimLogs, 'view');
    await views.close(open);
    for (const end of ['', '-wal', '-shm']) rmSync(views.file + end, { force: true });
    expect(await views.open().store.states()).toEqual([]);
  });

  it('is written in WAL mode, and read through a connection that cannot write', async () => {
    const { db } = views.open();
    expect(views.read('pragma journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    await expect(sql`delete from projections`.execute(db)).rejects.toMatchObject({
      code: 'SQLITE_READONLY',
    });
  });

  it('of another schema is emptied, and says so', async () => {
    const open = views.open();
    await open.store.begin(sourceTitles, 'view');
    await views.close(open);
    const db = new Database(views.file);
    db.pragma('user_version = 99');
    db.close();
    const reasons: string[] = [];
    const again = views.open({ onEmptied: (reason) => reasons.push(reason) });
    expect(reasons).toEqual([expect.stringContaining('views schema 99')]);
    expect(await again.store.states()).toEqual([]);
    expect(await again.store.begin(sourceTitles, 'view')).toMatchObject({ generation: 1 });
  });

  it('is left alone where it is another application’s', () => {
    const db = new Database(views.file);
    db.exec('create table events (position integer primary key); insert into events values (1)');
    db.close();
    expect(() => openSqliteViews({ file: views.file })).toThrow(ViewFileError);
    expect(views.read('select * from events')).toEqual([{ position: 1 }]);
  });

  it('is left alone where it is no database', () => {
    writeFileSync(views.file, 'The minutes of the meeting, '.repeat(400));
    expect(() => openSqliteViews({ file: views.file })).toThrow(/is not a database/);
  });

  describe('with a damaged page', () => {
    const claim = (n: number) => ({
      key: `${n}`,
      row: { claim_id: `${n}`, events: n, kinds: ['x'.repeat(200)] },
      from: { position: '1', at: '2025-10-14T08:00:00.000Z' },
      until: null,
      supersedes: false,
    });

    beforeEach(async () => {
      const open = views.open();
      const { store } = open;
      const { generation } = await store.begin(claimLogs, 'view');
      await store.begin(sourceTitles, 'view');
      const rows = Array.from({ length: 5_000 }, (_, n) => claim(n));
      await store.transaction((tx) => tx.write({ table: claimLogs.table, generation }, rows));
      await views.close(open);
      damageTable(views.file, 'claim_logs_g1');
    });

    const READ = sql`select * from claim_logs`;
    const told = {
      name: 'ViewsUnavailableError',
      message: expect.stringMatching(
        /views\.db is damaged \(.+\); stop the server, and let "fact-ledger rebuild"/,
      ) as string,
    };

    it('is not read any further when a query has met it', async () => {
      const { db, store } = views.open({ checkedUpTo: 0 });
      expect((await sql`select * from source_titles`.execute(db)).rows).toEqual([]);
      await expect(READ.execute(db)).rejects.toMatchObject(told);
      await expect(sql`select 1`.execute(db)).rejects.toMatchObject(told);
      expect(await store.states()).toHaveLength(2);
    });

    it('is not read at all where its size allows to look at all of it first', async () => {
      const { db } = views.open();
      await expect(sql`select 1`.execute(db)).rejects.toMatchObject(told);
    });

    it('is told of by a write as well', async () => {
      const { store } = views.open();
      const { generation } = (await store.states())[0]!;
      const target = { table: claimLogs.table, generation };
      const keys = Array.from({ length: 5_000 }, (_, n) => `${n}`);
      const written = store.transaction((tx) => tx.load(target, keys));
      await expect(written).rejects.toMatchObject(told);
    });

    it('is found by who reads all of it', () => {
      expect(isDamagedViewFile(views.file)).toBe(true);
      const sound = new TemporaryViews();
      sound.open();
      expect(isDamagedViewFile(sound.file)).toBe(false);
      return sound.remove();
    });
  });

  it('must be there for a process that only reads', async () => {
    expect(() => views.open({ readOnly: true })).toThrow(ViewFileError);
    const state = await views.open().store.begin(claimLogs, 'view');
    const { store, db } = views.open({ readOnly: true });
    expect(await store.states()).toEqual([state]);
    expect(await db.selectFrom('claim_logs').selectAll().execute()).toEqual([]);
    await expect(store.begin(sourceTitles, 'view')).rejects.toMatchObject({
      code: 'SQLITE_READONLY',
    });
  });
});
