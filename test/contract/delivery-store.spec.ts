import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { DeliveryDatabase } from '../../src/delivery-store/delivery-database.js';
import type { NewDelivery } from '../../src/delivery-store/delivery-statements.js';
import {
  DeliveryStore,
  ProgressOvertakenError,
  type Advance,
} from '../../src/delivery-store/delivery-store.js';
import { DeliverySchema } from '../../src/delivery-store/postgres/delivery-schema.js';
import { DeliveryFile } from '../../src/delivery-store/sqlite/delivery-file.js';
import { describeOnPostgres } from '../support/postgres.js';
import { schemaOf } from '../support/postgres-server.js';
import { uuid } from '../support/recorded-history.js';
import { temporaryRoot } from '../support/temporary-root.js';

const [HOOK, OTHER] = [uuid(80), uuid(81)];
const START = '0000000000000001';
const T0 = '2026-01-01T00:00:00.000Z';
const LATER = '2026-01-01T01:00:00.000Z';
const TAKEN = { at: T0, status: 204, failure: null };
const FAILED = { at: T0, status: 500, failure: 'It answered 500.' };

const position = (n: number) => String(n).padStart(16, '0');
const id = (n: number, hook = HOOK) => uuid(n * 100 + (hook === HOOK ? 1 : 2));
const delivery = (n: number, line: string, hook = HOOK): NewDelivery => ({
  delivery_id: id(n, hook),
  webhook_id: hook,
  position: position(n),
  line,
  type: 'ClaimRecorded',
  recorded_at: T0,
});

/** @param another process's way to the same deliveries */
function keepsDeliveries(
  open: () => Promise<{ readonly here: DeliveryDatabase; readonly there: DeliveryDatabase }>,
): void {
  let databases: Awaited<ReturnType<typeof open>>;
  let store: DeliveryStore;
  beforeEach(async () => {
    databases = await open();
    store = new DeliveryStore(databases.here);
  });
  afterEach(async () => {
    await databases.here.close();
    await databases.there.close();
  });

  let at = START;
  const advance = (change: Partial<Advance>, n: number): Promise<void> => {
    const none = { queued: [], changed: [], removed: [] };
    const to = { position: position(n), digest: 'd' };
    return store.advance({ from: at, to, ...none, ...change }, T0).then(() => {
      at = to.position;
    });
  };
  beforeEach(() => (at = START));
  const due = async (now = T0, hook = HOOK, limit = 10) =>
    (await store.due(hook, now, limit)).map((row) => Number(row.position));
  const rowOf = async (n: number) => (await store.get(HOOK, id(n)))!;

  it('is not there until it is begun, and begins once', async () => {
    expect(await store.isThere()).toBe(false);
    await store.begin(START, [{ webhookId: HOOK, state: '{"a":1}' }]);
    await store.begin(position(9), [{ webhookId: OTHER, state: '{}' }]);
    expect(await store.isThere()).toBe(true);
    expect(await new DeliveryStore(databases.there).load()).toEqual({
      progress: { position: START, digest: null },
      endpoints: [{ webhookId: HOOK, state: '{"a":1}' }],
    });
  });

  it('moves on from where it is alone, with all that belongs to it or nothing', async () => {
    await store.begin(START);
    const changed = [{ webhookId: HOOK, state: '{}' }];
    await advance({ queued: [delivery(2, 'a')], changed }, 2);
    const stale = { from: START, queued: [delivery(3, 'b')], changed: [], removed: [] };
    const to = { position: position(3), digest: 'e' };
    await expect(store.advance({ ...stale, to }, T0)).rejects.toThrow(ProgressOvertakenError);
    expect(await store.get(HOOK, id(3))).toBeUndefined();
    expect((await store.load())!.progress).toEqual({ position: position(2), digest: 'd' });
  });

  it('has the first of each line due, and the next when that is settled', async () => {
    await store.begin(START);
    const queued = [delivery(2, 'a'), delivery(3, 'b'), delivery(4, 'a'), delivery(5, 'a')];
    await advance({ queued: [...queued, delivery(4, 'a', OTHER)] }, 5);
    expect(await due()).toEqual([2, 3]);
    expect(await due(T0, OTHER)).toEqual([4]);
    await store.postponed(await rowOf(2), FAILED, LATER);
    expect(await due()).toEqual([3]);
    expect(await due(LATER)).toEqual([3, 2]);
    await advance({ queued: [delivery(6, 'a')] }, 6);
    expect(await due()).toEqual([3]);
    await store.delivered(await rowOf(2), TAKEN);
    expect(await due()).toEqual([3, 4]);
    await store.givenUp(await rowOf(4), FAILED);
    expect(await due()).toEqual([3, 5]);
    expect(await due(T0, HOOK, 1)).toEqual([3]);
  });

  it('queues what is missing of what was missed, and leaves the rest as it is', async () => {
    await store.begin(START);
    await advance({ queued: [delivery(4, 'a')] }, 4);
    await store.delivered(await rowOf(4), TAKEN);
    await store.queue([delivery(2, 'a'), delivery(4, 'a'), delivery(3, 'a')], T0);
    expect(await due()).toEqual([2]);
    expect((await rowOf(4)).state).toBe('delivered');
  });

  it('takes what a try came to once, also from a process that comes too late', async () => {
    await store.begin(START);
    await advance({ queued: [delivery(2, 'a'), delivery(3, 'a')] }, 3);
    const seen = await rowOf(2);
    await store.delivered(seen, TAKEN);
    await new DeliveryStore(databases.there).postponed(seen, FAILED, LATER);
    expect(await rowOf(2)).toMatchObject({ state: 'delivered', tries: 1, last_status: 204 });
    expect(await due()).toEqual([3]);
  });

  it('tells whether a receiver has taken anything since a delivery was tried first', async () => {
    await store.begin(START);
    const changed = [{ webhookId: HOOK, state: '{}' }];
    await advance({ queued: [delivery(2, 'a'), delivery(3, 'b'), delivery(4, 'c')], changed }, 4);
    expect(await store.givenUp(await rowOf(2), FAILED)).toBe(true);
    await store.postponed(await rowOf(3), FAILED, T0);
    await store.delivered(await rowOf(4), { ...TAKEN, at: LATER });
    expect(await store.givenUp(await rowOf(3), { ...FAILED, at: LATER })).toBe(false);
  });

  it('queues again what was settled or waits, first in its line', async () => {
    await store.begin(START);
    await advance({ queued: [delivery(2, 'a'), delivery(3, 'a'), delivery(4, 'a')] }, 4);
    await store.givenUp(await rowOf(2), FAILED);
    await store.postponed(await rowOf(3), FAILED, LATER);
    expect(await store.again(HOOK, id(2), T0)).toBe(true);
    expect(await due(LATER)).toEqual([2]);
    expect(await rowOf(2)).toMatchObject({ state: 'queued', tries: 0, settled_at: null });
    await store.delivered(await rowOf(2), TAKEN);
    expect(await due()).toEqual([3]);
    await store.postponed(await rowOf(3), FAILED, LATER);
    expect(await store.again(HOOK, id(3), T0)).toBe(true);
    expect(await due()).toEqual([3]);
    expect(await store.again(OTHER, id(3), T0)).toBe(false);
    expect(await store.again(HOOK, id(99), T0)).toBe(false);
  });

  it('lists those of a webhook by their places in the log, page by page', async () => {
    await store.begin(START);
    const queued = [2, 3, 4, 5].map((n) => delivery(n, 'a'));
    await advance({ queued: [...queued, delivery(6, 'a', OTHER)] }, 6);
    await store.givenUp(await rowOf(2), FAILED);
    const pageOf = async (page: object, filter = {}) => {
      const { items, next } = await store.list({ webhookId: HOOK, ...filter }, page);
      return { of: items.map((row) => Number(row.position)), next };
    };
    const first = await pageOf({ limit: 3 });
    expect(first.of).toEqual([5, 4, 3]);
    expect(await pageOf({ limit: 3, after: first.next! })).toEqual({ of: [2], next: null });
    expect((await pageOf({}, { state: 'dead' })).of).toEqual([2]);
  });

  it('counts what is queued and given up, and tells of the oldest', async () => {
    await store.begin(START);
    expect(await store.counts()).toEqual({ queued: 0, dead: 0, oldestQueued: null });
    const old = { ...delivery(3, 'b'), recorded_at: '2025-12-31T00:00:00.000Z' };
    await advance({ queued: [delivery(2, 'a'), old, delivery(4, 'c')] }, 4);
    await store.givenUp(await rowOf(2), FAILED);
    expect(await store.counts()).toEqual({ queued: 2, dead: 1, oldestQueued: old.recorded_at });
  });

  it('forgets what was settled long ago, and all of a webhook that is removed', async () => {
    await store.begin(START);
    const changed = [{ webhookId: HOOK, state: '{}' }];
    await advance({ queued: [2, 3, 4].map((n) => delivery(n, `line ${n}`)), changed }, 4);
    await store.delivered(await rowOf(2), TAKEN);
    await store.givenUp(await rowOf(3), FAILED);
    await store.forget({ delivered: LATER, dead: T0 });
    const left = async () => (await store.list({ webhookId: HOOK }, {})).items.length;
    expect(await left()).toBe(2);
    await store.forget({ delivered: LATER, dead: LATER });
    expect(await left()).toBe(1);
    await advance({ removed: [HOOK] }, 5);
    expect(await left()).toBe(0);
    expect((await store.load())!.endpoints).toEqual([]);
  });
}

describe('deliveries in a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(temporaryRoot(), 'deliveries-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const file = () => join(folder, 'webhooks.db');

  keepsDeliveries(async () => ({
    here: new DeliveryFile(file()),
    there: new DeliveryFile(file()),
  }));

  it('are for the user of the server alone', async () => {
    const store = new DeliveryStore(new DeliveryFile(file()));
    await store.begin(START);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    await store.close();
  });

  it('leave a file alone that is another one', async () => {
    await writeFile(file(), 'not a database, but long enough to be told from one');
    const store = new DeliveryStore(new DeliveryFile(file()));
    await expect(store.begin(START)).rejects.toThrow(
      /^The deliveries of webhooks: file is not a database/,
    );
    await chmod(file(), 0o600);
    await store.close();
  });
});

describeOnPostgres('deliveries in PostgreSQL', (server) => {
  keepsDeliveries(async () => {
    const url = server.newUrl();
    return { here: new DeliverySchema(url), there: new DeliverySchema(url) };
  });

  it('are made once, however many processes begin at the same time', async () => {
    const url = server.newUrl();
    const stores = Array.from({ length: 4 }, () => new DeliveryStore(new DeliverySchema(url)));
    await Promise.all(stores.map((store) => store.begin(START)));
    expect((await stores[0]!.load())!.progress.position).toBe(START);
    for (const store of stores) await store.close();
  });

  it('are in a schema that somebody made for the user, who need not be allowed to make one', async () => {
    const url = server.newUrl();
    await server.query(`create schema ${schemaOf(url)}_webhooks`);
    const store = new DeliveryStore(new DeliverySchema(url));
    expect(await store.isThere()).toBe(false);
    await store.begin(START);
    expect(await store.isThere()).toBe(true);
    await store.close();
  });

  it('are refused where the name of the schema leaves no room for theirs', async () => {
    const url = new URL(server.newUrl());
    url.searchParams.set('schema', 's'.repeat(60));
    const store = new DeliveryStore(new DeliverySchema(url.href));
    await expect(store.begin(START)).rejects.toThrow(/READ_MODEL_URL must name one of 54/);
    await store.close();
  });

  it('tell where the database is, when it cannot be reached', async () => {
    const away = 'postgres://nobody@127.0.0.1:1/none?schema=test_away';
    const store = new DeliveryStore(new DeliverySchema(away));
    const failure = expect.objectContaining({ name: 'DeliveriesUnavailableError' }) as Error;
    await expect(store.isThere()).rejects.toEqual(failure);
    await store.close();
  });
});
