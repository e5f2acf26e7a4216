import { fileURLToPath } from 'node:url';

/** What a thread runs. */
export interface WorkerFile {
  readonly filename: string;
  readonly execArgv?: string[];
}

/**
 * The built entry of a thread. In tests jest.config.js puts `test/support/worker-file-of-sources.ts` in the
 * place of this file, so that threads run the same sources as the tests and nothing has to be built first.
 *
 * @param entry below `src/`, without an ending, such as `snapshots/extraction-worker`
 */
export function workerFile(entry: string): WorkerFile {
  return {
    filename: fileURLToPath(new URL(`../${entry}.js`, import.meta.url)),
    // Not what the process itself was started with: a heap snapshot or an inspector is the server's own.
    execArgv: [],
  };
}
