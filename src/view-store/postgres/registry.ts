import type { ProjectionState, Registration } from '../../../projections/engine/view-store.js';
import {
  mustStandAt,
  NOWHERE,
  registeredOf,
  tableNames,
  type Registered,
  type RegistryRow,
} from '../generations.js';

/** Whatever can run a statement in the transaction at hand. */
export interface Asked {
  query<R>(sql: string, parameters?: readonly unknown[]): Promise<{ readonly rows: R[] }>;
}

/**
 * One row a generation. Its tables' names are kept because a later release may use others. A number
 * is never used again, so that who works on a table that was dropped cannot take another for it.
 * What is shown no longer stands in `leftovers` until it could be dropped.
 */
export const CREATE_REGISTRY = [
  `create table projections (
    name text collate "C" not null,
    generation bigint not null,
    version bigint not null,
    table_name text collate "C" not null,
    active smallint not null check (active in (0, 1)),
    position text collate "C",
    cursor text collate "C",
    failed_at text collate "C",
    failure text collate "C",
    marks text collate "C",
    primary key (name, generation)
  )`,
  'create unique index projections_active on projections (name) where active = 1',
  `create table generations (table_name text collate "C" primary key, last bigint not null)`,
  `create table leftovers (
    table_name text collate "C",
    generation bigint,
    primary key (table_name, generation)
  )`,
] as const;

export interface Leftover {
  readonly table_name: string;
  readonly generation: number;
}

/** Keeps where the projections stand, by statements in the caller's transaction. */
export class Registry {
  constructor(private readonly session: Asked) {}

  async states(): Promise<Registered[]> {
    return this.registered('select * from projections order by name, generation');
  }

  /** The same, and nobody else moves or removes one of them until the transaction ends. */
  async held(names: readonly string[]): Promise<Registered[]> {
    return this.registered(
      'select * from projections where name = any($1::text[]) order by name, generation for update',
      [names],
    );
  }

  /** Until the transaction ends nobody else moves them. @throws StaleProjectionError */
  async hold(states: readonly ProjectionState[]): Promise<void> {
    const registered = await this.registered(
      // In one order, so that no two wait for each other.
      `select projections.* from projections
       join unnest($1::text[], $2::bigint[]) as wanted (name, generation) using (name, generation)
       order by projections.name, projections.generation for update of projections`,
      [states.map(({ name }) => name), states.map(({ generation }) => generation)],
    );
    mustStandAt(
      states,
      registered.map(({ state }) => state),
    );
  }

  async advance(states: readonly ProjectionState[]): Promise<void> {
    if (states.length === 0) return;
    await this.session.query(
      `update projections
       set position = moved.position, cursor = moved.cursor,
         failed_at = moved.failed_at, failure = moved.failure, marks = moved.marks
       from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
         as moved (name, generation, position, cursor, failed_at, failure, marks)
       where projections.name = moved.name and projections.generation = moved.generation`,
      [
        states.map(({ name }) => name),
        states.map(({ generation }) => generation),
        states.map(({ position }) => position),
        states.map(({ cursor }) => cursor),
        states.map(({ failure }) => failure?.position ?? null),
        states.map(({ failure }) => failure?.reason ?? null),
        states.map(({ marks }) => marks && JSON.stringify(marks)),
      ],
    );
  }

  async register(projection: Registration, active: boolean): Promise<ProjectionState> {
    const { name, version, table } = projection;
    const { rows } = await this.session.query<{ last: number }>(
      `insert into generations (table_name, last)
       select $1, 1 + coalesce(max(generation), 0) from projections where name = $2
       on conflict (table_name)
         do update set last = greatest(generations.last + 1, excluded.last)
       returning last`,
      [table.name, name],
    );
    const generation = rows[0]!.last;
    await this.session.query(
      `insert into projections (name, generation, version, table_name, active)
       values ($1, $2, $3, $4, $5)`,
      [name, generation, version, tableNames(projection), active ? 1 : 0],
    );
    return { ...NOWHERE, name, version, generation, active };
  }

  async setActive({ name, generation }: ProjectionState): Promise<void> {
    await this.session.query(
      'update projections set active = 1 where name = $1 and generation = $2',
      [name, generation],
    );
  }

  /** It is registered no more; {@link leftovers} has its tables from now on. */
  async remove({ state: { name, generation }, tables }: Registered): Promise<void> {
    await this.session.query('delete from projections where name = $1 and generation = $2', [
      name,
      generation,
    ]);
    await this.session.query('insert into leftovers select unnest($1::text[]), $2', [
      tables,
      generation,
    ]);
  }

  async leftovers(): Promise<Leftover[]> {
    return (await this.session.query<Leftover>('select * from leftovers')).rows;
  }

  /** Whether it was there, and is this transaction's to drop. */
  async take({ table_name, generation }: Leftover): Promise<boolean> {
    const { rows } = await this.session.query(
      'delete from leftovers where table_name = $1 and generation = $2 returning 1',
      [table_name, generation],
    );
    return rows.length > 0;
  }

  private async registered(sql: string, parameters: readonly unknown[] = []) {
    const { rows } = await this.session.query<RegistryRow>(sql, parameters);
    return rows.map(registeredOf);
  }
}
