import type { Database, Statement } from 'better-sqlite3';

import type { ProjectionState, Registration } from '../../../projections/engine/view-store.js';
import {
  mustStandAt,
  NOWHERE,
  registeredOf,
  tableNames,
  type Registered,
  type RegistryRow,
} from '../generations.js';

/**
 * One row a generation. Its tables' names are kept because a later release may use others. A number
 * is never used again, so that who works on a table that was dropped cannot take another for it.
 */
export const CREATE_REGISTRY = `
  create table projections (
    name text not null,
    generation integer not null,
    version integer not null,
    table_name text not null,
    active integer not null check (active in (0, 1)),
    position text,
    cursor text,
    failed_at text,
    failure text,
    marks text,
    primary key (name, generation)
  ) strict;
  create unique index projections_active on projections (name) where active = 1;
  create table generations (table_name text primary key, last integer not null) strict;`;

/** Adds the column that earlier releases did not have. */
export const ADD_MARKS = 'alter table projections add column marks text';

const MOVE = `
  update projections set position = ?, cursor = ?, failed_at = ?, failure = ?, marks = ?
  where name = ? and generation = ?`;

/** Keeps where the projections stand. Callers bring the transaction. */
export class Registry {
  private readonly all: Statement<[], RegistryRow>;
  private move: Statement<(string | number | null)[]> | undefined;
  private readonly insert: Statement<(string | number)[]>;
  private readonly activation: Statement<[number, string, number]>;
  private readonly removal: Statement<[string, number]>;
  private readonly next: Statement<[string, string], number>;

  constructor(private readonly db: Database) {
    this.all = db.prepare('select * from projections order by name, generation');
    this.insert = db.prepare(
      'insert into projections (name, generation, version, table_name, active) values (?, ?, ?, ?, ?)',
    );
    this.activation = db.prepare(
      'update projections set active = ? where name = ? and generation = ?',
    );
    this.removal = db.prepare('delete from projections where name = ? and generation = ?');
    this.next = db
      .prepare<[string, string], number>(
        `insert into generations (table_name, last)
         select ?, 1 + coalesce(max(generation), 0) from projections where name = ?
         on conflict (table_name) do update set last = max(last + 1, excluded.last)
         returning last`,
      )
      .pluck();
  }

  states(): Registered[] {
    return this.all.all().map(registeredOf);
  }

  /** @throws StaleProjectionError */
  compare(states: readonly ProjectionState[]): void {
    mustStandAt(
      states,
      this.states().map(({ state }) => state),
    );
  }

  advance({ name, generation, position, cursor, failure, marks }: ProjectionState): void {
    const { position: failedAt = null, reason = null } = failure ?? {};
    const kept = marks && JSON.stringify(marks);
    // Whoever only reads may have a file without the column before it.
    this.move ??= this.db.prepare(MOVE);
    this.move.run(position, cursor, failedAt, reason, kept, name, generation);
  }

  register(projection: Registration, active: boolean): ProjectionState {
    const { name, version, table } = projection;
    const generation = this.next.get(table.name, name)!;
    this.insert.run(name, generation, version, tableNames(projection), active ? 1 : 0);
    return { ...NOWHERE, name, version, generation, active };
  }

  setActive({ name, generation }: ProjectionState, active: boolean): void {
    this.activation.run(active ? 1 : 0, name, generation);
  }

  remove({ name, generation }: ProjectionState): void {
    this.removal.run(name, generation);
  }
}
