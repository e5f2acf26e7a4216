import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { temporaryRoot } from './temporary-root.js';

/** Folders for a spec, each empty; {@link remove} takes them all away. */
export class TemporaryFolders {
  private readonly made: string[] = [];

  async make(): Promise<string> {
    const folder = await mkdtemp(join(temporaryRoot(), 'fact-ledger-test-'));
    this.made.push(folder);
    return folder;
  }

  async remove(): Promise<void> {
    for (const folder of this.made.splice(0)) await rm(folder, { recursive: true, force: true });
  }
}
