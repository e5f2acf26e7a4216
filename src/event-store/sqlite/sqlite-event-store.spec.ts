import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';

import {
  all,
  appendCounted,
  counts,
  Follower,
  range,
} from '../../../test/contract/store-under-test.js';
import {
  newEvent,
  sampleCommand,
  sampleDigest,
  sampleStream,
} from '../../../test/support/sample-events.js';
import { sqliteStoreInFolder } from '../../../test/support/sqlite-store-in-folder.js';
import { MAX_EVENT_BYTES, type EventStore } from '../event-store.js';
import { CommitSignal } from './commit-signal.js';
import { openConnection } from './connection.js';
import { toPosition } from './position.js';
import { openSqliteEventStore, SqliteEventStore } from './sqlite-event-store.js';

describe('SqliteEventStore', () => {
  const folder = sqliteStoreInFolder();
  let file: string;
  let store: EventStore;
  const others: { close(): unknown }[] = [];
  const closedLater = <T extends { close(): unknown }>(other: T): T => {
    others.push(other);
    return other;
  };

  beforeEach(async () => {
    ({ file, store } = await folder.open());
  });
  afterEach(async () => {
    for (const other of others.splice(0)) await other.close();
    await folder.destroy();
  });

  it('has neither head nor position where nothing was recorded', async () => {
    expect(await store.head()).toBeUndefined();
    expect(await all(store.readAll())).toEqual([]);
    expect(await all(store.readAll({ direction: 'backwards' }))).toEqual([]);
    const follower = new Follower(store);
    expect(await follower.untilCaughtUp()).toEqual({ events: [], position: undefined });
    follower.abort();
  });

  describe('to whoever opens the file by other means', () => {
    it.each([
      ['changes', "UPDATE events SET data = '{}'"],
      ['deletes', 'DELETE FROM events WHERE position = 1'],
      [
        'replaces by position',
        "INSERT OR REPLACE INTO events SELECT position, 's-1', 0, 'i', type, 1, '{}', '{}', 0 FROM events",
      ],
      [
        'replaces by revision',
        "INSERT OR REPLACE INTO events SELECT NULL, stream, revision, 'i', type, 1, '{}', '{}', 0 FROM events LIMIT 1",
      ],
      [
        'replaces by id',
        "INSERT OR REPLACE INTO events SELECT NULL, 's-1', 0, event_id, type, 1, '{}', '{}', 0 FROM events LIMIT 1",
      ],
      ['changes commands', "UPDATE commands SET digest = ''"],
      ['deletes commands', 'DELETE FROM commands'],
      [
        'replaces commands',
        "INSERT OR REPLACE INTO commands SELECT stream, command_id, '', 9, 9 FROM commands",
      ],
      [
        'replaces commands by position',
        "INSERT OR REPLACE INTO commands SELECT stream, command_id, '', revision, position FROM commands",
      ],
    ])('refuses what %s', async (_, sql) => {
      await appendCounted(store, sampleStream(), 3);
      const before = await all(store.readAll());
      const raw = closedLater(new Database(file));
      expect(() => raw.exec(sql)).toThrow(/never (changed|deleted|replaced)/);
      expect(await all(store.readAll())).toEqual(before);
    });
  });

  describe('when another connection writes', () => {
    it('a subscription finds it by looking now and then, and is silent between', async () => {
      const watchful = closedLater(openSqliteEventStore({ file, pollIntervalMs: 20 }));
      const follower = new Follower(watchful);
      await follower.untilCaughtUp();
      let answered = false;
      const next = follower.next().finally(() => (answered = true));
      // Five times the interval at which it looks.
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(answered).toBe(false);
      await appendCounted(store, sampleStream(), 1);
      expect(await next).toMatchObject({ value: { data: { n: 0 } } });
      follower.abort();
    });

    it('an append that finds the file busy fails, and the next one does not', async () => {
      const impatient = closedLater(openSqliteEventStore({ file, busyTimeoutMs: 10 }));
      const raw = closedLater(new Database(file));
      raw.exec('BEGIN IMMEDIATE');
      await expect(appendCounted(impatient, sampleStream(), 1)).rejects.toMatchObject({
        code: 'unavailable',
      });
      raw.exec('ROLLBACK');
      await expect(appendCounted(impatient, sampleStream(), 1)).resolves.toMatchObject({
        revision: 0n,
      });
    });
  });

  it('leaves no timer behind when a waiting subscription ends', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((r) => r === 'Timeout').length;
    const before = timers();
    const followers = range(5).map(() => new Follower(store));
    for (const follower of followers) await follower.untilCaughtUp();
    const waiting = followers.map((follower) => follower.next());
    expect(timers()).toBeGreaterThan(before);
    for (const follower of followers) follower.abort();
    await Promise.all(waiting);
    expect(timers()).toBe(before);
  });

  it('ends a wait also when the reader returns', async () => {
    const { signal } = new AbortController();
    const items = store.subscribe({ signal })[Symbol.asyncIterator]();
    expect(await items.next()).toMatchObject({ value: { caughtUp: true } });
    const waiting = items.next();
    await items.return?.();
    expect(await waiting).toMatchObject({ done: true });
  });

  describe('group commit', () => {
    it('lets an append that SQLite refuses fail alone', async () => {
      const stream = sampleStream();
      // The catalog lets no such event pass; SQLite's own constraint is what stops it here.
      const { events, options } = sampleCommand([{ type: null as unknown as string, data: {} }]);
      const outcomes = await Promise.allSettled([
        appendCounted(store, stream, 2, { expected: 'no-stream' }),
        store.append(stream, events, options),
        appendCounted(store, stream, 1, { from: 2, expected: 1n }),
        appendCounted(store, stream, 1, { from: 9, expected: 1n }),
        appendCounted(store, stream, 1, { from: 3, expected: 2n }),
      ]);
      expect(outcomes.map((o) => o.status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      expect(outcomes[1]).toMatchObject({ reason: { code: 'unavailable' } });
      expect(outcomes[3]).toMatchObject({
        reason: { code: 'wrong-expected-revision', actual: 2n },
      });
      expect(counts(await store.readStream(stream))).toEqual([0, 1, 2, 3]);
    });

    it('records at no instant before the one before, in whatever order it was decided', async () => {
      const from = Date.now() - 60_000;
      const appends = range(300).map(async (n) => {
        const recordedAt = new Date(from + ((n * 37) % 300)).toISOString();
        const { events, options } = sampleCommand([{ type: 'ClockRead', data: { n } }]);
        const metadata = { ...events[0]!.metadata, recordedAt };
        await store.append(sampleStream(), [{ ...events[0]!, metadata }], options);
        return recordedAt;
      });
      const given = await Promise.all(appends);
      const recorded = (await all(store.readAll())).map(({ metadata }) => metadata.recordedAt);
      expect(recorded).toEqual(recorded.toSorted());
      // Each is its own or that of one before it.
      const highest = given.map((_, n) =>
        given
          .slice(0, n + 1)
          .toSorted()
          .at(-1),
      );
      expect(recorded).toEqual(highest);
    });

    it('carries more appends than one transaction takes', async () => {
      const stream = sampleStream();
      const results = await Promise.all(
        range(1100).map((n) => appendCounted(store, stream, 1, { from: n })),
      );
      expect(results.map((r) => r.revision)).toEqual(range(1100).map(BigInt));
      expect(counts(await store.readStream(stream))).toEqual(range(1100));
    });

    it('knows a command again within one transaction', async () => {
      const command = { commandId: randomUUID(), commandDigest: sampleDigest() };
      const stream = sampleStream();
      const [first, again, reused] = await Promise.allSettled([
        appendCounted(store, stream, 1, command),
        appendCounted(store, stream, 1, command),
        appendCounted(store, stream, 1, { ...command, commandDigest: sampleDigest() }),
      ]);
      expect(first).toMatchObject({ value: { revision: 0n, deduplicated: false } });
      expect(again).toMatchObject({ value: { revision: 0n, deduplicated: true } });
      expect(reused).toMatchObject({ reason: { code: 'command-id-reused' } });
    });
  });

  it('refuses a command id that was used on another stream', async () => {
    const command = { commandId: randomUUID(), commandDigest: sampleDigest() };
    await appendCounted(store, sampleStream(), 1, command);
    const elsewhere = sampleStream();
    await expect(appendCounted(store, elsewhere, 1, command)).rejects.toMatchObject({
      code: 'command-id-reused',
    });
    expect(await store.readStream(elsewhere)).toEqual([]);
  });

  it('takes an event of exactly the largest size', async () => {
    const sized = (bytes: number) => {
      const event = newEvent('LongTextFound', { text: '' });
      const rest = JSON.stringify(event.data).length + JSON.stringify(event.metadata).length;
      return { ...event, data: { text: 'x'.repeat(bytes - rest) } };
    };
    const append = (bytes: number) => {
      const event = sized(bytes);
      const { commandId, commandDigest } = event.metadata;
      return store.append(sampleStream(), [event], { expected: 'any', commandId, commandDigest });
    };
    await expect(append(MAX_EVENT_BYTES)).resolves.toMatchObject({ revision: 0n });
    await expect(append(MAX_EVENT_BYTES + 1)).rejects.toMatchObject({ code: 'event-too-large' });
  });

  it('says that the store is full, goes on reading, and writes again once there is room', async () => {
    await store.close();
    const db = openConnection({ file });
    const small = closedLater(new SqliteEventStore(db));
    const written: string[] = [];
    const fill = async (): Promise<unknown> => {
      for (;;) {
        const stream = sampleStream();
        const { events, options } = sampleCommand([
          { type: 'LongTextFound', data: { text: 'x'.repeat(5000) } },
        ]);
        try {
          await small.append(stream, events, options);
        } catch (error) {
          return error;
        }
        written.push(stream);
      }
    };
    db.pragma('max_page_count = 100');
    expect(await fill()).toMatchObject({ code: 'store-full' });
    expect(written.length).toBeGreaterThan(10);
    expect((await all(small.readAll())).map((e) => e.stream)).toEqual(written);
    // A group that does not fit as a whole: what fits is written, the rest is told.
    db.pragma('max_page_count = 104');
    const group = await Promise.allSettled(
      range(40).map((n) => appendCounted(small, `claim-${n}`, 20)),
    );
    expect(new Set(group.map((g) => g.status))).toEqual(new Set(['fulfilled', 'rejected']));
    for (const [n, outcome] of group.entries()) {
      expect(await small.readStream(`claim-${n}`)).toHaveLength(
        outcome.status === 'fulfilled' ? 20 : 0,
      );
    }
    db.pragma('max_page_count = 1000');
    await expect(appendCounted(small, sampleStream(), 20)).resolves.toMatchObject({
      revision: 19n,
    });
  });

  it('opens the file of a running store for reading only', async () => {
    await appendCounted(store, sampleStream(), 2);
    const reader = closedLater(openSqliteEventStore({ file, readOnly: true, pollIntervalMs: 20 }));
    const follower = new Follower(reader);
    expect(counts((await follower.untilCaughtUp()).events)).toEqual([0, 1]);
    await appendCounted(store, sampleStream(), 1, { from: 2 });
    expect(counts(await follower.events(1))).toEqual([2]);
    await expect(appendCounted(reader, sampleStream(), 1)).rejects.toMatchObject({
      code: 'unavailable',
    });
  });

  it('is woken by the signal of the store that writes, where both have the same', async () => {
    const committed = new CommitSignal();
    const writer = closedLater(openSqliteEventStore({ file, committed }));
    const patient = { file, readOnly: true, pollIntervalMs: 60_000 };
    const follower = new Follower(closedLater(openSqliteEventStore({ ...patient, committed })));
    await follower.untilCaughtUp();
    await appendCounted(writer, sampleStream(), 1);
    expect(counts(await follower.events(1))).toEqual([0]);
  });

  it('ends at its head, however far the reading was to go', async () => {
    await appendCounted(store, sampleStream(), 3);
    const until = '9999999999999999';
    expect(counts(await all(store.readAll({ until })))).toEqual([0, 1, 2]);
    expect(await all(store.readAll({ until, filter: { types: ['NeverWritten'] } }))).toEqual([]);
    expect(counts(await all(store.readAll({ after: until, direction: 'backwards' })))).toEqual([
      2, 1, 0,
    ]);
  });

  it.each(['7', '-000000000000001', '0000000000000001-0000000000000001', 'x'])(
    'refuses %p as a position',
    async (position) => {
      await expect(all(store.readAll({ after: position }))).rejects.toThrow(RangeError);
      await expect(all(store.readAll({ until: position }))).rejects.toThrow(RangeError);
      const { signal } = new AbortController();
      await expect(all(store.subscribe({ after: position, signal }))).rejects.toThrow(RangeError);
    },
  );

  it.each([
    "stream = 'claim-2'",
    'revision = 7',
    "event_id = 'another'",
    "type = 'Discounted'",
    'schema_version = 2',
    `data = replace(data, '"n":1', '"n":9')`,
    "data = '{'",
    "metadata = replace(metadata, 'recordedAt', 'recordedat')",
    'checksum = checksum + 1',
  ])('says which event is damaged where %s', async (change) => {
    const stream = sampleStream();
    await appendCounted(store, stream, 3);
    const raw = closedLater(new Database(file));
    raw.exec(`DROP TRIGGER events_are_never_changed;
      UPDATE events SET ${change} WHERE position = 2`);
    const damaged = {
      code: 'damaged',
      message: expect.stringContaining(
        `the event at position 2 is not as it was recorded. The events file is damaged;`,
      ) as string,
    };
    await expect(all(store.readAll())).rejects.toMatchObject(damaged);
    await expect(store.readAt(toPosition(2))).rejects.toMatchObject(damaged);
    // Of an event that says that it is another stream's, this one knows nothing.
    if (!change.startsWith('stream')) {
      await expect(store.readStream(stream)).rejects.toMatchObject(damaged);
    }
  });

  it.each([
    ['is gone', 'DELETE FROM events WHERE position = 2'],
    ['is elsewhere', 'UPDATE events SET position = 9 WHERE position = 2'],
  ])('says which event %s', async (_, sql) => {
    await appendCounted(store, sampleStream(), 4);
    const raw = closedLater(new Database(file));
    raw.exec(
      `DROP TRIGGER events_are_never_changed; DROP TRIGGER events_are_never_deleted; ${sql}`,
    );
    const damaged = {
      code: 'damaged',
      message: expect.stringContaining('the event at position 2 is missing. The events') as string,
    };
    await expect(all(store.readAll())).rejects.toMatchObject(damaged);
    await expect(all(store.readAll({ after: toPosition(1), limit: 1 }))).rejects.toMatchObject(
      damaged,
    );
    await expect(store.readAt(toPosition(2))).rejects.toMatchObject(damaged);
    const backwards = (after: number) =>
      all(store.readAll({ direction: 'backwards', after: toPosition(after) }));
    await expect(backwards(4)).rejects.toMatchObject(damaged);
    await expect(backwards(3)).rejects.toMatchObject(damaged);
    const { signal } = new AbortController();
    await expect(all(store.subscribe({ signal }))).rejects.toMatchObject(damaged);
  });

  it('has no event behind its end', async () => {
    await appendCounted(store, sampleStream(), 2);
    expect(await store.readAt(toPosition(3))).toBeUndefined();
    expect(await store.readAt(toPosition(0))).toBeUndefined();
  });

  it('gives checksums to the events of a file of schema 1', async () => {
    await appendCounted(store, sampleStream(), 3);
    const before = await all(store.readAll());
    await store.close();
    const raw = new Database(file);
    raw.exec('ALTER TABLE events DROP COLUMN checksum; PRAGMA user_version = 1');
    raw.close();
    expect(() => openSqliteEventStore({ file, readOnly: true })).toThrow(
      /written by an older release: `fact-ledger serve` brings it up to date/,
    );
    const migrated = closedLater(openSqliteEventStore({ file }));
    expect(await all(migrated.readAll())).toEqual(before);
    await appendCounted(migrated, sampleStream(), 1, { from: 3 });
    expect(counts(await all(migrated.readAll()))).toEqual([0, 1, 2, 3]);
    const changing = closedLater(new Database(file));
    expect(() => changing.exec('UPDATE events SET checksum = 0')).toThrow(/never changed/);
  });
});
