import { errorCodeOf } from '../runtime/error-code.js';
import { SnapshotStoreError } from './snapshot-store.js';

/** No space, no quota, or a limit on the size of files. errno(3) */
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

export function isMissing(error: unknown): boolean {
  return errorCodeOf(error) === 'ENOENT';
}

/** What the file system reports, in the port's terms. A {@link SnapshotStoreError} stays as it is. */
export function snapshotStoreError(error: unknown, doing: string): SnapshotStoreError {
  if (error instanceof SnapshotStoreError) return error;
  const said = error instanceof Error ? error.message : String(error);
  const full = NO_ROOM.has(errorCodeOf(error));
  return new SnapshotStoreError(full ? 'full' : 'unavailable', `${doing}: ${said}`, {
    cause: error,
  });
}
