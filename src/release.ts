import { readFileSync } from 'node:fs';

/** The release, as package.json has it; found from the sources and from `dist/` alike. */
export const RELEASE = versionAt('../package.json') ?? versionAt('../../package.json') ?? '0.0.0';

function versionAt(relative: string): string | undefined {
  try {
    const text = readFileSync(new URL(relative, import.meta.url), 'utf8');
    const { name, version } = JSON.parse(text) as { name?: string; version?: string };
    return name === 'fact-ledger' ? version : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
