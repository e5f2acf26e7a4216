import { ledgerCatalog } from '../../events/ledger-catalog.js';
import { ArrayFeed } from '../../test/support/array-feed.js';
import { claimLogs, sourceTitles } from '../../test/support/example-projections.js';
import { LedgerHistory } from '../../test/support/ledger-history.js';
import { uuid } from '../../test/support/recorded-history.js';
import { TemporaryViews } from '../../test/support/temporary-views.js';
import { integer, text } from './columns.js';
import { Derivation } from './derivation.js';
import { defineDerivedProjection, type DerivedView } from './derived-view.js';
import { Projector } from './projector.js';
import { rebuild } from './rebuild.js';
import { StaleProjectionError } from './view-store.js';

/** How many sources there are, a few more in each piece. */
const sourceCounts = defineDerivedProjection({
  name: 'source-counts',
  version: 1,
  table: {
    name: 'source_counts',
    columns: { what: text(), counted: integer() },
    key: 'what',
  },
  derivedFrom: [sourceTitles],
});

const PIECES = 3;
let views: TemporaryViews;
beforeEach(() => (views = new TemporaryViews()));
afterEach(() => views.remove());

/** Counts in as many pieces as it takes, and notes what it was told. */
function counting(begun: string[] = []): DerivedView {
  return {
    projection: sourceCounts,
    async next({ position, cursor }, reached) {
      const { to, done } = cursor
        ? (JSON.parse(cursor) as { to: string; done: number })
        : { to: reached, done: 0 };
      begun.push(`${position} ${done}`);
      const { length } = views.read('select 1 from source_titles');
      const rows = [{ what: 'sources', counted: length }];
      if (done + 1 === PIECES) return { rows, after: { position: to, cursor: null } };
      return { rows, after: { position, cursor: JSON.stringify({ to, done: done + 1 }) } };
    },
  };
}

const history = (sources: number) => {
  const log = new LedgerHistory();
  for (let n = 0; n < sources; n += 1) log.source(uuid(20 + n));
  return log;
};
const counted = () => views.read('select counted from source_counts');
const projections = [claimLogs, sourceTitles, sourceCounts];

function partsOf(events: ReturnType<typeof history>['events'], begun?: string[]) {
  const { store } = views.open();
  const feed = new ArrayFeed(events);
  return { feed, catalog: ledgerCatalog, store, derived: [counting(begun)] };
}

it('is kept up beside the folds, and shows nothing that it has not worked out', async () => {
  const { events, position } = history(4);
  const projector = new Projector(partsOf(events), projections);
  await projector.start();
  expect(await projector.waitFor(position, 5_000)).toBe(true);
  expect(counted()).toEqual([{ counted: 4 }]);
  expect(projector.status().at(-1)).toMatchObject({
    name: 'source-counts',
    thisProcess: 'projects',
    position,
    failure: null,
  });
  expect(projector.position()).toBe(position);
  await projector.stop();
});

it('goes on in the middle of a work after a stop', async () => {
  const { events, position } = history(2);
  const [begun, again]: string[][] = [[], []];
  const first = partsOf(events, begun);
  await rebuild(first, [claimLogs, sourceTitles]);
  await first.store.begin(sourceCounts, 'view');
  const derivation = new Derivation(first.store, first.derived);
  expect(await derivation.step()).toBe(true);
  const second = new Derivation(views.open().store, partsOf(events, again).derived);
  while (await second.step());
  expect([begun, again]).toEqual([['null 0'], ['null 1', 'null 2']]);
  expect(counted()).toEqual([{ counted: 2 }]);
  const states = await first.store.states();
  expect(states.find(({ name }) => name === 'source-counts')).toMatchObject({
    position,
    cursor: null,
  });
});

it('writes nothing where somebody else has gone on meanwhile', async () => {
  const { events } = history(2);
  const parts = partsOf(events);
  await rebuild(parts, [sourceTitles]);
  await parts.store.begin(sourceCounts, 'view');
  const [view] = parts.derived;
  const other = new Derivation(views.open().store, parts.derived);
  const overtaken: DerivedView = {
    projection: sourceCounts,
    async next(standing, reached) {
      const piece = await view!.next(standing, reached);
      await other.step();
      return { ...piece, rows: [{ what: 'sources', counted: 99 }] };
    },
  };
  const late = new Derivation(parts.store, [overtaken]);
  await expect(late.step()).rejects.toThrow(StaleProjectionError);
  expect(counted()).toEqual([{ counted: 2 }]);
});

it('is not worked out from a view that shows nothing yet, or is of another release', async () => {
  const { events } = history(2);
  const parts = partsOf(events);
  await parts.store.begin(sourceTitles, 'view');
  await parts.store.begin(sourceCounts, 'view');
  expect(await new Derivation(parts.store, parts.derived).step()).toBe(false);
  await rebuild(parts, [{ ...sourceTitles, version: 2 }]);
  expect(await new Derivation(parts.store, parts.derived).step()).toBe(false);
  await expect(rebuild(parts, [sourceCounts])).rejects.toThrow(
    'source-counts is derived from source-titles, which is not there in version 1',
  );
});

it('is built anew from what the views show, and switched', async () => {
  const { events, position } = history(3);
  const parts = partsOf(events);
  const built = await rebuild(parts, projections);
  expect(built.map(({ name, active }) => [name, active])).toEqual(
    projections.map(({ name }) => [name, true]),
  );
  const [again] = await rebuild(parts, [sourceCounts]);
  expect(again).toMatchObject({ generation: 2, active: true, position });
  expect(counted()).toEqual([{ counted: 3 }]);
});

it('must be worked out by somebody', () => {
  const { derived: _, ...parts } = partsOf([]);
  expect(() => new Projector(parts, projections)).toThrow(
    'nothing says how source-counts is worked out',
  );
});
