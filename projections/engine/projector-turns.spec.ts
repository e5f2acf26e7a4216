import { setTimeout as sleep } from 'node:timers/promises';

import { ledgerCatalog } from '../../events/ledger-catalog.js';
import type { EventFeed } from '../../src/following/event-feed.js';
import { ArrayFeed } from '../../test/support/array-feed.js';
import { exampleHistory } from '../../test/support/example-history.js';
import {
  claimLogs,
  exampleProjections,
  failingAt,
} from '../../test/support/example-projections.js';
import { TemporaryViews } from '../../test/support/temporary-views.js';
import type { Projection } from './projection.js';
import { Projector } from './projector.js';
import { rebuild } from './rebuild.js';
import { StaleProjectionError, type ViewStore } from './view-store.js';

const EVENTS = exampleHistory(20).events;
const HEAD = EVENTS.at(-1)!.position;

const raised: readonly Projection[] = [{ ...claimLogs, version: 2 }];
const refuse = () => Promise.reject(new StaleProjectionError('somebody else was quicker'));

let views: TemporaryViews;
beforeEach(() => (views = new TemporaryViews()));
afterEach(() => views.remove());

/** A database that answers at once, in the turn in which it is asked. */
function answering(answers: Partial<ViewStore>): ViewStore {
  const { store } = views.open();
  return Object.assign(Object.create(store) as ViewStore, answers);
}

const endless: EventFeed = {
  readAll: () => new ArrayFeed().readAll(),
  readAt: async () => undefined,
  head: async () => undefined,
  async *subscribe() {
    // Ends at once.
  },
};

interface Case {
  readonly feed?: EventFeed;
  readonly projections?: readonly Projection[];
  readonly answers?: Partial<ViewStore>;
}

describe('a projector leaves the process its turns, and can be stopped, where', () => {
  it.each<[string, Case]>([
    ['every checkpoint has been moved by somebody else', { answers: { transaction: refuse } }],
    ['every transaction fails', { answers: { transaction: () => Promise.reject(Error('full')) } }],
    ['each build is taken away', { projections: raised, answers: { begin: refuse } }],
    ['the log ends its subscription at once', { feed: endless }],
    ['all that it projects is halted', { projections: [failingAt(claimLogs, HEAD)] }],
  ])('%s', async (_, { feed = new ArrayFeed(EVENTS), projections, answers }) => {
    const known = { feed: new ArrayFeed(), catalog: ledgerCatalog, store: views.open().store };
    await rebuild(known, exampleProjections);
    const parts = { feed, catalog: ledgerCatalog, store: answering(answers ?? {}) };
    const projector = new Projector(parts, projections ?? exampleProjections);
    await projector.start();
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 5);
    const asking = new AbortController();
    const asked = (async () => {
      while (!asking.signal.aborted) await projector.waitFor(HEAD, 0);
    })();
    await sleep(100);
    asking.abort();
    await asked;
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
    await projector.stop();
  });
});
