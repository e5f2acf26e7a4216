import Database from 'better-sqlite3';
import { join } from 'node:path';

import type { NewEvent } from '../events/envelope.js';
import { derivedId, eventId } from '../src/deciding/derived-id.js';
import type { AppendOptions, EventStore } from '../src/event-store/event-store.js';
import { openSqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { generateLedger } from '../test/support/generated-ledger.js';
import { perSecond, ratios } from './figures.js';
import type { Bench, Report } from './report.js';
import { inScratchFolder } from './scratch-folder.js';

const IN_FLIGHT = 64;
const ROUNDS = 15;
const APPENDS = 4_800;
/** Fewer, for they take so much longer; both sides are busy for about as long. */
const COMMITS = 600;

interface SingleAppend {
  readonly stream: string;
  readonly event: NewEvent;
  readonly options: AppendOptions;
}

/** The first round warms up and does not count. */
export const appends: Bench = {
  name: 'appends',
  about: `events appended through the port, one each, ${IN_FLIGHT} in flight, against single durable commits`,
  run: (report) => inScratchFolder((folder) => measure(folder, report)),
};

async function measure(folder: string, report: Report): Promise<void> {
  const store = openSqliteEventStore({ file: join(folder, 'events.db') });
  const table = openEventTable(join(folder, 'table.db'));
  const log = singleAppends();
  const through: number[] = [];
  const single: number[] = [];
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const own = take(log, APPENDS);
      const rates = [await appended(store, own), table.committed(own.slice(0, COMMITS))] as const;
      if (round === 0) continue;
      through.push(rates[0]);
      single.push(rates[1]);
    }
  } finally {
    await store.close();
    table.close();
  }
  report.count('rounds', ROUNDS);
  report.count('appends a round', APPENDS);
  report.count('single commits a round', COMMITS);
  report.figure({ name: 'through the port', unit: 'appends/s', rounds: through });
  report.figure({ name: 'single durable commits', unit: 'rows/s', rounds: single });
  report.ratio({
    name: 'port / single commits',
    rounds: ratios(through, single),
    aim: { atLeast: 5 },
  });
}

/** Appends a second. Each of the writers waits for its append before it makes the next. */
async function appended(store: EventStore, all: readonly SingleAppend[]): Promise<number> {
  const queue = all.values();
  const begun = performance.now();
  const writer = async () => {
    for (const { stream, event, options } of queue) await store.append(stream, [event], options);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, writer));
  return perSecond(all.length, begun);
}

/** The same rows one commit each, in a table that holds what makes them events, and nothing else. */
function openEventTable(file: string) {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    `create table events (position integer primary key autoincrement, stream text not null,
       revision integer not null, event_id text not null, type text not null,
       schema_version integer not null, data text not null, metadata text not null,
       unique (stream, revision), unique (event_id)) strict`,
  );
  const insert = db.prepare<[string, number, string, string, number, string, string]>(
    `insert into events (stream, revision, event_id, type, schema_version, data, metadata)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    committed(all: readonly SingleAppend[]): number {
      const begun = performance.now();
      for (const { stream, event, options } of all) {
        const { id, type, schemaVersion, data, metadata } = event;
        const revision = typeof options.expected === 'bigint' ? Number(options.expected) + 1 : 0;
        const json = [JSON.stringify(data), JSON.stringify(metadata)] as const;
        insert.run(stream, revision, id, type, schemaVersion, ...json);
      }
      return perSecond(all.length, begun);
    },
    close: () => db.close(),
  };
}

/** Every event of a generated ledger as a command of its own. */
function* singleAppends(): Generator<SingleAppend, void> {
  const ledger = generateLedger({ events: (ROUNDS + 1) * APPENDS });
  for (const { stream, events, expected, commandId, commandDigest } of ledger) {
    for (const [index, event] of events.entries()) {
      const before = expected === 'no-stream' ? -1n : expected;
      const last = before + BigInt(index);
      const own = index === 0 ? commandId : derivedId(commandId, `alone ${index}`);
      yield {
        stream,
        event: {
          ...event,
          id: eventId(own, 0),
          metadata: { ...event.metadata, commandId: own },
        },
        options: { expected: last < 0n ? 'no-stream' : last, commandId: own, commandDigest },
      };
    }
  }
}

function take<T>(from: Iterator<T, void>, count: number): T[] {
  const taken: T[] = [];
  for (let next = from.next(); !next.done; next = from.next()) {
    taken.push(next.value);
    if (taken.length === count) break;
  }
  return taken;
}
