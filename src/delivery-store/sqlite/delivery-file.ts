import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { existsSync } from 'node:fs';
import { chmod, open } from 'node:fs/promises';

import { DeliveriesUnavailableError, type DeliveryDatabase } from '../delivery-database.js';
import { createDeliveryTables, type DeliveryTables } from '../delivery-tables.js';

/** "flwh" in the file's header: https://sqlite.org/pragma.html#pragma_application_id */
const APPLICATION_ID = 0x66_6c_77_68;

const BUSY_MS = 1_000;

/**
 * Deliveries in a file of the data folder, which one process has.
 *
 * `synchronous=NORMAL`: after a power cut the last transactions may be missing, deliveries and progress
 * alike (https://sqlite.org/pragma.html#pragma_synchronous), and are made again; a killed process loses none.
 */
export class DeliveryFile implements DeliveryDatabase {
  private opened: Kysely<DeliveryTables> | undefined;

  constructor(private readonly file: string) {}

  async isThere(): Promise<boolean> {
    return this.opened !== undefined || existsSync(this.file);
  }

  async open(): Promise<Kysely<DeliveryTables>> {
    if (this.opened) return this.opened;
    // It tells where somebody's events go, which is not for every user of the machine.
    await (await open(this.file, 'a', 0o600)).close();
    await chmod(this.file, 0o600);
    const database = new Database(this.file, { timeout: BUSY_MS });
    try {
      mustBeOurs(database, this.file);
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = NORMAL');
      const db = new Kysely<DeliveryTables>({ dialect: new SqliteDialect({ database }) });
      await createDeliveryTables(db, 'text');
      this.opened = db;
      return db;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.opened?.destroy();
    this.opened = undefined;
  }
}

function mustBeOurs(database: Database.Database, file: string): void {
  const application = database.pragma('application_id', { simple: true });
  if (application === APPLICATION_ID) return;
  const objects = database.prepare('select count(*) from sqlite_schema').pluck().get();
  if (application !== 0 || objects !== 0) {
    throw new DeliveriesUnavailableError(
      `${file} is another application's database, and is left as it is`,
    );
  }
  database.pragma(`application_id = ${APPLICATION_ID}`);
}
