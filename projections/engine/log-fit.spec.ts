import type { RecordedEvent } from '../../events/envelope.js';
import { ledgerCatalog } from '../../events/ledger-catalog.js';
import { ArrayFeed } from '../../test/support/array-feed.js';
import { exampleHistory } from '../../test/support/example-history.js';
import { exampleProjections } from '../../test/support/example-projections.js';
import { TemporaryViews } from '../../test/support/temporary-views.js';
import { applyBatch } from './apply-batch.js';
import { mustFit, unfitReason, UnfitViewsError, unfitViews } from './log-fit.js';
import { runningProjection } from './running-projection.js';
import type { ProjectionState, ViewStore } from './view-store.js';

const EVENTS = exampleHistory(120).events as unknown as RecordedEvent[];
const SHOWN = EVENTS.slice(0, 100);

/** The same events, had they been recorded a day later. */
function aDayLater(events: readonly RecordedEvent[]): RecordedEvent[] {
  return events.map((event) => {
    const at = new Date(Date.parse(event.metadata.recordedAt) + 86_400_000).toISOString();
    return { ...event, metadata: { ...event.metadata, recordedAt: at } };
  });
}

let views: TemporaryViews;
let store: ViewStore;
beforeAll(async () => {
  views = new TemporaryViews();
  ({ store } = views.open());
  const running = [];
  for (const projection of exampleProjections) {
    running.push(runningProjection(projection, await store.begin(projection, 'view')));
  }
  for (const at of [0, 40]) {
    const batch = SHOWN.slice(at, at === 0 ? 40 : 100);
    await applyBatch({ store, catalog: ledgerCatalog }, running, batch, true);
  }
});
afterAll(() => views.remove());

async function reasonFor(
  events: readonly RecordedEvent[],
  states?: readonly ProjectionState[],
): Promise<string | null> {
  const parts = { feed: new ArrayFeed(events), store };
  return unfitReason(await unfitViews(parts, exampleProjections, states ?? (await store.states())));
}

/** Leaves the views as a release did that kept no marks. */
async function unmarked(): Promise<ProjectionState[]> {
  return (await store.states()).map((state) => ({ ...state, marks: null }));
}

const OTHER_LEDGER =
  /those of [a-z-]+ are of another ledger, or the log was begun anew\. .*"fact-ledger rebuild"/;
const LOST_END = /show events up to \d+, which the log does not have: it has lost its end/;
const GONE_ON = /show another event at \d+ than the log has: it has lost its end and gone on/;

describe('views', () => {
  it('fit the log that they were made from, however far it has gone on', async () => {
    expect(await reasonFor(SHOWN)).toBeNull();
    expect(await reasonFor(EVENTS)).toBeNull();
    expect(() => mustFit([])).not.toThrow();
  });

  it('that show nothing fit any log', async () => {
    const begun = (await unmarked()).map((state) => ({ ...state, position: null }));
    expect(await reasonFor([], begun)).toBeNull();
  });

  it.each([
    { log: 'another ledger', events: aDayLater(EVENTS), reason: OTHER_LEDGER },
    { log: 'an empty log', events: [], reason: OTHER_LEDGER },
    { log: 'a log that lost its end', events: SHOWN.slice(0, 99), reason: LOST_END },
    {
      log: 'a log that lost its end and went on',
      events: [...SHOWN.slice(0, 90), ...aDayLater(EVENTS.slice(90))],
      reason: GONE_ON,
    },
  ])('do not fit $log', async ({ events, reason }) => {
    expect(await reasonFor(events)).toMatch(reason);
    const parts = { feed: new ArrayFeed(events), store };
    const unfit = await unfitViews(parts, exampleProjections, await store.states());
    expect(unfit.map(({ state }) => state.name)).toEqual(
      exampleProjections.map(({ name }) => name).sort(),
    );
    expect(() => mustFit(unfit)).toThrow(UnfitViewsError);
  });

  it('of another kind of store do not fit', async () => {
    const feed = { readAt: () => Promise.reject(new RangeError('no position of this ledger')) };
    const unfit = await unfitViews({ feed, store }, exampleProjections, await store.states());
    expect(unfitReason(unfit)).toMatch(OTHER_LEDGER);
  });

  it('are not judged while the log cannot be read', async () => {
    const feed = { readAt: () => Promise.reject(new Error('away')) };
    const judged = unfitViews({ feed, store }, exampleProjections, await store.states());
    await expect(judged).rejects.toThrow('away');
  });

  it('are looked at by a few events, however many there are', async () => {
    const looked: string[] = [];
    const log = new ArrayFeed(EVENTS);
    const feed = {
      readAt(position: string) {
        looked.push(position);
        return log.readAt(position);
      },
    };
    await unfitViews({ feed, store }, exampleProjections, await store.states());
    expect(looked).toEqual([EVENTS[0]!.position, SHOWN[99]!.position]);
    looked.length = 0;
    await unfitViews({ feed, store }, exampleProjections, await unmarked());
    expect(looked.length).toBeLessThanOrEqual(11);
  });
});

describe('views of a release that kept no marks', () => {
  it('fit their log', async () => {
    expect(await reasonFor(EVENTS, await unmarked())).toBeNull();
  });

  it.each([
    { log: 'another ledger', events: aDayLater(EVENTS), reason: OTHER_LEDGER },
    { log: 'a log that lost its end', events: SHOWN.slice(0, 99), reason: LOST_END },
    {
      log: 'a log that lost its end and went on',
      events: [...SHOWN.slice(0, 90), ...aDayLater(EVENTS.slice(90))],
      reason: OTHER_LEDGER,
    },
  ])('do not fit $log', async ({ events, reason }) => {
    expect(await reasonFor(events, await unmarked())).toMatch(reason);
  });

  it('which moved on behind the marks of a later one are held against both', async () => {
    const moved = (await store.states()).map((state) => ({
      ...state,
      position: EVENTS[110]!.position,
    }));
    expect(await reasonFor(EVENTS, moved)).toBeNull();
    expect(await reasonFor(EVENTS.slice(0, 110), moved)).toMatch(LOST_END);
    expect(await reasonFor(aDayLater(EVENTS), moved)).toMatch(OTHER_LEDGER);
  });
});
