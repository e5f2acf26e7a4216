import { readFileSync } from 'node:fs';

import { errorCodeOf } from './error-code.js';

/** The release, as package.json has it; found from the sources and from `dist/` alike. */
export const RELEASE =
  versionAt('../../package.json') ?? versionAt('../../../package.json') ?? '0.0.0';

function versionAt(relative: string): string | undefined {
  try {
    const text = readFileSync(new URL(relative, import.meta.url), 'utf8');
    const { name, version } = JSON.parse(text) as { name?: string; version?: string };
    return name === 'fact-ledger' ? version : undefined;
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
