import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';

import pg from 'pg';

import type { Place } from './place.js';

export interface LeaseTiming {
  /** The milliseconds without a word after which the server ends the session, and so does this side. */
  readonly silentMs: number;
  /** How often a word is said; a small part of `silentMs`. */
  readonly pingMs: number;
}

const CONNECT_WITHIN_MS = 3_000;

/** Longer names would be cut off. https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-APPLICATION-NAME */
const LONGEST_NAME = 63;

/**
 * "flle": the first half of every lease's lock, as `pg_locks.classid` shows it. The second half
 * (`objid`) is the first four bytes of the SHA-256 of schema and lease, so that ledgers in one database
 * do not meet.
 */
export const LEASE_LOCKS = 0x66_6c_6c_65;

export function leaseKey(schema: string, name: string): number {
  return createHash('sha256').update(`${schema} ${name}`).digest().readInt32BE();
}

/**
 * One connection that holds advisory locks. Not one of a pool: the locks live as long as it does.
 * `idle_session_timeout` makes the server end it where this process is paused or cut off, for the
 * connection of such a one stays open. https://www.postgresql.org/docs/current/runtime-config-client.html
 */
export class LeaseSession {
  private readonly ended = new AbortController();
  /** Locked, or being locked. PostgreSQL would give a session the same lock again. */
  private readonly names = new Set<string>();
  private pinging: NodeJS.Timeout | undefined;

  private constructor(
    private readonly client: pg.Client,
    private readonly schema: string,
  ) {
    // Every lease has somebody who listens.
    setMaxListeners(0, this.over);
    // An error that nobody asked for tells of the end, as the end does.
    client.on('error', () => this.isOver());
    client.on('end', () => this.isOver());
  }

  /** @throws the driver's error. */
  static async open(
    { url, schema }: Place,
    applicationName: string,
    { silentMs, pingMs }: LeaseTiming,
  ): Promise<LeaseSession> {
    const client = new pg.Client({
      connectionString: url,
      application_name: applicationName.slice(0, LONGEST_NAME),
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      // Not later than the server this side takes itself for cut off.
      query_timeout: silentMs - pingMs,
      keepAlive: true,
      options: `-c idle_session_timeout=${silentMs} ${KEEPALIVE}`,
    });
    const session = new LeaseSession(client, schema);
    try {
      await client.connect();
    } catch (error) {
      void client.end();
      throw error;
    }
    session.keepAwake(pingMs);
    return session;
  }

  /** Aborts when the session is over, and nothing is locked any more. */
  get over(): AbortSignal {
    return this.ended.signal;
  }

  /** Locks those that nobody has locked, this session included. @returns them. */
  async lock(wanted: readonly string[]): Promise<string[]> {
    const names = wanted.filter((name) => !this.names.has(name));
    for (const name of names) this.names.add(name);
    const { rows } = await this.ask<{ name: string; taken: boolean }>(
      `select name, pg_try_advisory_lock($1::int4, key) as taken
       from unnest($2::text[], $3::int4[]) as wanted (name, key)`,
      [LEASE_LOCKS, names, names.map((name) => leaseKey(this.schema, name))],
    );
    for (const { name, taken } of rows) if (!taken) this.names.delete(name);
    return rows.filter(({ taken }) => taken).map(({ name }) => name);
  }

  /** Nothing where the session is over, and with it the lock. */
  async unlock(name: string): Promise<void> {
    if (this.over.aborted) return;
    const key = leaseKey(this.schema, name);
    // A failure ends the session, which unlocks it as well.
    await this.ask('select pg_advisory_unlock($1::int4, $2::int4)', [LEASE_LOCKS, key]).catch(
      () => undefined,
    );
    this.names.delete(name);
  }

  async end(): Promise<void> {
    if (!this.over.aborted) {
      this.isOver();
      await this.client.end();
    }
  }

  private keepAwake(everyMs: number): void {
    let awaited = false;
    this.pinging = setInterval(() => {
      if (awaited) return;
      awaited = true;
      // A failure has ended the session, which is all that it means.
      void this.ask('select 1', [])
        .catch(() => undefined)
        .finally(() => (awaited = false));
    }, everyMs);
  }

  /** What is not answered leaves it open what is locked, so that any failure ends the session. */
  private async ask<Row extends pg.QueryResultRow>(
    text: string,
    values: readonly unknown[],
  ): Promise<pg.QueryResult<Row>> {
    try {
      return await this.client.query<Row>(text, [...values]);
    } catch (error) {
      this.isOver();
      // Where the query is still unanswered, the driver cuts the line instead of saying goodbye.
      void this.client.end();
      throw error;
    }
  }

  private isOver(): void {
    clearInterval(this.pinging);
    this.ended.abort();
  }
}

/** A server whose client's machine is gone sees it within about ten seconds, too. */
const KEEPALIVE = '-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3';
