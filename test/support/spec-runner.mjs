import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

import circus from 'jest-circus/runner';

import './typescript-in-node.mjs';

const require = createRequire(import.meta.url);

process.setSourceMapsEnabled(true);

/**
 * Runs a spec file as Jest does, but lets Node load it, and so what it imports once for all files that a
 * process runs. Jest loads everything anew in a context for each file, which took most of the time.
 */
export default async function runSpecs(globalConfig, config, environment, runtime, file, ...more) {
  // Node knows where in the sources an error was; Jest only of files that it loads itself.
  Error.prepareStackTrace = undefined;
  globalThis.jest = runtime.jestGlobals.jestObjectFor(file);
  runtime.unstable_shouldLoadAsEsm = () => true;
  runtime.unstable_importModule = (path) => import(pathToFileURL(path).href);
  runtime.requireInternalModule = requireAnew;
  return circus.default(globalConfig, config, environment, runtime, file, ...more);
}

const KEPT_OF_A_FILE = ['EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL'];

/** What Jest's own module knows is of one file. */
function requireAnew(path) {
  for (const name of KEPT_OF_A_FILE) delete globalThis[Symbol.for(name)];
  delete require.cache[path];
  return require(path);
}
