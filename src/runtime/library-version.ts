import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { errorCodeOf } from './error-code.js';

/** Versions by the names of libraries that stand in the bundle, as JSON: `esbuild.config.js` puts it there. */
declare const BUNDLED_VERSIONS: string;

const bundled =
  typeof BUNDLED_VERSIONS === 'undefined'
    ? {}
    : (JSON.parse(BUNDLED_VERSIONS) as Readonly<Record<string, string>>);

/**
 * Returns the version of a library that is used: of what is bundled, else of what is in `node_modules`.
 * The library's own `package.json` says it, which many do not export.
 *
 * @throws Error where it is not installed.
 */
export function libraryVersion(name: string): string {
  return bundled[name] ?? installedVersion(name);
}

function installedVersion(name: string): string {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  for (const folder of folders) {
    try {
      const text = readFileSync(join(folder, name, 'package.json'), 'utf8');
      return (JSON.parse(text) as { version: string }).version;
    } catch (error) {
      if (errorCodeOf(error) !== 'ENOENT') throw error;
    }
  }
  throw new Error(`the library ${name} is not installed`);
}
