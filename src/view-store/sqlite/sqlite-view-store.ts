import { setTimeout as sleep } from 'node:timers/promises';

import type { Database } from 'better-sqlite3';

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
import { mustTakeOver, type Registered } from '../generations.js';
import { physicalName, selectNewestMoments } from '../table-names.js';
import { createTable, createView, dropTable, dropView } from './definitions.js';
import { fileFailure, isDamage } from './file-failure.js';
import { Registry } from './registry.js';
import { RowStatements } from './row-statements.js';

/** How long a transaction waits for one of another process, without holding up this one. */
const WAIT_FOR_LOCK_MS = 5_000;
const LOCK_RETRY_MS = 5;

/** The views in one SQLite file, written through one connection: one transaction after the other. */
export class SqliteViewStore implements ViewStore {
  private readonly registry: Registry;
  private readonly statements = new Map<string, RowStatements>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly db: Database) {
    this.registry = new Registry(db);
  }

  async states(): Promise<ProjectionState[]> {
    return this.reading(() => this.registry.states().map(({ state }) => state));
  }

  async begin(projection: Registration, as: 'view' | 'build'): Promise<ProjectionState> {
    return this.exclusively(async () => {
      const known = this.registry.states().filter(({ state }) => state.name === projection.name);
      if (as === 'view' && known.some(({ state }) => state.active)) {
        throw new StaleProjectionError(`${projection.name} has a view already`);
      }
      for (const build of known.filter(({ state }) => !state.active)) this.forget(build);
      const state = this.registry.register(projection, as === 'view');
      for (const target of generationsOf(projection, state)) {
        this.db.exec(createTable(target));
        if (state.active) this.show(target);
      }
      return state;
    });
  }

  async activate(switches: readonly Switch[]): Promise<ProjectionState[]> {
    return this.exclusively(async () => {
      const registered = this.registry.states();
      return switches.map((each) => {
        const { projection, build } = each;
        const active = mustTakeOver(each, registered);
        if (active) {
          for (const table of active.tables) this.db.exec(dropView(table));
          this.forget(active);
        }
        this.registry.setActive(build, true);
        for (const target of generationsOf(projection, build)) this.show(target);
        return { ...build, active: true };
      });
    });
  }

  async discard({ name, generation }: ProjectionState): Promise<void> {
    await this.exclusively(async () => {
      const registered = this.registry
        .states()
        .find(({ state }) => state.name === name && state.generation === generation);
      if (registered && !registered.state.active) this.forget(registered);
    });
  }

  async newestMoments({ table, generation }: Generation, limit: number): Promise<Moment[]> {
    const name = physicalName(table.name, generation);
    return this.reading(() => this.db.prepare<[], Moment>(selectNewestMoments(name, limit)).all());
  }

  async transaction<T>(work: (tx: ViewTransaction) => Promise<T>): Promise<T> {
    return this.exclusively(() =>
      work({
        hold: async (states) => this.registry.compare(states),
        load: async (target, keys) => this.rows(target).load(keys),
        loadWhere: async (target, column, values) => this.rows(target).loadWhere(column, values),
        write: async (target, writes) => this.rows(target).write(writes),
        remove: async (target, keys) => this.rows(target).remove(keys),
        advance: async (after) => this.registry.advance(after),
      }),
    );
  }

  async close(): Promise<void> {
    await this.turn;
    this.statements.clear();
    this.db.close();
  }

  private show(target: Generation): void {
    this.db.exec(dropView(target.table.name));
    this.db.exec(createView(target));
  }

  private forget({ state, tables }: Registered): void {
    for (const table of tables) {
      this.statements.delete(physicalName(table, state.generation));
      this.db.exec(dropTable(table, state.generation));
    }
    this.registry.remove(state);
  }

  private rows(target: Generation): RowStatements {
    const name = physicalName(target.table.name, target.generation);
    let statements = this.statements.get(name);
    if (!statements) this.statements.set(name, (statements = new RowStatements(this.db, target)));
    return statements;
  }

  /** Does the work in a transaction that nobody else is in, here or in another process. */
  private exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(async () => {
      await this.lock();
      try {
        const value = await work();
        this.db.exec('commit');
        return value;
      } catch (error) {
        // SQLite has rolled back by itself after some errors, such as a full disk.
        if (this.db.inTransaction) this.db.exec('rollback');
        throw isDamage(error) ? fileFailure(error, this.db) : error;
      }
    });
    // The next in turn does not care how this one ended; its caller does.
    this.turn = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  private reading<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw fileFailure(error, this.db);
    }
  }

  private async lock(): Promise<void> {
    const deadline = Date.now() + WAIT_FOR_LOCK_MS;
    for (;;) {
      try {
        this.db.exec('begin immediate');
        return;
      } catch (error) {
        if (errorCodeOf(error) !== 'SQLITE_BUSY' || Date.now() >= deadline) throw error;
      }
      await sleep(LOCK_RETRY_MS);
    }
  }
}
