import Database from 'better-sqlite3';
import { join } from 'node:path';

import type { RecordedEvent } from '../../events/envelope.js';
import { eventId } from '../../src/deciding/derived-id.js';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { VIEWS_FILE } from '../../src/ledger-views.js';
import { EVENTS_FILE } from '../../src/ledger-log.js';

/** What a data folder's log holds, by the commands that recorded it. */
export class RecordedLog {
  /** The events of each command, by its id. */
  readonly commands: ReadonlyMap<string, readonly RecordedEvent[]>;
  readonly streams: ReadonlyMap<string, readonly RecordedEvent[]>;

  private constructor(
    readonly events: readonly RecordedEvent[],
    private readonly kept: readonly CommandRow[],
  ) {
    this.commands = groupedBy(events, ({ metadata }) => metadata.commandId);
    this.streams = groupedBy(events, ({ stream }) => stream);
  }

  /** Reads all of it; a server may be running. */
  static async in(dataDir: string): Promise<RecordedLog> {
    const store = openSqliteEventStore({ file: join(dataDir, EVENTS_FILE), readOnly: true });
    try {
      const events: RecordedEvent[] = [];
      for await (const event of store.readAll()) events.push(event);
      return new RecordedLog(events, commandRows(dataDir));
    } finally {
      await store.close();
    }
  }

  /** Lists what a log must not show: gaps, doubles, commands that are there in part. Empty where it is whole. */
  faults(): string[] {
    return [...this.faultsOfPositions(), ...this.faultsOfStreams(), ...this.faultsOfCommands()];
  }

  /** The types of the events of every command on a stream, in order: `VerdictSubmitted+FindingReached`. */
  stepsOf(stream: string): string[] {
    const steps: string[] = [];
    let last: string | undefined;
    for (const { metadata, type } of this.streams.get(stream) ?? []) {
      if (metadata.commandId === last) steps.push(`${steps.pop()}+${type}`);
      else steps.push(type);
      last = metadata.commandId;
    }
    return steps;
  }

  private *faultsOfPositions(): Generator<string> {
    for (const [index, { position }] of this.events.entries()) {
      // In SQLite positions are row numbers.
      if (Number(position) !== index + 1) yield `event ${index + 1} is at ${position}`;
    }
    const ids = new Set(this.events.map(({ id }) => id));
    if (ids.size !== this.events.length) yield 'an event is there twice';
  }

  private *faultsOfStreams(): Generator<string> {
    for (const [stream, events] of this.streams) {
      for (const [index, { revision }] of events.entries()) {
        if (revision !== BigInt(index)) yield `${stream}: event ${index} is revision ${revision}`;
      }
    }
  }

  private *faultsOfCommands(): Generator<string> {
    const kept = new Map(this.kept.map((row) => [row.command_id, row]));
    if (kept.size !== this.commands.size) {
      yield `${kept.size} commands are kept, and ${this.commands.size} have events`;
    }
    for (const [commandId, events] of this.commands) {
      const [first] = events;
      const last = events.at(-1)!;
      const row = kept.get(commandId);
      for (const [index, event] of events.entries()) {
        const inPlace = Number(event.position) === Number(first!.position) + index;
        const isNext = event.id === eventId(commandId, index);
        if (!inPlace || !isNext || event.stream !== first!.stream) {
          yield `command ${commandId}: event ${index} is out of place`;
        }
      }
      // What it answered for ever is its last event: one fewer, and they would differ.
      if (row?.position !== Number(last.position) || row.stream !== last.stream) {
        yield `command ${commandId} is kept as ${JSON.stringify(row)}`;
      }
    }
  }
}

function groupedBy(
  events: readonly RecordedEvent[],
  keyOf: (event: RecordedEvent) => string,
): ReadonlyMap<string, readonly RecordedEvent[]> {
  const groups = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    const group = groups.get(keyOf(event));
    if (group) group.push(event);
    else groups.set(keyOf(event), [event]);
  }
  return groups;
}

interface CommandRow {
  readonly stream: string;
  readonly command_id: string;
  readonly position: number;
}

function commandRows(dataDir: string): CommandRow[] {
  return readFrom(dataDir, EVENTS_FILE, 'select stream, command_id, position from commands');
}

/** The position of the last event; 0 where there is none. */
export function headOf(dataDir: string): number {
  const [row] = readFrom<{ head: number | null }>(
    dataDir,
    EVENTS_FILE,
    'select max(position) as head from events',
  );
  return row?.head ?? 0;
}

/** The position of the view that is furthest behind; 0 where one has not begun. */
export function shownBy(dataDir: string): number {
  const views = readFrom<{ position: string | null }>(
    dataDir,
    VIEWS_FILE,
    'select position from projections where active = 1',
  );
  return Math.min(...views.map(({ position }) => Number(position ?? 0)));
}

/** What SQLite itself finds wrong with a file; `ok` where that is nothing. */
export function integrityOf(dataDir: string, file: string): string {
  const rows = readFrom<{ integrity_check: string }>(dataDir, file, 'pragma integrity_check');
  return rows.map((row) => row.integrity_check).join('\n');
}

function readFrom<Row>(dataDir: string, file: string, sql: string): Row[] {
  const db = new Database(join(dataDir, file), { readonly: true });
  try {
    return db.prepare(sql).all() as Row[];
  } finally {
    db.close();
  }
}
