import { setTimeout as sleep } from 'node:timers/promises';

import {
  generationsOf,
  StaleProjectionError,
  type Generation,
  type Moment,
  type ProjectionState,
  type Registration,
  type Switch,
  type ViewStore,
  type ViewTransaction,
} from '../../../projections/engine/view-store.js';
import { errorCodeOf } from '../../runtime/error-code.js';
import { mustTakeOver } from '../generations.js';
import { physicalName, selectNewestMoments } from '../table-names.js';
import { ViewsUnavailableError } from '../views-unavailable.js';
import type { Connections, Session } from './connections.js';
import { createTable, createView, dropTable, dropView } from './definitions.js';
import { lockLayout } from './layout.js';
import type { Place } from './place.js';
import { Registry, type Leftover } from './registry.js';
import { rowSql, TableRows, type RowSql } from './row-statements.js';

/**
 * A switch waits for readers to let go of the views, and who comes meanwhile waits behind it: so it
 * waits briefly and tries again. It must give up before the server looks for deadlocks (after a
 * second), or else a reader of several views could be the one that is told.
 * https://www.postgresql.org/docs/current/runtime-config-locks.html
 */
const SWITCH_LOCK_MS = 200;
const SWITCH_PAUSE_MS = 300;
const SWITCH_WITHIN_MS = 300_000;

/** Long enough for the server to call off a vacuum that is at the table. */
const DROP_LOCK_MS = 2_000;

/** A lock was not to be had in time. */
const LOCK_NOT_AVAILABLE = '55P03';

/** The views in one schema of a PostgreSQL database, for any number of processes. */
export class PostgresViewStore implements ViewStore {
  private readonly statements = new Map<string, RowSql>();

  constructor(
    private readonly connections: Connections,
    private readonly place: Place,
  ) {}

  async states(): Promise<ProjectionState[]> {
    const session = await this.connections.connect();
    try {
      return (await new Registry(session).states()).map(({ state }) => state);
    } finally {
      session.release();
    }
  }

  async begin(projection: Registration, as: 'view' | 'build'): Promise<ProjectionState> {
    const state = await this.changing(async (session, registry) => {
      const known = await registry.held([projection.name]);
      if (as === 'view' && known.some((each) => each.state.active)) {
        throw new StaleProjectionError(`${projection.name} has a view already`);
      }
      for (const each of known) if (!each.state.active) await registry.remove(each);
      const begun = await registry.register(projection, as === 'view');
      for (const target of generationsOf(projection, begun)) {
        await execute(session, createTable(target));
        if (begun.active) await show(session, target);
      }
      return begun;
    });
    await this.dropLeftovers();
    return state;
  }

  async activate(switches: readonly Switch[]): Promise<ProjectionState[]> {
    for (const each of switches) await this.analyze(each);
    const deadline = Date.now() + SWITCH_WITHIN_MS;
    for (;;) {
      try {
        const states = await this.switched(switches);
        await this.dropLeftovers();
        return states;
      } catch (error) {
        if (errorCodeOf(error) !== LOCK_NOT_AVAILABLE || Date.now() > deadline) throw error;
      }
      await sleep(SWITCH_PAUSE_MS);
    }
  }

  async discard({ name, generation }: ProjectionState): Promise<void> {
    await this.changing(async (_, registry) => {
      const known = (await registry.held([name])).find(
        ({ state }) => state.generation === generation,
      );
      if (known && !known.state.active) await registry.remove(known);
    });
    await this.dropLeftovers();
  }

  async newestMoments({ table, generation }: Generation, limit: number): Promise<Moment[]> {
    const session = await this.connections.connect();
    try {
      const name = physicalName(table.name, generation);
      return (await session.query<Moment>(selectNewestMoments(name, limit))).rows;
    } finally {
      session.release();
    }
  }

  async transaction<T>(work: (tx: ViewTransaction) => Promise<T>): Promise<T> {
    return this.connections.transaction(async (session) => {
      const registry = new Registry(session);
      const tables = new Map<string, TableRows>();
      const moved = new Map<string, ProjectionState>();
      const rows = (target: Generation): TableRows => {
        const name = physicalName(target.table.name, target.generation);
        const known = tables.get(name) ?? new TableRows(session, target, this.sqlFor(target, name));
        tables.set(name, known);
        return known;
      };
      const result = await work({
        hold: (states) => registry.hold(states),
        load: (target, keys) => rows(target).load(keys),
        loadWhere: (target, column, values) => rows(target).loadWhere(column, values),
        write: (target, writes) => rows(target).write(writes),
        remove: (target, keys) => rows(target).remove(keys),
        advance: async (after) => void moved.set(`${after.name} ${after.generation}`, after),
      });
      await registry.advance([...moved.values()]);
      return result;
    });
  }

  async close(): Promise<void> {
    await this.connections.end();
  }

  /**
   * Drops what is shown no longer. What cannot be dropped now, because somebody reads it still or the
   * server went away, stands in `leftovers` until the next time: what led here is done all the same.
   */
  async dropLeftovers(): Promise<void> {
    try {
      const leftovers = await this.connections.transaction((session) =>
        new Registry(session).leftovers(),
      );
      for (const leftover of leftovers) await this.drop(leftover);
    } catch (error) {
      if (!(error instanceof ViewsUnavailableError)) throw error;
    }
  }

  private async drop(leftover: Leftover): Promise<void> {
    const { table_name: table, generation } = leftover;
    this.statements.delete(physicalName(table, generation));
    try {
      await this.connections.transaction(async (session) => {
        await session.query(`set local lock_timeout = ${DROP_LOCK_MS}`);
        if (!(await new Registry(session).take(leftover))) return;
        await session.query(dropTable(table, generation));
      });
    } catch (error) {
      if (errorCodeOf(error) !== LOCK_NOT_AVAILABLE) throw error;
    }
  }

  /** Does the work in one transaction, while nobody else makes, switches or drops tables of these views. */
  private async changing<T>(
    work: (session: Session, registry: Registry) => Promise<T>,
  ): Promise<T> {
    return this.connections.transaction(async (session) => {
      await lockLayout(session, this.place);
      return work(session, new Registry(session));
    });
  }

  /**
   * Until the server knows what is in a new table, it reads all of it for a page of a list; by itself it
   * may take a minute to look. https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-STATISTICS
   */
  private async analyze({ projection, build }: Switch): Promise<void> {
    await this.connections.transaction(async (session) => {
      await new Registry(session).hold([build]);
      for (const { table, generation } of generationsOf(projection, build)) {
        await session.query(`analyze ${physicalName(table.name, generation)}`);
      }
    });
  }

  private async switched(switches: readonly Switch[]): Promise<ProjectionState[]> {
    return this.changing(async (session, registry) => {
      const registered = await registry.held(switches.map(({ build }) => build.name));
      const replaced = switches.map((each) => mustTakeOver(each, registered));
      await session.query(`set local lock_timeout = ${SWITCH_LOCK_MS}`);
      const states: ProjectionState[] = [];
      for (const [n, { projection, build }] of switches.entries()) {
        const before = replaced[n];
        if (before) {
          for (const table of before.tables) await execute(session, dropView(table));
          await registry.remove(before);
        }
        await registry.setActive(build);
        for (const target of generationsOf(projection, build)) await show(session, target);
        states.push({ ...build, active: true });
      }
      return states;
    });
  }

  private sqlFor(target: Generation, name: string): RowSql {
    let sql = this.statements.get(name);
    if (!sql) this.statements.set(name, (sql = rowSql(target)));
    return sql;
  }
}

async function show(session: Session, target: Generation): Promise<void> {
  await execute(session, [...dropView(target.table.name), ...createView(target)]);
}

async function execute(session: Session, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await session.query(statement);
}
