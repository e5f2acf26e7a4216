import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';

import type { ViewStore } from '../../../projections/engine/view-store.js';
import { log, put, targetOf } from '../../../test/contract/view-writes.js';
import { CuttableLine } from '../../../test/support/cuttable-line.js';
import { claimLogs, sourceTitles } from '../../../test/support/example-projections.js';
import { describeOnPostgres } from '../../../test/support/postgres.js';
import { schemaOf } from '../../../test/support/postgres-server.js';
import { ViewsUnavailableError } from '../views-unavailable.js';
import { ViewSchemaError } from './layout.js';
import { emptyPostgresViews, openPostgresViews } from './postgres-views.js';

describeOnPostgres('views in PostgreSQL', (server) => {
  let url: string;
  let schema: string;
  const opened: { close(): Promise<void> }[] = [];
  beforeEach(() => {
    url = server.newUrl();
    schema = schemaOf(url);
  });
  afterEach(async () => {
    for (const views of opened.splice(0)) await views.close();
  });

  async function open(options: Partial<Parameters<typeof openPostgresViews>[0]> = {}) {
    const views = await openPostgresViews<Record<string, Record<string, unknown>>>({
      url,
      ...options,
    });
    opened.push(views);
    return views;
  }

  describe('their schema', () => {
    it('is made once, however many come at the same time', async () => {
      const many = await Promise.all([1, 2, 3, 4].map(() => open()));
      await many[0]!.store.begin(claimLogs, 'view');
      expect(await many[3]!.store.states()).toHaveLength(1);
    });

    it('of another release is emptied, and says so', async () => {
      const first = await open();
      await first.store.begin(sourceTitles, 'view');
      await server.query(`update ${schema}.fact_ledger_views set layout = 99`);
      const reasons: string[] = [];
      const again = await open({ onEmptied: (reason) => reasons.push(reason) });
      expect(reasons).toEqual([expect.stringContaining('views layout 99')]);
      expect(await again.store.states()).toEqual([]);
      expect(await again.store.begin(sourceTitles, 'view')).toMatchObject({ generation: 1 });
    });

    it('of a release that kept no marks of its log is taken over', async () => {
      const first = await open();
      const state = await first.store.begin(sourceTitles, 'view');
      await server.query(`alter table ${schema}.projections drop column marks`);
      const reasons: string[] = [];
      const reader = await open({ readOnly: true });
      expect(await reader.store.states()).toEqual([state]);
      const { store } = await open({ onEmptied: (reason) => reasons.push(reason) });
      const marked = { ...state, marks: { first: null, last: { position: '7', digest: 'a' } } };
      await store.transaction((tx) => tx.advance(marked));
      expect(await store.states()).toEqual([marked]);
      expect(await reader.store.states()).toEqual([marked]);
      expect(reasons).toEqual([]);
    });

    it('is told to be damaged where the server says so of a page', async () => {
      const { db } = await open();
      const damaged = sql`do $$ begin
        raise exception 'invalid page in block 3 of relation "claims_g1"' using errcode = 'XX001';
      end $$`;
      await expect(damaged.execute(db)).rejects.toMatchObject({
        name: 'ViewsUnavailableError',
        message: expect.stringMatching(
          /invalid page .*"fact-ledger rebuild" builds the views anew/,
        ) as string,
      });
      expect((await sql`select 1`.execute(db)).rows).toHaveLength(1);
    });

    it('is left alone where something else is in it', async () => {
      await server.query(`create schema ${schema}`);
      await server.query(`create table ${schema}.events as select 1 as position`);
      await expect(open()).rejects.toThrow(ViewSchemaError);
      await expect(open()).rejects.toThrow('holds something other than views');
      expect(await server.query(`select * from ${schema}.events`)).toEqual([{ position: 1 }]);
    });

    it('may be made by somebody else beforehand', async () => {
      await server.query(`create schema ${schema}`);
      expect(await (await open()).store.states()).toEqual([]);
    });

    it('must be there for a process that only reads, which cannot write', async () => {
      await expect(open({ readOnly: true })).rejects.toThrow(ViewSchemaError);
      const state = await (await open()).store.begin(claimLogs, 'view');
      const { store, db } = await open({ readOnly: true });
      expect(await store.states()).toEqual([state]);
      expect(await db.selectFrom('claim_logs').selectAll().execute()).toEqual([]);
      await expect(store.begin(sourceTitles, 'view')).rejects.toThrow(/read-only transaction/);
    });

    it('is read through connections that cannot write', async () => {
      const { store, db } = await open();
      await store.begin(claimLogs, 'view');
      await expect(sql`delete from projections`.execute(db)).rejects.toThrow(/read-only/);
    });

    it('can be emptied', async () => {
      const { store } = await open();
      await store.begin(claimLogs, 'view');
      await emptyPostgresViews(url);
      expect(await store.states()).toEqual([]);
    });

    it('is alone in its search path', async () => {
      const { db } = await open();
      expect((await sql`show search_path`.execute(db)).rows).toEqual([{ search_path: schema }]);
    });
  });

  describe('their names', () => {
    it('are switched while a reader holds on to what they showed', async () => {
      const views = await open();
      const { store } = views;
      const before = await store.begin(claimLogs, 'view');
      await put(store, targetOf(claimLogs.table, before), log(1));
      const reader = await views.snapshot();
      expect((await sql`select * from claim_logs`.execute(reader.db)).rows).toHaveLength(1);
      const build = await store.begin(claimLogs, 'build');
      const switched = store.activate([{ projection: claimLogs, build, before }]);
      await sleep(700);
      // Others are not held up by the switch that waits.
      const { db } = await open();
      expect((await sql`select * from claim_logs`.execute(db)).rows).toHaveLength(1);
      expect((await sql`select * from claim_logs`.execute(reader.db)).rows).toHaveLength(1);
      await reader.close();
      expect(await switched).toEqual([{ ...build, active: true }]);
      expect((await sql`select * from claim_logs`.execute(db)).rows).toEqual([]);
    });
  });

  it('are known to the planner from the moment they are shown', async () => {
    const { store } = await open();
    const before = await store.begin(claimLogs, 'view');
    const build = await store.begin(claimLogs, 'build');
    await put(store, targetOf(claimLogs.table, build), log(1), log(1, {}, 'b'));
    await store.activate([{ projection: claimLogs, build, before }]);
    const known = await server.query(
      `select reltuples from pg_class where oid = '${schema}.claim_logs_g2'::regclass`,
    );
    expect(known).toEqual([{ reltuples: 2 }]);
  });

  describe('a connection', () => {
    const stateOf = async (store: ViewStore) => (await store.states())[0]!;

    it('that the server ends, in a transaction or idle, is replaced', async () => {
      const { store, db } = await open({ url: `${url}&application_name=${schema}` });
      const state = await store.begin(claimLogs, 'view');
      await sql`select 1`.execute(db);
      const ended = store.transaction(async (tx) => {
        await tx.hold([state]);
        const pids = await server.query<{ ended: boolean }>(
          `select pg_terminate_backend(pid) as ended from pg_stat_activity
           where application_name = $1`,
          schema,
        );
        expect(pids.length).toBeGreaterThanOrEqual(2);
        await sleep(50);
        await tx.advance({ ...state, position: '3' });
      });
      await expect(ended).rejects.toThrow(ViewsUnavailableError);
      expect(await stateOf(store)).toEqual(state);
      await store.transaction(async (tx) => {
        await tx.hold([state]);
        await tx.advance({ ...state, position: '3' });
      });
      expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
      expect(await stateOf(store)).toEqual({ ...state, position: '3' });
    });

    it('that is cut is told as such, without a password, and comes back', async () => {
      const line = await CuttableLine.to(url);
      const { store, db } = await open({ url: line.through(url) });
      await sql`select 1`.execute(db);
      await line.cut();
      const failure = sql`select 1`.execute(db);
      await expect(failure).rejects.toThrow(ViewsUnavailableError);
      await expect(store.states()).rejects.toThrow(ViewsUnavailableError);
      await expect(open({ url: line.through(url) })).rejects.toThrow(/ECONNREFUSED|connect/);
      const error = await failure.catch((reason: unknown) => reason);
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toMatch(/:[^/\s]*@/);
      await line.mend();
      expect(await store.states()).toEqual([]);
      await line.cut();
    });

    it('that nothing comes through is given up in time', async () => {
      const line = await CuttableLine.to(url);
      line.freeze();
      const begun = Date.now();
      await expect(open({ url: line.through(url) })).rejects.toThrow(ViewsUnavailableError);
      expect(Date.now() - begun).toBeLessThan(10_000);
      await line.cut();
    });

    it('of a process that stands still in a transaction is ended, and holds no row for ever', async () => {
      const [paused, other] = [(await open()).store, (await open()).store];
      const state = await paused.begin(claimLogs, 'view');
      const written = paused.transaction(async (tx) => {
        await tx.hold([state]);
        await sleep(12_000);
        await tx.advance({ ...state, position: '5' });
      });
      const outcome = expect(written).rejects.toThrow(ViewsUnavailableError);
      await sleep(200);
      const begun = Date.now();
      await other.transaction(async (tx) => {
        await tx.hold([state]);
        await tx.advance({ ...state, position: '7' });
      });
      expect(Date.now() - begun).toBeLessThan(11_500);
      await outcome;
      expect(await stateOf(paused)).toEqual({ ...state, position: '7' });
    }, 30_000);

    it('that is refused says why', async () => {
      const wrong = new URL(url);
      wrong.password = 'not-the-password-1';
      wrong.username = 'nobody_of_that_name';
      const refused = open({ url: wrong.href });
      await expect(refused).rejects.toThrow(ViewsUnavailableError);
      await expect(refused).rejects.toThrow(/nobody_of_that_name/);
      await expect(refused).rejects.not.toThrow(/not-the-password/);
    });
  });
});
