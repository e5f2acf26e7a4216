import { sql } from 'kysely';

import { StaleProjectionError } from '../../projections/engine/view-store.js';
import { citedSources, claimLogs, sourceTitles } from '../support/example-projections.js';
import { log, put, targetOf, write } from './view-writes.js';
import type { ViewsUnderTest } from './views-under-test.js';

export function generationsContract(views: () => ViewsUnderTest): void {
  it('are all switched or none', async () => {
    const { store } = await views().open();
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
    const { store } = await views().open();
    const before = await store.begin(claimLogs, 'view');
    const build = await store.begin(claimLogs, 'build');
    await store.activate([{ projection: claimLogs, build, before }]);
    const next = await store.begin(claimLogs, 'build');
    const missed = store.activate([{ projection: claimLogs, build: next, before }]);
    await expect(missed).rejects.toThrow('another generation of claim-logs is active');
  });

  it('that are builds give way to a later one, whose number is new', async () => {
    const { store } = await views().open();
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
    expect(await views().names('claim_logs_g')).toEqual(['claim_logs_g1', 'claim_logs_g4']);
  });

  it('have all tables of their projection, and take them with them', async () => {
    const { store, db } = await views().open();
    const view = await store.begin(citedSources, 'view');
    const side = targetOf(citedSources.sides[0].table, view);
    await put(store, side, write('a', { known: 'a', citations: 1 }));
    const build = await store.begin(citedSources, 'build');
    expect(await views().names('known_sources_g')).toEqual([
      'known_sources_g1',
      'known_sources_g2',
    ]);
    const shown = () => sql`select known from known_sources`.execute(db);
    expect((await shown()).rows).toEqual([{ known: 'a' }]);
    await store.activate([{ projection: citedSources, build, before: view }]);
    expect((await shown()).rows).toEqual([]);
    expect(await views().names('known_sources')).toEqual(['known_sources', 'known_sources_g2']);
    const another = await store.begin(citedSources, 'build');
    await store.discard(another);
    expect(await views().names('known_sources')).toEqual(['known_sources', 'known_sources_g2']);
  });

  it('that are active cannot be discarded', async () => {
    const { store } = await views().open();
    const view = await store.begin(claimLogs, 'view');
    await store.discard(view);
    expect(await store.states()).toEqual([view]);
  });

  it('of a projection that takes another table leave nothing of the old one', async () => {
    const { store } = await views().open();
    const before = await store.begin(sourceTitles, 'view');
    const renamed = {
      ...sourceTitles,
      version: 2,
      table: { ...sourceTitles.table, name: 'titles' },
    };
    const build = await store.begin(renamed, 'build');
    await store.activate([{ projection: renamed, build, before }]);
    expect(await views().rows(sql`select * from titles`)).toEqual([]);
    expect(await views().names('source_titles')).toEqual([]);
  });

  it('are begun once, whoever is first', async () => {
    const [one, other] = [await views().open(), await views().open()];
    const begun = await Promise.allSettled(
      [one, other].map(({ store }) => store.begin(claimLogs, 'view')),
    );
    expect(begun.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = begun.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toBeInstanceOf(StaleProjectionError);
    expect(await one.store.states()).toHaveLength(1);
  });

  it('are kept for a snapshot as they were, rows and states alike', async () => {
    const open = await views().open();
    const state = await open.store.begin(claimLogs, 'view');
    const logs = targetOf(claimLogs.table, state);
    await put(open.store, logs, log(1));
    const snapshot = await open.snapshot();
    const count = () => sql<{ events: number }>`select events from claim_logs`.execute(snapshot.db);
    expect((await count()).rows).toEqual([{ events: 1 }]);
    await open.store.transaction(async (tx) => {
      await tx.write(logs, [log(2, { from: { position: '2', at: '2026' }, supersedes: true })]);
      await tx.advance({ ...state, position: '2' });
    });
    expect((await count()).rows).toEqual([{ events: 1 }]);
    expect(snapshot.states).toEqual([state]);
    await snapshot.close();
    expect(await open.store.states()).toEqual([{ ...state, position: '2' }]);
  });
}
