import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const IN_MEMORY = '/dev/shm';
/** Containers often have 64 MB there. */
const ENOUGH_BYTES = 2 ** 30;

/**
 * Where specs keep what they throw away: in memory where there is room for it, as flushing to a disk takes
 * time and tests nothing. What tests durability or a full disk uses `tmpdir()`.
 */
export function temporaryRoot(): string {
  return hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir();
}

function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
}
