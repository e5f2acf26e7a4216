/** "FLEV": fact ledger, events. Tells our files from other SQLite files. */
export const APPLICATION_ID = 0x464c4556;

/** Raised with every change to the tables. A release opens files up to its own number. */
export const SCHEMA_VERSION = 1;

/**
 * AUTOINCREMENT: a position is never given twice, whatever happens to the rows.
 *
 * `commands` is keyed by stream first because streams are named by time-ordered ids: the rows then
 * land side by side. Keyed by the command's random id alone, every append would touch a page of its
 * own, and half as many go through. The same command on another stream is found by its event ids,
 * which derive from the command's.
 *
 * The INSERT triggers are for REPLACE, which deletes without firing a DELETE trigger.
 * https://sqlite.org/lang_conflict.html
 */
export const SCHEMA = `
CREATE TABLE events (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  stream TEXT NOT NULL,
  revision INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  data TEXT NOT NULL,
  metadata TEXT NOT NULL,
  UNIQUE (stream, revision),
  UNIQUE (event_id)
) STRICT;

CREATE TABLE commands (
  stream TEXT NOT NULL,
  command_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (stream, command_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'a recorded event is never changed'); END;

CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'a recorded event is never deleted'); END;

CREATE TRIGGER events_are_never_replaced BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE position = NEW.position)
  OR EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND revision = NEW.revision)
  OR EXISTS (SELECT 1 FROM events WHERE event_id = NEW.event_id)
BEGIN SELECT RAISE(ABORT, 'a recorded event is never replaced'); END;

CREATE TRIGGER commands_are_never_changed BEFORE UPDATE ON commands
BEGIN SELECT RAISE(ABORT, 'a recorded command is never changed'); END;

CREATE TRIGGER commands_are_never_deleted BEFORE DELETE ON commands
BEGIN SELECT RAISE(ABORT, 'a recorded command is never deleted'); END;

CREATE TRIGGER commands_are_never_replaced BEFORE INSERT ON commands
WHEN EXISTS (SELECT 1 FROM commands WHERE stream = NEW.stream AND command_id = NEW.command_id)
BEGIN SELECT RAISE(ABORT, 'a recorded command is never replaced'); END;

PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`;
