import { fileURLToPath } from 'node:url';

/** What a thread runs: the built entry, beside this file. */
export interface WorkerFile {
  readonly filename: string;
  readonly execArgv?: string[];
}

/**
 * In tests jest.config.js puts `test/support/worker-file-of-sources.ts` in the place of this file, so
 * that threads run the same sources as the tests and nothing has to be built first.
 */
export const EXTRACTION_WORKER: WorkerFile = {
  filename: fileURLToPath(new URL('./extraction-worker.js', import.meta.url)),
  // Not what the process itself was started with: a heap snapshot or an inspector is the server's own.
  execArgv: [],
};
