import { StaleProjectionError } from '../../projections/engine/view-store.js';
import { claimLogs } from '../support/example-projections.js';
import { log, put, targetOf } from './view-writes.js';
import type { ViewsUnderTest } from './views-under-test.js';

export function viewTransactionsContract(views: () => ViewsUnderTest): void {
  it('that hold the same come one after the other, also from elsewhere', async () => {
    const [one, other] = [(await views().open()).store, (await views().open()).store];
    const state = await one.begin(claimLogs, 'view');
    const order: string[] = [];
    const slow = one.transaction(async (tx) => {
      await tx.hold([state]);
      order.push('slow begins');
      await new Promise((resolve) => setTimeout(resolve, 60));
      await tx.advance({ ...state, position: '5' });
      order.push('slow ends');
    });
    const held = new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (order.length === 0) return;
        clearInterval(timer);
        resolve();
      }, 1);
    });
    await held;
    const next = one.transaction(async (tx) => {
      await tx.hold([{ ...state, position: '5' }]);
      order.push('next');
    });
    const elsewhere = other.transaction(async (tx) => {
      await tx.hold([{ ...state, position: '5' }]);
      order.push('elsewhere');
    });
    await Promise.all([slow, next, elsewhere]);
    expect(order.slice(0, 2)).toEqual(['slow begins', 'slow ends']);
    expect(order.slice(2).sort()).toEqual(['elsewhere', 'next']);
  });

  it('that were overtaken can write nothing', async () => {
    const [paused, other] = [(await views().open()).store, (await views().open()).store];
    const state = await paused.begin(claimLogs, 'view');
    const logs = targetOf(claimLogs.table, state);
    const step =
      (position: string) => async (tx: Parameters<Parameters<typeof other.transaction>[0]>[0]) => {
        await tx.hold([state]);
        await tx.write(logs, [log(Number(position))]);
        await tx.advance({ ...state, position });
      };
    await other.transaction(step('7'));
    await expect(paused.transaction(step('5'))).rejects.toThrow(StaleProjectionError);
    expect(await paused.states()).toEqual([{ ...state, position: '7' }]);
    const held = await paused.transaction((tx) => tx.load(logs, ['a']));
    expect(held.get('a')?.row['events']).toBe(7);
  });

  it('keep how far a work has come, and are overtaken by who has come further', async () => {
    const { store } = await views().open();
    const state = await store.begin(claimLogs, 'view');
    const begun = { ...state, position: '7', cursor: '{"to":"9"}' };
    await store.transaction((tx) => tx.advance(begun));
    expect(await store.states()).toEqual([begun]);
    const missed = store.transaction((tx) => tx.hold([{ ...begun, cursor: null }]));
    await expect(missed).rejects.toThrow(StaleProjectionError);
    const done = { ...begun, position: '9', cursor: null };
    await store.transaction(async (tx) => {
      await tx.hold([begun]);
      await tx.advance(done);
    });
    expect(await store.states()).toEqual([done]);
  });

  it('keep by what events the log is known again', async () => {
    const { store } = await views().open();
    const state = await store.begin(claimLogs, 'view');
    expect(state.marks).toBeNull();
    const [first, last] = ['1', '7'].map((position) => ({ position, digest: 'a'.repeat(64) }));
    const marked = { ...state, position: '7', marks: { first: first!, last: last! } };
    await store.transaction((tx) => tx.advance(marked));
    expect(await store.states()).toEqual([marked]);
    const unknown = { ...marked, marks: { first: null, last: last! } };
    await store.transaction((tx) => tx.advance(unknown));
    expect(await store.states()).toEqual([unknown]);
  });

  it('tell when the versions began to hold that were written last', async () => {
    const { store } = await views().open();
    const logs = targetOf(claimLogs.table, await store.begin(claimLogs, 'view'));
    expect(await store.newestMoments(logs, 2)).toEqual([]);
    const moments = ['1', '2', '3'].map((position) => ({ position, at: `2026-03-0${position}` }));
    const writes = moments.map((from, n) => log(n, { from, supersedes: n > 0 }));
    for (const one of writes) await put(store, logs, one);
    expect(await store.newestMoments(logs, 2)).toEqual([moments[2], moments[1]]);
  });

  it('that fail do not fail the next', async () => {
    const { store } = await views().open();
    const failing = store.transaction(() => Promise.reject(new Error('no')));
    const state = store.begin(claimLogs, 'view');
    await expect(failing).rejects.toThrow('no');
    await expect(state).resolves.toMatchObject({ generation: 1 });
  });

  it('keep the reason for which a projection stopped', async () => {
    const { store } = await views().open();
    const state = await store.begin(claimLogs, 'view');
    const halted = { ...state, position: '4', failure: { position: '5', reason: 'Error: no' } };
    await store.transaction((tx) => tx.advance(halted));
    expect(await store.states()).toEqual([halted]);
  });
}
