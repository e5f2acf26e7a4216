import {
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  streamNameFilter,
  type EventData,
} from '@eventstore/db-client';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';

import type { NewEvent } from '../events/envelope.js';
import { LEDGER_CATEGORIES } from '../events/ledger-catalog.js';
import { Projector } from '../projections/engine/projector.js';
import { ledgerProjections } from '../projections/ledger-projections.js';
import type { ViewTables } from '../projections/view-tables.js';
import { eventId } from '../src/deciding/derived-id.js';
import type { EventStore } from '../src/event-store/event-store.js';
import { openEventStoreDb } from '../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { engineOver } from '../src/ledger-views.js';
import { openSqliteViews } from '../src/view-store/view-database.js';
import { generateLedger } from '../test/support/generated-ledger.js';
import { perSecond, ratios } from './figures.js';
import type { Bench, Report } from './report.js';
import { inScratchFolder } from './scratch-folder.js';

const SERVER = 'TEST_EVENTSTORE_URL';

const IN_FLIGHT = 64;
const APPEND_ROUNDS = 9;
const APPENDS = 2_000;

const CATCH_UP_ROUNDS = 3;
const EVENTS = 20_000;
const CAUGHT_UP_WITHIN_MS = 600_000;

export const eventstoredb: Bench = {
  name: 'eventstoredb',
  about: `appends through the adapter, one event each, ${IN_FLIGHT} in flight, and catching up with all views (SQLite), against the bare client doing the same`,
  needs: SERVER,
  run: (report, { events = EVENTS }) =>
    inScratchFolder((folder) => measure(folder, report, events)),
};

async function measure(folder: string, report: Report, events: number): Promise<void> {
  const url = process.env[SERVER]!;
  const store = await openEventStoreDb({
    connectionString: url,
    categories: LEDGER_CATEGORIES,
    timeoutMs: 30_000,
  });
  const client = EventStoreDBClient.connectionString(url);
  try {
    await measureAppends(store, client, report);
    await measureCatchUp(store, client, report, events, folder);
  } finally {
    await store.close();
    await client.dispose();
  }
}

/** Measures both sides in turns; the first round warms up and does not count. */
async function measureAppends(
  store: EventStore,
  client: EventStoreDBClient,
  report: Report,
): Promise<void> {
  const through: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round <= APPEND_ROUNDS; round += 1) {
    const rates = [
      await rateOf(newAppends(), ({ stream, event }) =>
        store.append(stream, [event], {
          expected: 'no-stream',
          commandId: event.metadata.commandId,
          commandDigest: event.metadata.commandDigest,
        }),
      ),
      await rateOf(newAppends(), ({ stream, event }) =>
        client.appendToStream(stream, asStored(event), { expectedRevision: NO_STREAM }),
      ),
    ] as const;
    if (round === 0) continue;
    through.push(rates[0]);
    bare.push(rates[1]);
  }
  report.count('rounds of appends', APPEND_ROUNDS);
  report.count('appends a round', APPENDS);
  report.figure({ name: 'through the adapter', unit: 'appends/s', rounds: through });
  report.figure({ name: 'the bare client', unit: 'appends/s', rounds: bare });
  report.ratio({
    name: 'adapter / bare client',
    rounds: ratios(through, bare),
    aim: { atLeast: 0.8 },
  });
}

interface NewStream {
  readonly stream: string;
  readonly event: NewEvent;
}

/** Claims that begin streams of their own, in a category that no ledger looks at. */
function newAppends(): NewStream[] {
  return Array.from({ length: APPENDS }, () => {
    const commandId = uuidv7();
    const actor = { id: uuidv7(), roles: ['contributor'], organization: 'The desk' } as const;
    const metadata = {
      actor,
      commandId,
      commandDigest: '0'.repeat(64),
      correlationId: commandId,
      causationId: null,
      recordedAt: new Date().toISOString(),
    };
    const data = {
      text: 'The spokesperson said that talks on phase two have started, with mediators of three states',
      kind: 'fact',
      claimant: { kind: 'own-voice' },
    };
    const event = {
      id: eventId(commandId, 0),
      type: 'ClaimRecorded',
      schemaVersion: 1,
      data,
      metadata,
    };
    return { stream: `bench-${commandId}`, event };
  });
}

function asStored({ id, type, schemaVersion, data, metadata }: NewEvent): EventData {
  return jsonEvent({
    id,
    type,
    data: data as Record<string, unknown>,
    metadata: { schemaVersion, ...metadata },
  });
}

/** Appends a second. Each of the writers waits for its append before it makes the next. */
async function rateOf(
  appends: readonly NewStream[],
  append: (append: NewStream) => Promise<unknown>,
): Promise<number> {
  const queue = appends.values();
  const begun = performance.now();
  const writer = async () => {
    for (const each of queue) await append(each);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, writer));
  return perSecond(appends.length, begun);
}

async function measureCatchUp(
  store: EventStore,
  client: EventStoreDBClient,
  report: Report,
  wanted: number,
  folder: string,
): Promise<void> {
  const events = await writeLedger(store, wanted);
  const views: number[] = [];
  const bare: number[] = [];
  for (let round = 1; round <= CATCH_UP_ROUNDS; round += 1) {
    views.push(await caughtUp(store, join(folder, `views-${round}.db`), events));
    bare.push(await received(client, events));
  }
  report.count('rounds of catching up', CATCH_UP_ROUNDS);
  report.count('events', events);
  report.figure({ name: 'all views caught up', unit: 'events/s', rounds: views });
  report.figure({ name: 'the bare subscription', unit: 'events/s', rounds: bare });
  report.ratio({
    name: 'views / bare subscription',
    rounds: ratios(views, bare),
    aim: { atLeast: 0.3 },
  });
}

/** The same ledger every time, so that a second run finds it there. */
async function writeLedger(store: EventStore, wanted: number): Promise<number> {
  let written = 0;
  for (const { stream, events, ...options } of generateLedger({ events: wanted })) {
    await store.append(stream, events, options);
    written += events.length;
  }
  let there = 0;
  for await (const _ of store.readAll()) there += 1;
  if (there === written) return written;
  throw new Error(
    `the server of ${SERVER} holds ${there - written} events of another ledger; it must be empty, or to hold what a run before has left`,
  );
}

async function caughtUp(store: EventStore, file: string, events: number): Promise<number> {
  const views = openSqliteViews<ViewTables>({ file });
  const projector = new Projector(engineOver(store, views), ledgerProjections);
  const end = (await store.head())!;
  try {
    const begun = performance.now();
    await projector.start();
    if (!(await projector.waitFor(end, CAUGHT_UP_WITHIN_MS))) {
      throw new Error('the views did not catch up');
    }
    return perSecond(events, begun);
  } finally {
    await projector.stop();
    await views.close();
  }
}

async function received(client: EventStoreDBClient, events: number): Promise<number> {
  const prefixes = LEDGER_CATEGORIES.map((category) => `${category}-`);
  const begun = performance.now();
  const subscription = client.subscribeToAll({ filter: streamNameFilter({ prefixes }) });
  try {
    let count = 0;
    await new Promise<void>((resolve, reject) => {
      subscription.on('data', () => {
        if ((count += 1) === events) resolve();
      });
      subscription.on('error', reject);
    });
    return perSecond(events, begun);
  } finally {
    await subscription.unsubscribe();
  }
}
