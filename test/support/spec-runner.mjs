import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

import circus from 'jest-circus/runner';

import { endChildren } from './spec-children.mjs';
import './typescript-in-node.mjs';

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
  try {
    return await circus.default(globalConfig, config, environment, runtime, file, ...more);
  } finally {
    endChildren();
  }
}

/** What Jest's own module keeps of a file, in symbols of the global object. */
const OF_ONE_FILE = new Set(['EVENT_HANDLERS', 'JEST_STATE_SYMBOL', 'TEST_TIMEOUT_SYMBOL']);

function requireAnew(path) {
  for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
    if (OF_ONE_FILE.has(symbol.description)) delete globalThis[symbol];
  }
  // One of its own each time: it keeps what it has required.
  const require = createRequire(import.meta.url);
  delete require.cache[path];
  return require(path);
}
