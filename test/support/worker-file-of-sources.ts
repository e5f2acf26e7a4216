import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { WorkerFile } from '../../src/runtime/worker-file.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Stands in for `src/runtime/worker-file.ts`. Threads run what `npm test` built, which starts in half
 * of the time; where a source is newer, they read TypeScript as the tests do, by swc.
 */
export function workerFile(entry: string): WorkerFile {
  return {
    get filename() {
      return join(ROOT, isBuilt() ? `dist/bundle/${entry}.js` : `src/${entry}.ts`);
    },
    get execArgv() {
      if (isBuilt()) return [];
      return ['--import', new URL('./typescript-in-node.mjs', import.meta.url).href];
    },
  };
}

let built: boolean | undefined;

/** Whether the build is of the sources that a thread may load, as they stand. */
function isBuilt(): boolean {
  built ??= ['events', 'projections', 'src'].every((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
      .every((name) => writtenAt('dist/bundle/main.js') >= writtenAt(join(folder, name))),
  );
  return built;
}

/** Returns when a file was written, in milliseconds; 0 where there is no such file. */
function writtenAt(file: string): number {
  return statSync(join(ROOT, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
