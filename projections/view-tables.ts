import type { LedgerProjection } from './ledger-projections.js';
import type { StoredRow } from './stored.js';

/** The views as queries see them, by table; for Kysely. */
export type ViewTables = { [T in LedgerTable as T['name']]: StoredRow<T> };

type LedgerTable = LedgerProjection['table'] | LedgerProjection['sides'][number]['table'];
