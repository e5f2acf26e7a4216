import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

import { errorCodeOf } from './error-code.js';

/**
 * Makes a folder, for nobody but this user, and those above it; nothing where it is there. Not by mkdir's own
 * `recursive`, which in Node 20 tries for ever where a file system says ENOENT of a folder whose parent is
 * there, and then not even a signal ends the process.
 *
 * @throws what the file system throws
 */
export async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) await makeFolder(parent);
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have been quicker.
    if (!(errorCodeOf(error) === 'EEXIST' && (await isFolder(path)))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
