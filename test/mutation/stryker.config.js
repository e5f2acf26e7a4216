import { part } from './parts.js';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  plugins: ['./test/mutation/in-process-runner.js'],
  testRunner: 'in-process',
  coverageAnalysis: 'perTest',
  // What is worked out once, as a file loads, would ask for a process of its own.
  ignoreStatic: true,
  mutate: process.env['MUTATED_FILES']?.split(',') ?? [...part.mutate, '!**/*.spec.ts'],
  // Without tsconfig.json, which Stryker would ask TypeScript to read, and which swc does not.
  ignorePatterns: ['/dist', '/bench', '/coverage', '/reports', '/tsconfig*.json'],
  disableTypeChecks: false,
  concurrency: 1,
  timeoutMS: 30_000,
  dryRunTimeoutMinutes: 60,
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: `reports/mutation/${process.env['MUTATED_PART']}.json` },
  clearTextReporter: { reportTests: false, logTests: false },
  allowConsoleColors: false,
};
