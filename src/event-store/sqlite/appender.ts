import type Database from 'better-sqlite3';

import type { EventMetadata } from '../../../events/envelope.js';
import { EventStoreError, type AppendResult } from '../event-store.js';
import { isMet, unmet } from '../expectation.js';
import { checksumOf, type EventValues } from './checksum.js';
import { toPosition } from './position.js';
import { EVENT_COLUMNS, type EventRow } from './stored-event.js';
import type { EventToStore, PreparedAppend } from '../prepared-append.js';

export type AppendOutcome =
  { readonly result: AppendResult } | { readonly refusal: EventStoreError };

type EventPlace = [stream: string, position: number];
type CommandRow = [
  stream: string,
  commandId: string,
  digest: string,
  revision: number,
  position: number,
];

const EVENT_PLACE = 'SELECT stream, position FROM events WHERE event_id = ?';
/** A command's row has the position of its last event. */
const COMMAND_OF_EVENT = `
  SELECT stream, command_id, digest, revision, position FROM commands
  WHERE position >= ? ORDER BY position LIMIT 1`;
const LAST_REVISION = 'SELECT revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1';
/** AUTOINCREMENT keeps it, for a position is never given twice. https://sqlite.org/autoinc.html */
const LAST_POSITION = "SELECT seq FROM sqlite_sequence WHERE name = 'events'";
const LAST_METADATA = 'SELECT metadata FROM events ORDER BY position DESC LIMIT 1';
const INSERT_EVENT = `
  INSERT INTO events (${EVENT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const INSERT_COMMAND =
  'INSERT INTO commands (stream, command_id, digest, revision, position) VALUES (?, ?, ?, ?, ?)';

/**
 * One append inside a transaction that others share. All that can be refused is found by reading,
 * before the first write, so that a refusal leaves nothing to undo and the others go on.
 */
export class Appender {
  /** When the last event of the log was recorded; undefined where there is none, or it is damaged. */
  private lastInstant: string | undefined;
  /** The position of the last event that was recorded; 0 if there is none. */
  private position = 0;
  private readonly eventPlace;
  private readonly commandOfEvent;
  private readonly lastRevision;
  private readonly lastMetadata;
  private readonly lastPosition;
  private readonly insertEvent;
  private readonly insertCommand;

  constructor(db: Database.Database) {
    this.eventPlace = db.prepare<[string], EventPlace>(EVENT_PLACE).raw();
    this.commandOfEvent = db.prepare<[number], CommandRow>(COMMAND_OF_EVENT).raw();
    this.lastRevision = db.prepare<[string], number>(LAST_REVISION).pluck();
    this.lastMetadata = db.prepare<[], string>(LAST_METADATA).pluck();
    this.lastPosition = db.prepare<[], number>(LAST_POSITION).pluck();
    this.insertEvent = db.prepare<EventRow>(INSERT_EVENT);
    this.insertCommand = db.prepare<CommandRow>(INSERT_COMMAND);
  }

  /** To be called in each transaction, before its first append. */
  begin(): void {
    this.position = this.lastPosition.get() ?? 0;
    this.lastInstant = instantIn(this.lastMetadata.get());
  }

  /** @throws what SQLite throws; the caller's transaction is then to be rolled back. */
  append(append: PreparedAppend): AppendOutcome {
    const { stream, events, expected, commandId, commandDigest } = append;
    // The command comes before the expectation: its own first run is what a retry finds in the way.
    for (const { id } of events) {
      const place = this.eventPlace.get(id);
      if (place) return this.triedBefore(append, id, place);
    }
    const last = this.lastRevision.get(stream);
    const actual = last === undefined ? 'no-stream' : BigInt(last);
    if (!isMet(expected, actual)) return { refusal: unmet(stream, expected, actual) };
    let revision = last ?? -1;
    for (const event of events) {
      const { id, type, schemaVersion, data } = event;
      const metadata = append.keepInstants ? event.metadata : this.notBeforeTheLast(event);
      revision += 1;
      this.position += 1;
      const values: EventValues = [
        this.position,
        stream,
        revision,
        id,
        type,
        schemaVersion,
        data,
        metadata,
      ];
      this.insertEvent.run(...values, checksumOf(values));
    }
    if (append.keepInstants) this.lastInstant = events.at(-1)?.recordedAt;
    this.insertCommand.run(stream, commandId, commandDigest, revision, this.position);
    return { result: answer(revision, this.position, false) };
  }

  private notBeforeTheLast({ metadata, recordedAt }: EventToStore): string {
    const last = this.lastInstant;
    if (last === undefined || recordedAt >= last) {
      this.lastInstant = recordedAt;
      return metadata;
    }
    return JSON.stringify({ ...(JSON.parse(metadata) as EventMetadata), recordedAt: last });
  }

  private triedBefore(
    { stream, commandId, commandDigest }: PreparedAppend,
    eventId: string,
    [recordedIn, at]: EventPlace,
  ): AppendOutcome {
    const command = this.commandOfEvent.get(at);
    if (command?.[0] !== stream || command[1] !== commandId) {
      return reused(commandId, `event ${eventId} is recorded in ${recordedIn}`);
    }
    const [, , digest, revision, position] = command;
    if (digest !== commandDigest) return reused(commandId, 'its digest is that of another command');
    return { result: answer(revision, position, true) };
  }
}

function instantIn(metadata: string | undefined): string | undefined {
  try {
    return metadata === undefined ? undefined : (JSON.parse(metadata) as EventMetadata).recordedAt;
  } catch {
    // Whoever reads that event is told that it is damaged; what comes behind it can be recorded.
    return undefined;
  }
}

function answer(revision: number, position: number, deduplicated: boolean): AppendResult {
  return { revision: BigInt(revision), position: toPosition(position), deduplicated };
}

function reused(commandId: string, how: string): AppendOutcome {
  return {
    refusal: new EventStoreError(
      'command-id-reused',
      `command ${commandId} was used before: ${how}`,
    ),
  };
}
