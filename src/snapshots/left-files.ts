import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { isMissing } from './file-failure.js';

/** No request takes as long: what nobody wrote to meanwhile was left by a process that is gone. */
const LEFT_AFTER_MS = 60 * 60 * 1000;

/**
 * Removes the unfinished files of a folder that a crash left.
 *
 * @param isShared whether other processes may be writing such files at this moment
 */
export async function removeLeft(folder: string, names: RegExp, isShared: boolean): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!names.test(name)) continue;
    const file = join(folder, name);
    if (!isShared || (await isOld(file))) await rm(file, { force: true });
  }
}

async function isOld(file: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(file);
    return mtimeMs < Date.now() - LEFT_AFTER_MS;
  } catch (error) {
    // Its process has finished it, and given it its name.
    if (isMissing(error)) return false;
    throw error;
  }
}
