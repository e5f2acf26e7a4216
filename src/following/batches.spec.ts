import { setTimeout as sleep } from 'node:timers/promises';

import type { RecordedEvent } from '../../events/envelope.js';
import { ArrayFeed } from '../../test/support/array-feed.js';
import { LedgerHistory } from '../../test/support/ledger-history.js';
import { uuid } from '../../test/support/recorded-history.js';
import { batches, type Batch } from './batches.js';
import type { CaughtUp } from './event-feed.js';

const BOUNDS = { catchingUp: 4, live: 2, idleMs: 30 };

function claims(count: number, from = 0): LedgerHistory {
  const history = new LedgerHistory();
  for (let n = 0; n < from + count; n += 1) history.claim(uuid(n));
  history.events.splice(0, from);
  return history;
}

const shapeOf = ({ events, caughtUp, idle }: Batch) => [events.length, caughtUp, idle];

describe('a subscription in batches', () => {
  let ending: AbortController;
  beforeEach(() => (ending = new AbortController()));
  afterEach(() => ending.abort());

  it('fills them to the bound, and says with which it has caught up', async () => {
    const feed = new ArrayFeed(claims(10).events);
    const given: unknown[] = [];
    for await (const batch of batches(feed.subscribe({ signal: ending.signal }), BOUNDS)) {
      given.push(shapeOf(batch));
      if (batch.caughtUp) break;
    }
    expect(given).toEqual([
      [4, false, false],
      [4, false, false],
      [2, true, false],
    ]);
  });

  it('gives new events at once, is idle once after them, and then waits', async () => {
    const feed = new ArrayFeed();
    const given: unknown[] = [];
    const reading = (async () => {
      for await (const batch of batches(feed.subscribe({ signal: ending.signal }), BOUNDS)) {
        given.push(shapeOf(batch));
      }
    })();
    await sleep(50);
    expect(given).toEqual([[0, true, false]]);
    feed.append(...claims(1).events);
    await sleep(10);
    expect(given.slice(1)).toEqual([[1, true, false]]);
    await sleep(150);
    expect(given.slice(2)).toEqual([[0, true, true]]);
    ending.abort();
    await reading;
  });

  it('needs no word of having caught up behind every new event', async () => {
    async function* terse(): AsyncGenerator<RecordedEvent | CaughtUp> {
      yield { caughtUp: true, position: undefined };
      yield* claims(3).events as unknown as RecordedEvent[];
      await new Promise((resolve) => ending.signal.addEventListener('abort', resolve));
    }
    const sizes: unknown[] = [];
    for await (const batch of batches(terse(), BOUNDS)) {
      sizes.push(shapeOf(batch));
      if (sizes.length === 3) {
        ending.abort();
        break;
      }
    }
    expect(sizes).toEqual([
      [0, true, false],
      [2, false, false],
      [1, true, false],
    ]);
  });

  it('throws what the subscription throws', async () => {
    async function* broken(): AsyncGenerator<RecordedEvent> {
      yield* claims(1).events as unknown as RecordedEvent[];
      throw new Error('the log is away');
    }
    const reading = (async () => {
      for await (const batch of batches(broken(), BOUNDS)) shapeOf(batch);
    })();
    await expect(reading).rejects.toThrow('the log is away');
  });
});
