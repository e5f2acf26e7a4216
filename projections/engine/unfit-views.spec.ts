import { setTimeout as sleep } from 'node:timers/promises';

import type { RecordedEvent } from '../../events/envelope.js';
import { ledgerCatalog } from '../../events/ledger-catalog.js';
import type { RetryState } from '../../src/following/retry.js';
import { ArrayFeed } from '../../test/support/array-feed.js';
import { eventually } from '../../test/support/eventually.js';
import { exampleHistory } from '../../test/support/example-history.js';
import { exampleProjections } from '../../test/support/example-projections.js';
import { LeaseTable } from '../../test/support/lease-table.js';
import { TemporaryViews } from '../../test/support/temporary-views.js';
import { unfitReason, unfitViews, type MisfitOf } from './log-fit.js';
import { Projector } from './projector.js';
import type { Projection } from './projection.js';
import { rebuild } from './rebuild.js';
import { ViewWatch } from './view-watch.js';

const EVENTS = exampleHistory(120).events as unknown as RecordedEvent[];
const SHOWN = EVENTS.slice(0, 100);
const HEAD = EVENTS[119]!.position;
const VIEWS = exampleProjections.map(({ table }) => table.name);

/** What was recorded instead where a log lost its end. */
const INSTEAD = EVENTS.slice(80).map((event) => ({
  ...event,
  metadata: { ...event.metadata, recordedAt: '2026-03-02T09:00:00.000Z' },
}));

let views: TemporaryViews;
let table: LeaseTable;
let retries: (RetryState | null)[];
const begun: { stop(): Promise<void> }[] = [];
beforeEach(async () => {
  views = new TemporaryViews();
  table = new LeaseTable();
  retries = [];
  const projector = await projecting(new ArrayFeed(SHOWN));
  await projector.waitFor(SHOWN[99]!.position, 5_000);
  await projector.stop();
  retries = [];
});
afterEach(async () => {
  for (const each of begun.splice(0)) await each.stop();
  await views.remove();
});

function partsOver(feed: ArrayFeed) {
  return { feed, catalog: ledgerCatalog, store: views.open().store };
}

async function projecting(
  feed: ArrayFeed,
  projections: readonly Projection[] = exampleProjections,
): Promise<Projector> {
  const parts = { ...partsOver(feed), leases: table.process('projector') };
  const projector = new Projector(parts, projections, {
    onRetry: (state) => retries.push(state),
    intervals: { idle: 20, active: 10 },
  });
  await projector.start();
  begun.push(projector);
  return projector;
}

const oldCopy = () => new ArrayFeed(SHOWN.slice(0, 80));
const goneOn = () => new ArrayFeed([...SHOWN.slice(0, 80), ...INSTEAD]);

describe.each([
  { log: 'a log that lost its end', feed: oldCopy },
  { log: 'a log that lost its end and went on', feed: goneOn },
])('a projector over $log', ({ feed }) => {
  it('shows and changes nothing, says why, and leaves the leases to others', async () => {
    const before = views.dump(...VIEWS);
    const projector = await projecting(feed());
    expect(projector.unfit).toMatch(/^The views do not fit the log: .* has lost its end/);
    expect(projector.position()).toBeNull();
    expect(await projector.waitFor(SHOWN[0]!.position, 60_000)).toBe(false);
    expect(projector.status().map(({ thisProcess }) => thisProcess)).toEqual(
      exampleProjections.map(() => 'stands-by'),
    );
    expect(table.holderOf(exampleProjections[0]!.name)).toBeUndefined();
    await sleep(100);
    expect(retries[0]?.reason).toBe(`UnfitViewsError: ${projector.unfit}`);
    expect(projector.retrying?.reason).toBe(retries[0]?.reason);
    await projector.stop();
    expect(views.dump(...VIEWS)).toBe(before);
  });

  it('does not replace them by itself, not even by another version of its own', async () => {
    const before = views.dump(...VIEWS);
    const raised = exampleProjections.map((each) => ({ ...each, version: 2 }));
    const projector = await projecting(feed(), raised);
    await eventually(() => retries.length > 2);
    expect(projector.status().every(({ version }) => version === 1)).toBe(true);
    await projector.stop();
    expect(views.dump(...VIEWS)).toBe(before);
  });

  it('goes on where a rebuild has made them anew', async () => {
    const log = feed();
    const projector = await projecting(log);
    const states = await rebuild(partsOver(log), exampleProjections);
    expect(states.every(({ active }) => active)).toBe(true);
    await eventually(() => projector.unfit === null && projector.status().every((s) => s.caughtUp));
    expect(projector.retrying).toBeNull();
    const expected = new TemporaryViews();
    const { store } = expected.open();
    await rebuild({ feed: log, catalog: ledgerCatalog, store }, exampleProjections);
    expect(views.dump(...VIEWS)).toBe(expected.dump(...VIEWS));
    await expected.remove();
  });
});

it('goes on where the log is whole again', async () => {
  const log = oldCopy();
  const projector = await projecting(log);
  expect(projector.unfit).not.toBeNull();
  log.append(...EVENTS.slice(80));
  await eventually(() => projector.unfit === null);
  expect(await projector.waitFor(HEAD, 5_000)).toBe(true);
});

it('finds it at every resume', async () => {
  let log = new ArrayFeed(SHOWN);
  let cut = () => {};
  const feed: ArrayFeed = Object.assign(Object.create(log) as ArrayFeed, {
    readAt: (position: string) => log.readAt(position),
    subscribe(options: Parameters<ArrayFeed['subscribe']>[0]) {
      const gone = new AbortController();
      cut = () => gone.abort();
      return log.subscribe({ ...options, signal: AbortSignal.any([options.signal, gone.signal]) });
    },
  });
  const projector = await projecting(feed);
  await eventually(() => projector.status().every(({ caughtUp }) => caughtUp));
  const before = views.dump(...VIEWS);
  log = goneOn();
  cut();
  await eventually(() => projector.unfit !== null);
  await projector.stop();
  expect(views.dump(...VIEWS)).toBe(before);
});

it('keeps the first event of its log with a view, and the one at its position', async () => {
  const [state] = await views.open().store.states();
  const [first, last] = [EVENTS[0]!.position, SHOWN[99]!.position];
  expect(state).toMatchObject({
    position: last,
    marks: { first: { position: first }, last: { position: last } },
  });
});

it('is found by a process that only reads, at its start and while it goes on', async () => {
  const { store } = views.open();
  let log = new ArrayFeed(SHOWN);
  const misfitOf: MisfitOf = async (states) =>
    unfitReason(await unfitViews({ feed: log, store }, exampleProjections, states));
  const watch = async () => {
    const each = new ViewWatch(store, exampleProjections, { misfitOf });
    await each.start();
    begun.push(each);
    return each;
  };
  const early = await watch();
  expect(early.unfit).toBeNull();
  expect(await early.waitFor(SHOWN[99]!.position, 0)).toBe(true);
  log = goneOn();
  const late = await watch();
  expect(late.unfit).toMatch(/^The views do not fit the log/);
  expect(late.position()).toBeNull();
  expect(await late.waitFor(SHOWN[0]!.position, 60_000)).toBe(false);
  expect(late.retrying?.reason).toBe(`UnfitViewsError: ${late.unfit}`);
  await eventually(() => early.unfit !== null);
  log = new ArrayFeed(SHOWN);
  await eventually(() => early.unfit === null && late.unfit === null);
  expect(await late.waitFor(SHOWN[99]!.position, 5_000)).toBe(true);
});
