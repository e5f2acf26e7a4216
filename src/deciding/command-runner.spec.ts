import { v7 as uuidv7 } from 'uuid';

import { Catalog, UnknownEventError } from '../../events/catalog.js';
import { defineEvent, type EventOf } from '../../events/define.js';
import type { Actor } from '../../events/envelope.js';
import { newEvent, sampleCommand, sampleStream } from '../../test/support/sample-events.js';
import { sqliteStoreInFolder } from '../../test/support/sqlite-store-in-folder.js';
import { EventStoreError, type EventStore } from '../event-store/event-store.js';
import { CommandRunner, type CommandTask } from './command-runner.js';
import { accept, refuse, type Decider } from './decision.js';
import Type from 'typebox';

const CountedTo = defineEvent('CountedTo', 2, Type.Object({ total: Type.Integer() }));
const CountedV1 = defineEvent('CountedTo', 1, Type.Object({ sum: Type.Integer() }));
type Counted = EventOf<typeof CountedTo>;

const catalog = new Catalog(
  [CountedV1, CountedTo],
  [
    {
      type: 'CountedTo',
      from: 1,
      to: 2,
      upcast: (data) => ({ total: (data as { sum: number }).sum }),
    },
  ],
);

/** Counts up by what a command says; nothing to do for 0, refused below. */
const counter: Decider<number, { add: number }, Counted> = {
  initial: 0,
  evolve: (_, event) => event.data.total,
  decide({ add }, total) {
    if (add < 0)
      return refuse({ kind: 'rule', rule: 'nothing-changed', detail: 'It only counts up.' });
    return add === 0 ? accept() : accept({ type: 'CountedTo', data: { total: total + add } });
  },
};

const actor: Actor = { id: uuidv7(), roles: ['contributor'], organization: 'Desk' };
const folder = sqliteStoreInFolder();
let store: EventStore;
let runner: CommandRunner;

beforeAll(async () => {
  ({ store } = await folder.open());
  runner = new CommandRunner(store, catalog, () => new Date('2026-11-24T12:00:00Z'));
});
afterAll(() => folder.destroy());

type Task = CommandTask<number, { add: number }, Counted>;

function counting(stream: string, add: number, changes: Partial<Task['context']> = {}): Task {
  const context = { actor, commandId: uuidv7(), correlationId: uuidv7(), ...changes };
  return {
    decider: counter,
    stream,
    context,
    content: { name: 'Count', add },
    command: () => ({ add }),
  };
}

it('records what was decided, with who, when and for which command', async () => {
  const stream = sampleStream();
  const task = counting(stream, 3);
  const outcome = await runner.run(task);
  expect(outcome.revision).toBe(0n);
  const [event] = await store.readStream(stream);
  expect(event).toMatchObject({
    type: 'CountedTo',
    schemaVersion: 2,
    data: { total: 3 },
    metadata: {
      actor,
      commandId: task.context.commandId,
      correlationId: task.context.correlationId,
      recordedAt: '2026-11-24T12:00:00.000Z',
    },
  });
  expect(outcome.events).toMatchObject([{ type: 'CountedTo', data: { total: 3 } }]);
  expect(outcome.position).toBe(event?.position);
});

it('gives a retry the first outcome, also after the stream has moved on', async () => {
  const stream = sampleStream();
  const task = counting(stream, 1);
  const first = await runner.run(task);
  await runner.run(counting(stream, 5));
  expect(await runner.run(task)).toMatchObject({
    revision: first.revision,
    position: first.position,
    events: [{ type: 'CountedTo', data: { total: 1 } }],
  });
  expect(await store.readStream(stream)).toHaveLength(2);
});

it('refuses another command under the same id', async () => {
  const stream = sampleStream();
  const { context } = counting(stream, 1);
  await runner.run(counting(stream, 1, context));
  await expect(runner.run(counting(stream, 2, context))).rejects.toMatchObject({
    code: 'command-id-reused',
  });
  await expect(runner.run(counting(sampleStream(), 1, context))).rejects.toMatchObject({
    code: 'command-id-reused',
  });
});

it('answers where the stream is when there is nothing to record', async () => {
  const stream = sampleStream();
  const before = await runner.run(counting(stream, 1));
  const outcome = await runner.run(counting(stream, 0));
  expect(outcome).toEqual({ events: [], revision: 0n, position: before.position });
});

it('passes a refusal on, and records nothing', async () => {
  const stream = sampleStream();
  await expect(runner.run(counting(stream, -1))).rejects.toMatchObject({
    reason: { kind: 'rule', rule: 'nothing-changed' },
  });
  expect(await store.readStream(stream)).toEqual([]);
});

it('writes only at the revision that the caller has seen', async () => {
  const stream = sampleStream();
  await runner.run(counting(stream, 1));
  await expect(runner.run(counting(stream, 1, { ifMatch: 4n }))).rejects.toMatchObject({
    reason: { kind: 'revision-mismatch', actual: 0n },
  });
  await expect(runner.run(counting(sampleStream(), 1, { ifMatch: 0n }))).rejects.toMatchObject({
    reason: { kind: 'revision-mismatch', actual: 'no-stream' },
  });
  await expect(runner.run(counting(stream, 1, { ifMatch: 0n }))).resolves.toMatchObject({
    revision: 1n,
  });
});

it('decides anew after a lost race, and loses no count', async () => {
  const stream = sampleStream();
  await Promise.all([1, 2, 3, 4].map((add) => runner.run(counting(stream, add))));
  const events = await store.readStream(stream);
  expect(events).toHaveLength(4);
  expect(events.at(-1)?.data).toEqual({ total: 10 });
});

it('gives up after five lost races, and says so', async () => {
  const stream = sampleStream();
  let tries = 0;
  const task: Task = {
    ...counting(stream, 1),
    command: async () => {
      tries += 1;
      const other = sampleCommand([
        { type: 'CountedTo', data: { total: tries }, schemaVersion: 2 },
      ]);
      await store.append(stream, other.events, other.options);
      return { add: 1 };
    },
  };
  await expect(runner.run(task)).rejects.toMatchObject({
    reason: { kind: 'write-conflict', tries: 5 },
  });
  expect(tries).toBe(5);
  expect(await store.readStream(stream)).toHaveLength(5);
});

it('happens once when the same command runs many times at once', async () => {
  const stream = sampleStream();
  const task = counting(stream, 7);
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => runner.run(task)));
  expect(new Set(outcomes.map(({ position }) => position)).size).toBe(1);
  expect(await store.readStream(stream)).toHaveLength(1);
});

it('folds events of an older version, and stops at what it does not know', async () => {
  const stream = sampleStream();
  const old = sampleCommand([{ type: 'CountedTo', data: { sum: 40 }, schemaVersion: 1 }]);
  await store.append(stream, old.events, old.options);
  await runner.run(counting(stream, 2));
  expect((await store.readStream(stream)).at(-1)?.data).toEqual({ total: 42 });
  const unknown = newEvent('Unheard', {});
  const { commandId, commandDigest } = unknown.metadata;
  await store.append(stream, [unknown], { expected: 'any', commandId, commandDigest });
  await expect(runner.run(counting(stream, 1))).rejects.toBeInstanceOf(UnknownEventError);
});

it('validates what a decider emits before it is recorded', async () => {
  const stream = sampleStream();
  const half = { ...counting(stream, 0.5), content: { name: 'Count', add: 0.5 } };
  await expect(runner.run(half)).rejects.toThrow('CountedTo v2 is not valid');
  expect(await store.readStream(stream)).toEqual([]);
});

it('passes on what the store refuses', async () => {
  const { store: other } = await sqliteStoreInFolder().open();
  await other.close();
  const closed = new CommandRunner(other, catalog, () => new Date());
  await expect(closed.run(counting(sampleStream(), 1))).rejects.toBeInstanceOf(EventStoreError);
});
