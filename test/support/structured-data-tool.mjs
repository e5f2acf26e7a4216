// A process of its own for structured-data-testing-tool: with it come polyfills (core-js 2) that replace
// parts of the language (`String.prototype.at`) in the process that loads them. Reads a page from standard
// input, and writes what the tool finds by Google's rules as JSON.
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';

const require = createRequire(import.meta.url);
const { structuredDataTest } = require('structured-data-testing-tool');
const { Google } = require('structured-data-testing-tool/presets');

const html = await text(process.stdin);
const results = await structuredDataTest(html, { presets: [Google] }).catch((error) => {
  // It rejects where a test failed, and the error has the results.
  if (!error.res) throw error;
  return error.res;
});
const { failed, warnings, schemas, structuredData } = results;
const named = (tests) => tests.map(({ test }) => test);
process.stdout.write(
  JSON.stringify({
    failed: named(failed),
    warnings: named(warnings),
    schemas,
    reviews: structuredData.jsonld.ClaimReview ?? [],
  }),
);
