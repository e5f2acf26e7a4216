import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const TOOL = join(import.meta.dirname, 'structured-data-tool.mjs');

export interface StructuredData {
  readonly failed: readonly string[];
  readonly warnings: readonly string[];
  readonly schemas: readonly string[];
  /** Each ClaimReview on the page. */
  readonly reviews: readonly unknown[];
}

/**
 * What structured-data-testing-tool finds on a page, by Google's rules: it sees no `@graph`, and passes a
 * review without a number.
 */
export async function structuredDataIn(html: string): Promise<StructuredData> {
  const run = promisify(execFile)(process.execPath, [TOOL]);
  run.child.stdin!.end(html);
  return JSON.parse((await run).stdout) as StructuredData;
}
