import type Database from 'better-sqlite3';

import { EventStoreError, type AppendResult, type ExpectedRevision } from '../event-store.js';
import { toPosition } from './position.js';
import type { PreparedAppend } from './prepared-append.js';

export type AppendOutcome =
  { readonly result: AppendResult } | { readonly refusal: EventStoreError };

type CommandRow = [digest: string, revision: number, position: number];
type EventValues = [string, number, string, string, number, string, string];

const EARLIER_RUN =
  'SELECT digest, revision, position FROM commands WHERE stream = ? AND command_id = ?';
const STREAM_OF_EVENT = 'SELECT stream FROM events WHERE event_id = ?';
const LAST_REVISION = 'SELECT revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1';
const INSERT_EVENT = `
  INSERT INTO events (stream, revision, event_id, type, schema_version, data, metadata)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;
const INSERT_COMMAND =
  'INSERT INTO commands (stream, command_id, digest, revision, position) VALUES (?, ?, ?, ?, ?)';

/**
 * One append inside a transaction that others share. All that can be refused is found by reading,
 * before the first write, so that a refusal leaves nothing to undo and the others go on.
 */
export class Appender {
  private readonly earlierRun;
  private readonly streamOfEvent;
  private readonly lastRevision;
  private readonly insertEvent;
  private readonly insertCommand;

  constructor(db: Database.Database) {
    this.earlierRun = db.prepare<[string, string], CommandRow>(EARLIER_RUN).raw();
    this.streamOfEvent = db.prepare<[string], string>(STREAM_OF_EVENT).pluck();
    this.lastRevision = db.prepare<[string], number>(LAST_REVISION).pluck();
    this.insertEvent = db.prepare<EventValues>(INSERT_EVENT);
    this.insertCommand = db.prepare<[string, string, ...CommandRow]>(INSERT_COMMAND);
  }

  /** @throws what SQLite throws; the caller's transaction is then to be rolled back. */
  append(append: PreparedAppend): AppendOutcome {
    const { stream, events, expected, commandId, commandDigest } = append;
    // The command comes before the expectation: its own first run is what a retry finds in the way.
    const earlier = this.earlierRun.get(stream, commandId);
    if (earlier) return answerAgain(append, earlier);
    for (const event of events) {
      const other = this.streamOfEvent.get(event.id);
      if (other !== undefined)
        return reused(commandId, `event ${event.id} is recorded in ${other}`);
    }
    const last = this.lastRevision.get(stream);
    const actual = last === undefined ? 'no-stream' : BigInt(last);
    if (!isMet(expected, actual)) {
      const message = `${stream} was expected at ${expected} and is at ${actual}`;
      return { refusal: new EventStoreError('wrong-expected-revision', message, { actual }) };
    }
    let revision = last ?? -1;
    let position = 0;
    for (const { id, type, schemaVersion, data, metadata } of events) {
      revision += 1;
      position = Number(
        this.insertEvent.run(stream, revision, id, type, schemaVersion, data, metadata)
          .lastInsertRowid,
      );
    }
    this.insertCommand.run(stream, commandId, commandDigest, revision, position);
    return { result: answer(revision, position, false) };
  }
}

function answer(revision: number, position: number, deduplicated: boolean): AppendResult {
  return { revision: BigInt(revision), position: toPosition(position), deduplicated };
}

function answerAgain(
  append: PreparedAppend,
  [digest, revision, position]: CommandRow,
): AppendOutcome {
  if (digest !== append.commandDigest) {
    return reused(append.commandId, 'its digest is that of another command');
  }
  return { result: answer(revision, position, true) };
}

function reused(commandId: string, how: string): AppendOutcome {
  return {
    refusal: new EventStoreError(
      'command-id-reused',
      `command ${commandId} was used before: ${how}`,
    ),
  };
}

function isMet(expected: ExpectedRevision, actual: bigint | 'no-stream'): boolean {
  if (expected === 'any') return true;
  if (expected === 'stream-exists') return actual !== 'no-stream';
  return actual === expected;
}
