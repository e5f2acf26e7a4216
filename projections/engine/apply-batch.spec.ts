import fc from 'fast-check';

import type { RecordedEvent } from '../../events/envelope.js';
import { ledgerCatalog } from '../../events/ledger-catalog.js';
import { exampleHistory } from '../../test/support/example-history.js';
import {
  citationCounts,
  citedSources,
  claimLogs,
  exampleProjections,
  failingAt,
  sourceTitles,
} from '../../test/support/example-projections.js';
import { TemporaryViews } from '../../test/support/temporary-views.js';
import { applyBatch } from './apply-batch.js';
import type { Projection } from './projection.js';
import { runningProjection, type RunningProjection } from './running-projection.js';
import { StaleProjectionError, tablesOf, type ViewStore } from './view-store.js';

const EVENTS = exampleHistory(120).events as unknown as RecordedEvent[];
const VIEWS = tablesIn(exampleProjections);

function tablesIn(projections: readonly Projection[]): string[] {
  return projections.flatMap(tablesOf).map(({ name }) => name);
}

let files: TemporaryViews[];
beforeEach(() => (files = []));
afterEach(async () => {
  for (const file of files) await file.remove();
});

function temporary(): TemporaryViews {
  const made = new TemporaryViews();
  files.push(made);
  return made;
}

async function cohort(
  store: ViewStore,
  projections: readonly Projection[],
): Promise<RunningProjection[]> {
  const members: RunningProjection[] = [];
  for (const projection of projections) {
    members.push(runningProjection(projection, await store.begin(projection, 'view')));
  }
  return members;
}

async function inOneBatch(projections = exampleProjections) {
  const views = temporary();
  const { store } = views.open();
  const members = await cohort(store, projections);
  await applyBatch({ store, catalog: ledgerCatalog }, members, EVENTS, true);
  return { dump: views.dump(...tablesIn(projections)), states: await store.states() };
}

describe('a batch', () => {
  it('gives the same rows byte for byte, wherever batches end and processes start anew', async () => {
    const all = [...exampleProjections, citedSources];
    const whole = await inOneBatch(all);
    expect(whole.dump.split('\n').length).toBeGreaterThan(100);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ size: fc.integer({ min: 1, max: 40 }), restart: fc.boolean() }), {
          minLength: 1,
        }),
        async (cuts) => {
          const views = temporary();
          let open = views.open();
          let members = await cohort(open.store, all);
          for (let n = 0, at = 0; at < EVENTS.length; n += 1) {
            const { size, restart } = cuts[n % cuts.length]!;
            const parts = { store: open.store, catalog: ledgerCatalog };
            // The first of them once more: what a projection has behind it, it passes over.
            await applyBatch(parts, members, EVENTS.slice(Math.max(0, at - 1), at + size), true);
            at += size;
            if (!restart) continue;
            await views.close(open);
            open = views.open();
            const states = await open.store.states();
            members = all.map((projection) =>
              runningProjection(
                projection,
                states.find(({ name }) => name === projection.name)!,
              ),
            );
          }
          expect(views.dump(...tablesIn(all))).toBe(whole.dump);
          expect(await open.store.states()).toEqual(whole.states);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('brings projections that stand at different places to the same one', async () => {
    const whole = await inOneBatch();
    const views = temporary();
    const { store } = views.open();
    const parts = { store, catalog: ledgerCatalog };
    const members = await cohort(store, exampleProjections);
    await applyBatch(parts, members.slice(0, 1), EVENTS.slice(0, 70), true);
    await applyBatch(parts, members.slice(1, 2), EVENTS.slice(0, 30), true);
    await applyBatch(parts, members, EVENTS, true);
    expect(views.dump(...VIEWS)).toBe(whole.dump);
  });

  it('that nobody handles moves positions in memory only, unless they are to be written', async () => {
    const views = temporary();
    const { store } = views.open();
    const parts = { store, catalog: ledgerCatalog };
    const members = await cohort(store, exampleProjections);
    const policies = EVENTS.filter(({ type }) => type === 'PolicyAdopted');
    expect(await applyBatch(parts, members, policies.slice(0, 1), false)).toMatchObject({
      committed: false,
    });
    expect(members.map(({ position }) => position)).toEqual(Array(3).fill(policies[0]!.position));
    expect((await store.states()).map(({ position }) => position)).toEqual([null, null, null]);
    await applyBatch(parts, members, policies.slice(1, 2), true);
    expect((await store.states()).map(({ position }) => position)).toEqual(
      Array(3).fill(policies[1]!.position),
    );
  });

  it('halts the projection that throws just before the event, and no other', async () => {
    const whole = await inOneBatch();
    const views = temporary();
    const { store } = views.open();
    const parts = { store, catalog: ledgerCatalog };
    const failing = EVENTS.findIndex(({ type }, n) => n > 60 && type === 'CitationAdded');
    const { position } = EVENTS[failing]!;
    const projections = [failingAt(claimLogs, position), sourceTitles, citationCounts];
    const members = await cohort(store, projections);
    await applyBatch(parts, members, EVENTS, true);
    const [halted, ...others] = await store
      .states()
      .then((states) =>
        projections.map(({ name }) => states.find((state) => state.name === name)!),
      );
    expect(halted).toMatchObject({
      position: EVENTS[failing - 1]!.position,
      failure: { position, reason: 'Error: cannot be folded' },
    });
    expect(others.map((state) => [state.position, state.failure])).toEqual(
      Array(2).fill([EVENTS.at(-1)!.position, null]),
    );
    const dump = views.dump(...VIEWS);
    expect(dump).not.toBe(whole.dump);
    expect(views.read('select max(valid_from) as newest from claim_logs')[0]).toEqual({
      newest: EVENTS.slice(0, failing).findLast(({ type }) => /^C(laim|itation)/.test(type))!
        .position,
    });

    // A later release whose fold can do it goes on from there.
    const states = await store.states();
    const mended = exampleProjections.map((projection) =>
      runningProjection(
        projection,
        states.find(({ name }) => name === projection.name)!,
      ),
    );
    await applyBatch(parts, mended, EVENTS, true);
    expect(views.dump('claim_logs')).toBe(whole.dump.slice(0, views.dump('claim_logs').length));
    expect((await store.states()).every(({ failure }) => failure === null)).toBe(true);
  });

  it.each([
    ['a type that no release knew', { type: 'ClaimForgotten' }, /no such type/],
    ['a version of a later release', { schemaVersion: 99 }, /v99/],
  ])('halts every projection at %s', async (_, change, reason) => {
    const views = temporary();
    const { store } = views.open();
    const members = await cohort(store, exampleProjections);
    // One of them was already past it, thanks to another release.
    members[2]!.position = EVENTS[50]!.position;
    const events = EVENTS.map((event, n) => (n === 40 ? { ...event, ...change } : event));
    await applyBatch({ store, catalog: ledgerCatalog }, members, events, true);
    const [logs, titles, counts] = members;
    for (const member of [logs!, titles!]) {
      expect(member.position).toBe(EVENTS[39]!.position);
      expect(member.failure?.position).toBe(EVENTS[40]!.position);
      expect(member.failure?.reason).toMatch(reason);
    }
    expect([counts!.failure, counts!.position]).toEqual([null, EVENTS.at(-1)!.position]);
  });

  it('halts a projection at the event whose row its table cannot hold', async () => {
    const views = temporary();
    const { store } = views.open();
    const culprit = EVENTS.findIndex(({ type }, n) => n > 20 && type === 'CitationAdded');
    const untrue: Projection = {
      ...citationCounts,
      evolve(row, event, key, sides) {
        const after = citationCounts.evolve(row as never, event, key, sides)!;
        return event.position === EVENTS[culprit]!.position ? { ...after, citations: null } : after;
      },
    };
    const members = await cohort(store, [claimLogs, untrue]);
    await applyBatch({ store, catalog: ledgerCatalog }, members, EVENTS, true);
    expect(members[0]!.position).toBe(EVENTS.at(-1)!.position);
    expect(members[1]!.position).toBe(EVENTS[culprit - 1]!.position);
    expect(members[1]!.failure?.position).toBe(EVENTS[culprit]!.position);
    expect(members[1]!.failure?.reason).toMatch(/citation_counts cannot hold .* NOT NULL/);
  });

  it('leaves rows and checkpoints as they were where the database fails in the middle', async () => {
    const views = temporary();
    const { store } = views.open();
    const members = await cohort(store, exampleProjections);
    const parts = { store, catalog: ledgerCatalog };
    await applyBatch(parts, members, EVENTS.slice(0, 50), true);
    const before = [views.dump(...VIEWS), await store.states()];
    const positions = members.map(({ position }) => position);
    let writes = 0;
    const full: ViewStore = Object.assign(Object.create(store) as ViewStore, {
      transaction: <T>(work: Parameters<ViewStore['transaction']>[0]) =>
        store.transaction((tx) =>
          work({
            ...tx,
            async write(...given) {
              await tx.write(...given);
              if ((writes += 1) === 2) throw new Error('database or disk is full');
            },
          }),
        ) as Promise<T>,
    });
    await expect(
      applyBatch({ ...parts, store: full }, members, EVENTS.slice(50), true),
    ).rejects.toThrow('full');
    expect([views.dump(...VIEWS), await store.states()]).toEqual(before);
    expect(members.map(({ position }) => position)).toEqual(positions);
    await applyBatch(parts, members, EVENTS.slice(50), true);
    expect(views.dump(...VIEWS)).toBe((await inOneBatch()).dump);
  });

  it('is refused where another process has moved one of the projections', async () => {
    const views = temporary();
    const { store } = views.open();
    const members = await cohort(store, exampleProjections);
    const others = members.map((member) => ({ ...member }));
    const parts = { store, catalog: ledgerCatalog };
    await applyBatch(parts, others.slice(0, 1), EVENTS.slice(0, 10), true);
    const before = views.dump(...VIEWS);
    await expect(applyBatch(parts, members, EVENTS, true)).rejects.toThrow(StaleProjectionError);
    expect(views.dump(...VIEWS)).toBe(before);
  });
});
