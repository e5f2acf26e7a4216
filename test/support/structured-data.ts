import { createRequire } from 'node:module';

interface TestResult {
  readonly test: string;
  readonly description?: string;
  readonly error?: { readonly message?: string } | string;
}

interface TestResults {
  readonly failed: readonly TestResult[];
  readonly warnings: readonly TestResult[];
  readonly schemas: readonly string[];
  readonly structuredData: { readonly jsonld: Readonly<Record<string, readonly unknown[]>> };
}

// structured-data-testing-tool has no types.
const require = createRequire(import.meta.url);
const { structuredDataTest } = require('structured-data-testing-tool') as {
  readonly structuredDataTest: (
    html: string,
    options: { readonly presets: readonly unknown[] },
  ) => Promise<TestResults>;
};
const { Google } = require('structured-data-testing-tool/presets') as { Google: unknown };

/**
 * What structured-data-testing-tool finds on a page, by Google's rules: it sees no `@graph`, and passes a
 * review without a number.
 */
export async function structuredDataIn(html: string) {
  const { failed, warnings, schemas, structuredData } = await structuredDataTest(html, {
    presets: [Google],
  }).catch((error: { readonly res?: TestResults }) => {
    // It rejects where a test failed, and the error has the results.
    if (!error.res) throw error;
    return error.res;
  });
  return {
    failed: failed.map(({ test }) => test),
    warnings: warnings.map(({ test }) => test),
    schemas,
    reviews: structuredData.jsonld['ClaimReview'] ?? [],
  };
}
