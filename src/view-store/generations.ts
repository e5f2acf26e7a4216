import {
  StaleProjectionError,
  tablesOf,
  type LogMarks,
  type ProjectionState,
  type Registration,
  type Switch,
} from '../../projections/engine/view-store.js';
import { identifier } from './table-names.js';

/** A row of the table `projections`, which every database of views has. */
export interface RegistryRow {
  name: string;
  generation: number;
  version: number;
  table_name: string;
  active: 0 | 1;
  position: string | null;
  cursor: string | null;
  failed_at: string | null;
  failure: string | null;
  /** JSON; not there in views that a release before the column laid out, and only reads here. */
  marks?: string | null;
}

/** The state before the first event. */
export const NOWHERE = { position: null, cursor: null, failure: null, marks: null } as const;

export interface Registered {
  readonly state: ProjectionState;
  readonly tables: readonly string[];
}

/** Returns the tables' names as the column `table_name` holds them; a comma is in none of them. */
export function tableNames(registration: Registration): string {
  return tablesOf(registration)
    .map(({ name }) => identifier(name))
    .join(',');
}

export function registeredOf(row: RegistryRow): Registered {
  return { state: stateOf(row), tables: row.table_name.split(',') };
}

function stateOf(row: RegistryRow): ProjectionState {
  const { name, version, generation, position, cursor, failed_at, failure, marks } = row;
  return {
    name,
    version,
    generation,
    active: row.active === 1,
    position,
    cursor,
    failure: failed_at === null ? null : { position: failed_at, reason: failure ?? '' },
    marks: marks ? (JSON.parse(marks) as LogMarks) : null,
  };
}

/** @throws StaleProjectionError where one of them is registered otherwise, or not at all. */
export function mustStandAt(
  states: readonly ProjectionState[],
  registered: readonly ProjectionState[],
): void {
  const known = new Map(registered.map((state) => [called(state), state]));
  for (const state of states) {
    const now = known.get(called(state));
    if (!now) throw new StaleProjectionError(`${called(state)} is registered no more`);
    const { position, cursor, active } = state;
    if (now.position !== position || now.cursor !== cursor || now.active !== active) {
      throw new StaleProjectionError(`${called(state)} was moved by somebody else`);
    }
  }
}

/**
 * The generation that the build takes over from.
 *
 * @throws StaleProjectionError where it is another than expected, or shows more than the build does.
 */
export function mustTakeOver<R extends { readonly state: ProjectionState }>(
  { build, before, unfit = false }: Switch,
  registered: readonly R[],
): R | undefined {
  mustStandAt(
    [build],
    registered.map(({ state }) => state),
  );
  const active = registered.find(({ state }) => state.active && state.name === build.name);
  if (active?.state.generation !== before?.generation) {
    throw new StaleProjectionError(`another generation of ${build.name} is active`);
  }
  if (!unfit && isBehind(build, active?.state)) {
    throw new StaleProjectionError(`the view of ${build.name} has moved on meanwhile`);
  }
  return active;
}

/** Whether readers would see less than they did. */
function isBehind(build: ProjectionState, active: ProjectionState | undefined): boolean {
  const shown = active?.position ?? null;
  return shown !== null && (build.position === null || build.position < shown);
}

function called({ name, generation }: ProjectionState): string {
  return `${name} (generation ${generation})`;
}
