import type { Row } from '../../projections/engine/table.js';
import type {
  Generation,
  ProjectionState,
  RowWrite,
  ViewStore,
} from '../../projections/engine/view-store.js';

export const AT = '2025-10-14T08:00:00.000Z';

export function write(key: string, row: Row, changes: Partial<RowWrite> = {}): RowWrite {
  return { key, row, from: { position: '1', at: AT }, until: null, supersedes: false, ...changes };
}

export const title = (id: string, words: string) =>
  write(id, { source_id: id, title: words, withdrawn: null });

export const log = (events: number, changes: Partial<RowWrite> = {}, key = 'a') =>
  write(key, { claim_id: key, events, kinds: ['x'] }, changes);

export function targetOf(table: Generation['table'], { generation }: ProjectionState): Generation {
  return { table, generation };
}

export async function put(
  store: ViewStore,
  target: Generation,
  ...writes: RowWrite[]
): Promise<void> {
  await store.transaction((tx) => tx.write(target, writes));
}
