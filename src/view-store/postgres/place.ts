import { urlIn } from '../../text/url.js';

/** A URL that does not name a database of views. The message does not repeat it: it may hold a password. */
export class DatabaseUrlError extends Error {
  override readonly name = 'DatabaseUrlError';
}

/** Which database the views are in, and where in it. */
export interface Place {
  /** The URL for the driver, password and all; never shown. */
  readonly url: string;
  /** The schema that holds the views and nothing else. */
  readonly schema: string;
  /** Host, port, database and schema, for messages. */
  readonly shown: string;
}

const DEFAULT_SCHEMA = 'fact_ledger';

/** Longer names would be cut off. https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS */
const SCHEMA_NAME = /^[a-z][a-z0-9_]{0,62}$/;

const SHAPE = 'a URL like postgres://user:password@host:5432/database';

/**
 * Reads `postgres://user:password@host:port/database?schema=…&sslmode=…`. What else stands behind the
 * question mark is the driver's: https://node-postgres.com/features/connecting#connection-uri
 *
 * @throws DatabaseUrlError
 */
export function placeOf(text: string): Place {
  const url = urlIn(text);
  if (url?.protocol !== 'postgres:' && url?.protocol !== 'postgresql:') {
    throw new DatabaseUrlError(SHAPE);
  }
  if (url.pathname.length < 2) throw new DatabaseUrlError(`${SHAPE}, with a database in it`);
  const schema = url.searchParams.get('schema') ?? DEFAULT_SCHEMA;
  url.searchParams.delete('schema');
  if (!SCHEMA_NAME.test(schema) || schema.startsWith('pg_')) {
    throw new DatabaseUrlError(
      'its schema must be up to 63 small letters, digits or _, and not one of the system',
    );
  }
  const host = url.searchParams.get('host') ?? (url.hostname === '' ? 'localhost' : url.hostname);
  const shown = `${host}:${url.port === '' ? '5432' : url.port}${url.pathname}, schema ${schema}`;
  return { url: url.href, schema, shown };
}
