/** "FLEV": fact ledger, events. Tells our files from other SQLite files. */
export const APPLICATION_ID = 0x464c4556;

/** Raised with every change to the tables. A release opens files up to its own number. */
export const SCHEMA_VERSION = 2;

const UPDATE_TRIGGER = `CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'a recorded event is never changed'); END;`;

/**
 * AUTOINCREMENT: a position is never given twice, whatever happens to the rows.
 *
 * `commands` is keyed by the position of the command's last event: the rows land one behind the other,
 * and a commit touches few pages. Keyed by stream and command id it touched half as many again as the
 * events and their indexes did. A command is found by the ids of its events, which derive from its own.
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
  checksum INTEGER NOT NULL,
  UNIQUE (stream, revision),
  UNIQUE (event_id)
) STRICT;

CREATE TABLE commands (
  stream TEXT NOT NULL,
  command_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER PRIMARY KEY
) STRICT;

${UPDATE_TRIGGER}

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
WHEN EXISTS (SELECT 1 FROM commands WHERE position = NEW.position)
  OR NOT EXISTS (
    SELECT 1 FROM events
    WHERE position = NEW.position AND stream = NEW.stream AND revision = NEW.revision
  )
BEGIN SELECT RAISE(ABORT, 'a recorded command is never replaced'); END;

PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** In schema 1 events had no checksums. `checksum_of` takes a row's values in their order. */
export const TO_SCHEMA_2 = `
DROP TRIGGER events_are_never_changed;
ALTER TABLE events ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
UPDATE events SET checksum =
  checksum_of(position, stream, revision, event_id, type, schema_version, data, metadata);
${UPDATE_TRIGGER}
PRAGMA user_version = 2;
`;
