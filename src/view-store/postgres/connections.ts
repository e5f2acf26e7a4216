import pg from 'pg';
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';

import { errorCodeOf } from '../../runtime/error-code.js';
import { storable, type Stored } from '../row-values.js';
import { ViewsUnavailableError } from '../views-unavailable.js';
import type { Place } from './place.js';

export interface ConnectionUse {
  /** Whether the server itself is to refuse writes. */
  readonly readOnly: boolean;
  /** How many connections at the most. */
  readonly most: number;
  /** How long one statement may take, in milliseconds. */
  readonly statementMs: number;
}

const CONNECT_WITHIN_MS = 3_000;

/** A paused process holds its rows no longer than this; its transaction is then rolled back. */
const IDLE_IN_TRANSACTION_MS = 10_000;

/** Whoever answers nothing, not even that a statement took too long, is given up this much later. */
const GRACE_MS = 2_000;

/**
 * Connections to the database of the views, opened when they are needed and replaced when they break.
 * Every failure to reach it, or to get an answer, is a {@link ViewsUnavailableError}.
 */
export class Connections implements PostgresPool {
  private readonly pool: pg.Pool;

  constructor(
    private readonly place: Place,
    { readOnly, most, statementMs }: ConnectionUse,
  ) {
    // Said in SQL: poolers take no settings from who connects.
    const settings = [
      `set search_path = ${place.schema}`,
      `set default_transaction_read_only = ${readOnly ? 'on' : 'off'}`,
      `set statement_timeout = ${statementMs}`,
      `set idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS}`,
      // After a power cut the last transactions may be missing, rows and checkpoints alike, and are
      // projected again. https://www.postgresql.org/docs/current/wal-async-commit.html
      'set synchronous_commit = off',
      // Compiling takes longer than what the lists ask for.
      'set jit = off',
    ].join('; ');
    this.pool = new pg.Pool({
      connectionString: place.url,
      fallback_application_name: 'fact-ledger',
      max: most,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      keepAlive: true,
      query_timeout: statementMs + GRACE_MS,
      // It waits for what this gives, whatever its types say.
      onConnect: (client) => client.query(settings) as unknown as void,
      types: { getTypeParser },
    });
    // A connection that breaks says so also while nobody asks it anything, and an unheard `error` event
    // ends the process. Whoever uses it next is told by the failure of what they ask.
    this.pool.on('error', () => {});
    this.pool.on('connect', (client) => client.on('error', () => {}));
  }

  async connect(): Promise<Session> {
    try {
      return new Session(await this.pool.connect(), this.place);
    } catch (error) {
      throw asUnavailable(error, this.place);
    }
  }

  /** Does the work in a transaction of its own, which is rolled back where the work throws. */
  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = await this.connect();
    try {
      await session.query('begin');
      const value = await work(session);
      await session.query('commit');
      return value;
    } catch (error) {
      await session.rollBack();
      throw error;
    } finally {
      session.release();
    }
  }

  /** Again does nothing. */
  async end(): Promise<void> {
    if (!this.pool.ending) await this.pool.end();
  }
}

/** One connection, for as long as it is not released. */
export class Session implements PostgresPoolClient {
  private broken = false;

  constructor(
    private readonly client: pg.PoolClient,
    private readonly place: Place,
  ) {}

  query<R>(sql: string, parameters?: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): never;
  query<R>(
    sql: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> {
    if (typeof sql !== 'string') throw new TypeError('lists are read in pages, not by cursors');
    return this.answer<PostgresQueryResult<R>>({ text: sql, values: parameters.map(bound) });
  }

  /** The rows as arrays, in the order of the columns that were asked for. */
  async values(sql: string, parameters: readonly unknown[]): Promise<Stored[][]> {
    const query = { text: sql, values: [...parameters], rowMode: 'array' };
    return (await this.answer<{ rows: Stored[][] }>(query)).rows;
  }

  /** Rolls back after a failure, which is the one to be told; a connection that cannot do so is closed later. */
  async rollBack(): Promise<void> {
    if (this.broken) return;
    try {
      await this.client.query('rollback');
    } catch {
      this.broken = true;
    }
  }

  release(): void {
    this.client.release(this.broken);
  }

  private async answer<Result>(query: pg.QueryConfig): Promise<Result> {
    try {
      return (await this.client.query(query)) as Result;
    } catch (error) {
      if (!isAway(error)) throw error;
      this.broken = true;
      throw asUnavailable(error, this.place);
    }
  }
}

/**
 * Whether the server is not there, is not to be had or did not answer in time, as opposed to refusing
 * what it was told. Without an SQLSTATE it is the driver or the network that speaks.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
function isAway(error: unknown): boolean {
  if (/^(Type|Range)Error\b/.test(String(error))) return false;
  const code = errorCodeOf(error);
  return !SQLSTATE.test(code) || AWAY.test(code);
}

const SQLSTATE = /^[0-9A-Z]{5}$/;

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: an internal error, damaged data or index. */
const DAMAGED = /^XX00/;

/**
 * Connection lost or refused (08, 28, 3D000), a standby (25006), a transaction that was idle too long
 * (25P03), deadlock (40), no room (53), shutting down or cancelled (57), the server's disk (58); or what is stored is damaged (XX).
 */
const AWAY = /^(08|28|3D000|25006|25P03|40|53|57|58|XX)/;

function asUnavailable(error: unknown, { shown }: Place): ViewsUnavailableError {
  const said = error instanceof Error || hasMessage(error) ? error.message : String(error);
  // Where a host has several addresses, the failure of all of them has a code and no message.
  const code = errorCodeOf(error);
  const instead = DAMAGED.test(code) ? '; "fact-ledger rebuild" builds the views anew' : '';
  const reason = `${said === '' ? code : said}${instead}`;
  return new ViewsUnavailableError(`the database of the views (${shown}): ${reason}`, {
    cause: error,
  });
}

function hasMessage(error: unknown): error is { readonly message: string } {
  return typeof error === 'object' && error !== null && 'message' in error;
}

/** No text in the views has U+0000, so what is asked for is asked for as it would be stored. */
function bound(value: unknown): unknown {
  return typeof value === 'string' ? storable(value) : value;
}

/** Whole numbers of the views, counts among them, are small enough to be numbers. */
const INT8 = 20;

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === INT8 && format !== 'binary') return Number;
  return pg.types.getTypeParser(oid, format) as (value: string) => unknown;
}
