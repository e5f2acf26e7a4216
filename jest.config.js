import { SWC_OPTIONS } from './test/support/swc-options.mjs';

/** @type {import('jest').Config} */
export default {
  // Node loads the specs, by typescript-hooks.mjs; what this says of loading is for `npm run coverage`.
  testEnvironment: './test/support/spec-environment.mjs',
  testRunner: './test/support/spec-runner.mjs',
  testMatch: ['<rootDir>/{events,projections,src,test}/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    // Threads run sources, too, where they would run what is built.
    '^(?:\\.{1,2}/)+(?:runtime/)?worker-file\\.js$':
      '<rootDir>/test/support/worker-file-of-sources.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': ['@swc/jest', SWC_OPTIONS],
  },
  testTimeout: 60_000,
  // Only `npm run coverage` takes it: counting slows everything down. What processes of their own run is not in it.
  coverageProvider: 'v8',
  coverageReporters: ['text-summary', 'lcov'],
  collectCoverageFrom: ['{events,projections,src}/**/*.ts', '!**/*.spec.ts'],
  // The log of a server that somebody names is one for all files, and some look at where it ends.
  maxWorkers: process.env['TEST_EVENTSTORE_URL'] ? 1 : 2,
  // What a worker has loaded stays for all its files; one that has come to this much gives way to a new one.
  workerIdleMemoryLimit: '1GB',
};
