import { setTimeout as sleep } from 'node:timers/promises';

import type { Position } from '../../events/envelope.js';
import { ArrayFeed } from '../../test/support/array-feed.js';
import { eventually } from '../../test/support/eventually.js';
import { exampleHistory } from '../../test/support/example-history.js';
import type { EventFeed } from './event-feed.js';
import { Follower, type FollowerOptions, type Follows } from './follower.js';
import { HaltError } from './halt.js';
import type { RetryState } from './retry.js';

const EVENTS = exampleHistory(60).events;
const HEAD = EVENTS.at(-1)!.position;

const followers: Follower[] = [];
afterEach(async () => {
  for (const follower of followers.splice(0)) await follower.stop();
});

/** Remembers what it has handled, and where it stands. */
class Reader implements Follows {
  readonly positions: Position[] = [];
  rounds = 0;
  checkpoint: Position | null = null;
  /** Called before each event is counted. */
  before: (position: Position) => void = () => {};

  constructor(private readonly feed: Pick<EventFeed, 'subscribe'>) {}

  readonly subscribe: Follows['subscribe'] = (from) => this.feed.subscribe(from);

  readonly round: Follows['round'] = async (follow, signal) => {
    this.rounds += 1;
    await follow(this.checkpoint, signal);
  };

  readonly handle: Follows['handle'] = async ({ events }) => {
    for (const { position } of events) {
      this.before(position);
      this.positions.push(position);
      this.checkpoint = position;
    }
  };
}

function begin(follows: Follows, options: FollowerOptions = {}): Follower {
  const bounds = { catchingUp: 7, live: 5, idleMs: 20 };
  const follower = new Follower(follows, { bounds, ...options });
  follower.start();
  followers.push(follower);
  return follower;
}

const inOrder = EVENTS.map(({ position }) => position);

describe('a follower', () => {
  it('handles the log from the checkpoint, and what comes', async () => {
    const feed = new ArrayFeed(EVENTS.slice(0, 50));
    const reader = new Reader(feed);
    reader.checkpoint = EVENTS[9]!.position;
    const follower = begin(reader);
    await follower.untilCaughtUp();
    expect(follower.status).toEqual({ caughtUp: true, retrying: null, halt: null });
    feed.append(...EVENTS.slice(50));
    await eventually(() => reader.checkpoint === HEAD);
    expect(reader.positions).toEqual(inOrder.slice(10));
  });

  it('tries again from the checkpoint, and says so until it works', async () => {
    const reader = new Reader(new ArrayFeed(EVENTS));
    let failures = 0;
    reader.before = (position) => {
      if (position === inOrder[20] && (failures += 1) <= 3) throw new Error('busy');
    };
    const states: (RetryState | null)[] = [];
    const follower = begin(reader, { onRetry: (state) => states.push(state) });
    await eventually(() => reader.checkpoint === HEAD);
    expect(reader.positions).toEqual(inOrder);
    expect(states.map((state) => state?.attempts ?? null)).toEqual([1, 2, 3, null]);
    expect(states[0]?.reason).toBe('Error: busy');
    expect(follower.status.retrying).toBeNull();
  });

  it('waits longer from try to try', async () => {
    const reader = new Reader(new ArrayFeed(EVENTS));
    reader.before = () => {
      throw new Error('busy');
    };
    const follower = begin(reader);
    await sleep(700);
    expect(reader.rounds).toBeLessThanOrEqual(4);
    expect(follower.status.retrying?.attempts).toBe(reader.rounds);
  });

  it('subscribes again where the log ends its subscription', async () => {
    const reader = new Reader({
      async *subscribe({ after }) {
        const [next] = EVENTS.filter(({ position }) => position > (after ?? ''));
        if (next) yield next;
        await sleep(40);
      },
    });
    const states: (RetryState | null)[] = [];
    begin(reader, { onRetry: (state) => states.push(state) });
    await eventually(() => reader.positions.length === 3);
    expect(states[0]?.reason).toBe('Error: the log ended its subscription');
    expect(reader.positions).toEqual(inOrder.slice(0, 3));
  });

  it('halts before an event that it cannot get past, until it is restarted', async () => {
    const reader = new Reader(new ArrayFeed(EVENTS));
    const broken = inOrder[30]!;
    reader.before = (position) => {
      if (position === broken) throw new HaltError(position, new Error('unreadable'));
    };
    const follower = begin(reader);
    await expect(follower.untilCaughtUp()).rejects.toThrow(broken);
    const halt = { position: broken, reason: 'Error: unreadable' };
    expect(follower.status).toEqual({ caughtUp: false, retrying: null, halt });
    await sleep(100);
    expect(reader.rounds).toBe(1);
    reader.before = () => {};
    follower.restart();
    await eventually(() => reader.checkpoint === HEAD);
    expect(follower.status.halt).toBeNull();
    expect(reader.positions).toEqual(inOrder);
  });

  it('begins anew, and troubles nobody, where it was overtaken', async () => {
    const reader = new Reader(new ArrayFeed(EVENTS));
    let times = 0;
    reader.before = () => {
      if ((times += 1) === 1) throw new RangeError('somebody else was quicker');
    };
    const states: (RetryState | null)[] = [];
    const isOvertaken = (error: unknown) => error instanceof RangeError;
    begin(reader, { isOvertaken, onRetry: (state) => states.push(state) });
    await eventually(() => reader.checkpoint === HEAD);
    expect([reader.rounds, states]).toEqual([2, []]);
  });

  it('rests where there is nothing to follow, until it is asked or the time is over', async () => {
    let rounds = 0;
    const follows: Follows = {
      ...new Reader(new ArrayFeed()),
      round: async () => void (rounds += 1),
    };
    const follower = begin(follows);
    await sleep(50);
    expect(rounds).toBe(1);
    follower.restart();
    await eventually(() => rounds === 2);
    begin(follows, { betweenRounds: 10 });
    await eventually(() => rounds > 5);
  });
});

describe('a stop of a follower returns', () => {
  const busy = (reader: Reader) => {
    reader.before = () => {
      throw new Error('busy');
    };
  };
  it.each<[string, (reader: Reader) => void, FollowerOptions]>([
    ['while it waits for events', () => {}, {}],
    ['amid a retry', busy, {}],
    ['while it is overtaken again and again', busy, { isOvertaken: () => true }],
    ['while it rests', (reader) => Object.assign(reader, { round: async () => {} }), {}],
    [
      'while it has nothing to follow and asks at once',
      (reader) => Object.assign(reader, { round: async () => {} }),
      { betweenRounds: 0 },
    ],
    [
      'while it is halted',
      (reader) => {
        reader.before = (position) => {
          throw new HaltError(position, 'unreadable');
        };
      },
      {},
    ],
  ])('%s', async (_, prepare, options) => {
    const reader = new Reader(new ArrayFeed(EVENTS));
    prepare(reader);
    const follower = begin(reader, options);
    await sleep(60);
    await follower.stop();
    const { length } = reader.positions;
    await sleep(20);
    expect(reader.positions).toHaveLength(length);
  });

  it('before it was started, and tells whoever waits', async () => {
    const follower = new Follower(new Reader(new ArrayFeed(EVENTS)));
    const caughtUp = follower.untilCaughtUp();
    await Promise.all([
      follower.stop(),
      expect(caughtUp).rejects.toThrow('the follower was stopped'),
    ]);
  });
});
