import type { ProjectionStatus } from '../../projections/engine/status.js';
import { EventStoreError } from '../event-store/event-store.js';
import { ArrayFeed } from '../../test/support/array-feed.js';
import { exampleHistory } from '../../test/support/example-history.js';
import { COUNTED_AT_MOST, ProjectionLag } from './projection-lag.js';

const EVENTS = exampleHistory(COUNTED_AT_MOST + 200).events;

/** A log that has read no further than it was asked to. */
function lagIn(log: ArrayFeed): ProjectionLag {
  return new ProjectionLag({
    head: () => log.head(),
    async *readAll({ after, limit = Infinity } = {}) {
      let left = limit;
      for await (const event of log.readAll(after === undefined ? {} : { after })) {
        if (left-- > 0) yield event;
        else return;
      }
    },
  });
}

function at(name: string, position: string | null): ProjectionStatus {
  const unsaid = { failure: null, caughtUp: null, lagSeconds: null, rebuilding: null };
  return { name, thisProcess: 'reads', version: 1, generation: 1, position, ...unsaid };
}

const last = (n: number) => EVENTS.at(-1 - n)!.position;

it('counts what each view has not shown, wherever they stand', async () => {
  const views = [at('here', last(0)), at('near', last(7)), at('as-near', last(7))];
  const behind = await lagIn(new ArrayFeed(EVENTS)).eventsBehind(views);
  expect(Object.fromEntries(behind)).toEqual({ here: 0, near: 7, 'as-near': 7 });
});

it('counts no more than it takes to say that it is far', async () => {
  const views = [at('far', EVENTS[3]!.position), at('unknown', null), at('near', last(1))];
  const behind = await lagIn(new ArrayFeed(EVENTS)).eventsBehind(views);
  expect(Object.fromEntries(behind)).toEqual({
    far: COUNTED_AT_MOST,
    unknown: COUNTED_AT_MOST,
    near: 1,
  });
});

it('finds nothing behind an empty log', async () => {
  const behind = await lagIn(new ArrayFeed()).eventsBehind([at('new', null)]);
  expect(Object.fromEntries(behind)).toEqual({ new: 0 });
});

it('tells nothing while the event store is away', async () => {
  const away = async (): Promise<never> => {
    throw new EventStoreError('unavailable', 'no answer');
  };
  const lag = new ProjectionLag({ head: away, readAll: () => new ArrayFeed().readAll() });
  expect((await lag.eventsBehind([at('claims', last(0))])).size).toBe(0);
});
