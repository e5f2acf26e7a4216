import { ledgerCatalog } from '../../events/ledger-catalog.js';
import type { NewEvent, RecordedEvent } from '../../events/envelope.js';
import type { Projector } from '../../projections/engine/projector.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { EventStore } from '../../src/event-store/event-store.js';
import { generatedLedger, type GeneratedAppend } from '../support/generated-ledger.js';
import { ProjectedLedger } from '../support/projected-ledger.js';
import { sampleCommand, sampleStream } from '../support/sample-events.js';
import { sqliteStoreInFolder } from '../support/sqlite-store-in-folder.js';

const EVENTS = 3_000;
const IN_FLIGHT = 25;

const stores = sqliteStoreInFolder();
const ledgers: ProjectedLedger[] = [];

afterEach(async () => {
  for (const ledger of ledgers.splice(0)) await ledger.remove();
  await stores.destroy();
});

async function emptyStore(): Promise<EventStore> {
  return (await stores.open()).store;
}

function projected(store: EventStore): ProjectedLedger {
  const ledger = new ProjectedLedger(store);
  ledgers.push(ledger);
  return ledger;
}

/** Some at a time, in the order of the log, so that whoever follows it sees it come. */
async function append(store: EventStore, log: readonly GeneratedAppend[]): Promise<void> {
  for (let n = 0; n < log.length; n += IN_FLIGHT) {
    await Promise.all(
      log
        .slice(n, n + IN_FLIGHT)
        .map(({ stream, events, ...options }) => store.append(stream, events, options)),
    );
  }
}

async function all(store: EventStore): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll()) events.push(event);
  return events;
}

async function caughtUp(projector: Projector, store: EventStore): Promise<void> {
  expect(await projector.waitFor((await store.head())!, 60_000)).toBe(true);
}

/** The views of the store as it is, made from nothing in another file. */
async function dumpFromNothing(store: EventStore): Promise<string[]> {
  const ledger = projected(store);
  await ledger.catchUp();
  return ledger.dump();
}

describe('views', () => {
  it('that were made as the events came, come back byte for byte once their file is deleted', async () => {
    const store = await emptyStore();
    const ledger = projected(store);
    const projector = await ledger.start({ idleMs: 20 });
    await append(store, [...generatedLedger(EVENTS)]);
    await caughtUp(projector, store);
    await ledger.stop();
    const live = ledger.dump();
    // An empty view would be equal to another all too easily.
    for (const { table } of ledgerProjections) {
      expect(live).not.toContain(`${table.name}: 0`);
    }
    expect(live.length).toBeGreaterThan(EVENTS);

    ledger.dropFile();
    await ledger.catchUp();
    expect(ledger.dump()).toEqual(live);
  }, 60_000);

  it('are the same whatever the size of the batches, also where a start finds half the work done', async () => {
    const store = await emptyStore();
    const halved = projected(store);
    const log = [...generatedLedger(EVENTS)];
    await append(store, log.slice(0, log.length / 2));
    await halved.catchUp({ catchingUp: 300 });
    await append(store, log.slice(log.length / 2));
    const expected = await dumpFromNothing(store);
    await halved.catchUp({ catchingUp: 11 });
    expect(halved.dump()).toEqual(expected);
    for (const catchingUp of [1, 7, 10_000]) {
      const ledger = projected(store);
      await ledger.catchUp({ catchingUp });
      expect(ledger.dump()).toEqual(expected);
    }
  }, 120_000);

  it('are the same after a rebuild in place, during which the log went on', async () => {
    const store = await emptyStore();
    const log = [...generatedLedger(EVENTS)];
    await append(store, log.splice(0, 1_000));
    const ledger = projected(store);
    const projector = await ledger.start();
    await caughtUp(projector, store);
    const headBefore = (await store.head())!;

    let done = false;
    const rebuilding = projector.rebuild('all', { batch: 20 }).finally(() => (done = true));
    let meanwhile = 0;
    for (; !done && log.length > 0; meanwhile += 1) await append(store, log.splice(0, 1));
    const rebuilt = await rebuilding;
    await append(store, log);

    expect(meanwhile).toBeGreaterThan(10);
    expect(rebuilt.filter(({ active, generation }) => active && generation === 2)).toHaveLength(
      ledgerProjections.length,
    );
    expect(rebuilt.every(({ position }) => position! >= headBefore)).toBe(true);
    await caughtUp(projector, store);
    await ledger.stop();
    expect(ledger.dump()).toEqual(await dumpFromNothing(store));
  }, 60_000);
});

describe.each([
  ['of a type', { type: 'ClaimSungAloud', schemaVersion: 1 }, 'no such type in this release'],
  ['of a version', { type: 'ClaimWithdrawn', schemaVersion: 99 }, 'knows versions up to 1'],
])('an event %s that this release does not know', (_, { type, schemaVersion }, reason) => {
  async function storeWithIt(): Promise<{ store: EventStore; strange: RecordedEvent }> {
    const store = await emptyStore();
    const log = generatedLedger(400);
    await append(store, log.slice(0, 150));
    const command = sampleCommand([{ type, schemaVersion, data: { melody: 'a waltz 🎶' } }]);
    await store.append(sampleStream(), command.events, command.options);
    await append(store, log.slice(150));
    const [{ id }] = command.events as [NewEvent];
    return { store, strange: (await all(store)).find((event) => event.id === id)! };
  }

  it('halts every projection before it, visibly, at every start', async () => {
    const { store, strange } = await storeWithIt();
    const head = (await store.head())!;
    const before = (await all(store)).findLast(({ position }) => position < strange.position)!;
    const ledger = projected(store);
    for (let start = 1; start <= 2; start += 1) {
      const projector = await ledger.start();
      expect(await projector.waitFor(head, 60_000)).toBe(false);
      expect(await projector.waitFor(before.position, 60_000)).toBe(true);
      const status = projector.status();
      expect(status).toHaveLength(ledgerProjections.length);
      for (const { position, failure, caughtUp: shown } of status) {
        expect(position).toBe(before.position);
        expect(failure?.position).toBe(strange.position);
        expect(failure?.reason).toContain(`${type} v${schemaVersion}`);
        expect(failure?.reason).toContain(reason);
        expect(shown).toBe(false);
      }
      await ledger.stop();
    }
  });

  it('stays readable, and so does what comes after it', async () => {
    const { store, strange } = await storeWithIt();
    expect(strange).toMatchObject({ type, schemaVersion, data: { melody: 'a waltz 🎶' } });
    const events = await all(store);
    expect(events).toHaveLength(401);
    expect(events.filter(({ position }) => position > strange.position)).not.toEqual([]);
    for (const event of events) {
      if (event.position !== strange.position) ledgerCatalog.validate(event);
    }
  });
});
