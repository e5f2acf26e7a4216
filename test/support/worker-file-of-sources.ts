import { fileURLToPath } from 'node:url';

import type { WorkerFile } from '../../src/snapshots/worker-file.js';

const HERE = import.meta.url;

/** In the place of `src/snapshots/worker-file.ts`: threads read TypeScript as the tests do, by swc. */
export const EXTRACTION_WORKER: WorkerFile = {
  filename: fileURLToPath(new URL('../../src/snapshots/extraction-worker.ts', HERE)),
  execArgv: ['--import', new URL('./typescript-in-threads.mjs', HERE).href],
};
