import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';

import { errorCodeOf } from '../../runtime/error-code.js';
import { Connections } from '../../view-store/postgres/connections.js';
import { placeOf, type Place } from '../../view-store/postgres/place.js';
import { DeliveriesUnavailableError, type DeliveryDatabase } from '../delivery-database.js';
import { createDeliveryTables, type DeliveryTables } from '../delivery-tables.js';

const USE = { readOnly: false, most: 4, statementMs: 10_000 };

const ENDING = '_webhooks';

/** Longer names would be cut off. https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS */
const LONGEST_NAME = 63;

/** "flwh": keeps those who make the tables at the same time apart. */
const LOCK = 0x66_6c_77_68;

const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Deliveries in a schema of their own beside that of the views, which holds the views and nothing else, and
 * may be emptied at any time. Every process of the ledger reaches it.
 */
export class DeliverySchema implements DeliveryDatabase {
  private readonly place: Place;
  private readonly connections: Connections;
  private readonly db: Kysely<DeliveryTables>;
  private isMade = false;

  /** @param url of the database of the views @throws DatabaseUrlError */
  constructor(url: string) {
    const { url: driverUrl, schema, shown } = placeOf(url);
    const own = `${schema}${ENDING}`;
    this.place = { url: driverUrl, schema: own, shown: `${shown}${ENDING}` };
    this.connections = new Connections(this.place, USE);
    this.db = new Kysely({ dialect: new PostgresDialect({ pool: this.connections }) });
  }

  async isThere(): Promise<boolean> {
    if (this.isMade) return true;
    const { schema } = this.place;
    const { rows } = await this.db.executeQuery<{ there: boolean }>(
      CompiledQuery.raw('select to_regclass($1) is not null as there', [`${schema}.progress`]),
    );
    return rows[0]?.there ?? false;
  }

  async open(): Promise<Kysely<DeliveryTables>> {
    if (!this.isMade) await this.make();
    this.isMade = true;
    return this.db;
  }

  async close(): Promise<void> {
    await this.db.destroy();
    // Kysely leaves it open where nothing was read.
    await this.connections.end();
  }

  private async make(): Promise<void> {
    const { schema, shown } = this.place;
    if (schema.length > LONGEST_NAME) {
      throw new DeliveriesUnavailableError(
        `${shown}: a schema has a name of ${LONGEST_NAME} characters at most; READ_MODEL_URL must name one of ${LONGEST_NAME - ENDING.length}`,
      );
    }
    if (await this.isThere()) return;
    try {
      await this.db.transaction().execute(async (made) => {
        await sql`select pg_advisory_xact_lock(${LOCK}::int4, hashtext(${schema}))`.execute(made);
        await makeSchema(made, schema);
        await createDeliveryTables(made, 'text collate "C"');
      });
    } catch (error) {
      if (errorCodeOf(error) !== INSUFFICIENT_PRIVILEGE) throw error;
      throw new DeliveriesUnavailableError(
        `${shown}: this user may not make the schema; let it (grant create on database), or make one that it owns`,
        { cause: error },
      );
    }
  }
}

/** Asks first: who may not make a schema may have one that was made for them. */
async function makeSchema(made: Kysely<DeliveryTables>, schema: string): Promise<void> {
  const asked = sql<{ there: boolean }>`select to_regnamespace(${schema}) is not null as there`;
  const { rows } = await asked.execute(made);
  if (!rows[0]?.there) await sql`create schema ${sql.ref(schema)}`.execute(made);
}
