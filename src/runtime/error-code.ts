/**
 * The code that SQLite's driver or Node gives an error, such as `SQLITE_BUSY` or `ENOENT`; empty where
 * there is none. Not by `instanceof`: such errors are made in the realm that loaded the driver first,
 * which under Jest is another one.
 */
export function errorCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
