import { setTimeout as sleep } from 'node:timers/promises';

import { ledgerCatalog } from '../../events/ledger-catalog.js';
import { ArrayFeed } from '../../test/support/array-feed.js';
import { eventually } from '../../test/support/eventually.js';
import { exampleHistory } from '../../test/support/example-history.js';
import { exampleProjections } from '../../test/support/example-projections.js';
import { TemporaryViews } from '../../test/support/temporary-views.js';
import { Projector } from './projector.js';
import type { ProjectionState } from './view-store.js';
import { ViewWatch, type ViewWatchOptions } from './view-watch.js';

const EVENTS = exampleHistory(60).events;
const HEAD = EVENTS.at(-1)!.position;

let views: TemporaryViews;
let watch: ViewWatch | undefined;
beforeEach(() => (views = new TemporaryViews()));
afterEach(async () => {
  await watch?.stop();
  await views.remove();
});

async function watching(
  store: { states(): Promise<ProjectionState[]> },
  options: ViewWatchOptions = {},
): Promise<ViewWatch> {
  const intervals = { idle: 60_000, active: 10 };
  watch = new ViewWatch(store, exampleProjections, { intervals, ...options });
  await watch.start();
  return watch;
}

/** As the database has all of them at that position. */
const shown = {
  generation: 1,
  active: true,
  position: HEAD,
  cursor: null,
  failure: null,
  marks: null,
};

function statesAt(position: string): ProjectionState[] {
  return exampleProjections.map(({ name, version }) => ({
    name,
    version,
    ...shown,
    position,
  }));
}

it('waits for a view that another process brings there', async () => {
  const feed = new ArrayFeed(EVENTS.slice(0, 30));
  const parts = { feed, catalog: ledgerCatalog, store: views.open().store };
  const projector = new Projector(parts, exampleProjections);
  await projector.start();
  const reader = await watching(views.open({ readOnly: true }).store);
  expect(await reader.waitFor(EVENTS[29]!.position, 5_000)).toBe(true);
  expect(reader.position()).toBe(EVENTS[29]!.position);
  expect(await reader.waitFor(HEAD, 60)).toBe(false);
  const waiting = reader.waitFor(HEAD, 5_000, ['claim-logs']);
  feed.append(...EVENTS.slice(30));
  expect(await waiting).toBe(true);
  expect(reader.status()).toMatchObject(
    exampleProjections.map(({ name }) => ({ name, thisProcess: 'reads', generation: 1 })),
  );
  await projector.stop();
});

it('has reached nothing where the database does not know one of the projections', async () => {
  const { store } = views.open();
  const [first, ...others] = exampleProjections;
  const feed = new ArrayFeed(EVENTS);
  const projector = new Projector({ feed, catalog: ledgerCatalog, store }, others);
  await projector.start();
  await projector.waitFor(HEAD, 5_000);
  await projector.stop();
  const reader = await watching(store);
  expect(reader.position()).toBeNull();
  expect(await reader.waitFor(EVENTS[0]!.position, 50)).toBe(false);
  expect(await reader.waitFor(HEAD, 5_000, [others[0]!.name])).toBe(true);
  expect(reader.status()[0]).toMatchObject({ name: first!.name, generation: 0, position: null });
});

it('ends a wait in time while the database is away or silent, says so, and sees again', async () => {
  const there = statesAt(HEAD);
  let answer = async (): Promise<ProjectionState[]> => {
    throw new Error('connection refused');
  };
  const reader = await watching({ states: () => answer() });
  expect(reader.retrying?.reason).toBe('Error: connection refused');
  expect(reader.status()).toEqual([]);
  expect(await reader.waitFor(HEAD, 50)).toBe(false);
  let speak = () => {};
  answer = () => new Promise((resolve) => (speak = () => resolve(there)));
  await sleep(400);
  expect(await reader.waitFor(HEAD, 50)).toBe(false);
  speak();
  expect(await reader.waitFor(HEAD, 1_000)).toBe(true);
  expect(reader.retrying).toBeNull();
});

const SELDOM = { intervals: { idle: 60_000, active: 60_000 } };

it('looks when it is told that there is something to see, also during a look', async () => {
  let shown = statesAt(EVENTS[0]!.position);
  let looks = 0;
  let answer = async () => shown;
  const untilLooked = (times: number) => eventually(() => looks >= times);
  const reader = await watching({ states: () => ((looks += 1), answer()) }, SELDOM);
  const waiting = reader.waitFor(HEAD, 5_000);
  await untilLooked(2);
  let speak = () => {};
  const before = shown;
  answer = () => new Promise((resolve) => (speak = () => resolve(before)));
  reader.lookSoon();
  await untilLooked(3);
  shown = statesAt(HEAD);
  answer = async () => shown;
  reader.lookSoon();
  speak();
  expect(await waiting).toBe(true);
});

it('waits no longer where a projection stands still before that event', async () => {
  const halts = new Map<string, string>();
  const [, second, third] = EVENTS;
  const store = { states: async () => statesAt(EVENTS[0]!.position) };
  const reader = await watching(store, { ...SELDOM, haltOf: (name) => halts.get(name) });
  const waiting = reader.waitFor(third!.position, 60_000);
  halts.set(exampleProjections[0]!.name, second!.position);
  reader.lookSoon();
  expect(await waiting).toBe(false);
  expect(await reader.waitFor(EVENTS[0]!.position, 60_000)).toBe(true);
});

it('tells of a view that an earlier release made, which cannot be read as this one would', async () => {
  const [first] = exampleProjections;
  const state = { ...shown, name: first!.name };
  const reader = await watching({ states: async () => [{ ...state, version: 0 }] });
  expect(reader.status()[0]!.failure?.reason).toMatch(
    /holds version 0, this release has version 1/,
  );
});

it('knows no projection of another name', async () => {
  const reader = await watching(views.open().store);
  await expect(reader.waitFor(HEAD, 0, ['claims'])).rejects.toThrow(
    'there is no projection claims',
  );
});
