/**
 * SQLite's code for what went wrong, such as `SQLITE_BUSY`; empty where it was not SQLite. Not by
 * `instanceof`: the driver makes its errors in the realm that loaded it first, which under Jest is
 * another one.
 */
export function sqliteCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
