import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { jestExpect } from '@jest/expect';
import * as circus from 'jest-circus';

import '../support/typescript-in-node.mjs';
import { part } from './parts.js';

const FAILED = 1;
const SUCCESS = 0;

/**
 * Runs specs with jest's own `describe`, `it` and `expect` in the process that Stryker starts, where every
 * file is loaded once for all mutants. `@stryker-mutator/jest-runner` 9.6.1 makes a run of jest for each,
 * which loads them all again: seconds, where what is run takes milliseconds.
 */
class InProcessRunner {
  /** Of each spec, its tree of tests; and each test by its id. */
  #files = [];
  #tests = new Map();

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    globalThis.__stryker__ = { mutantCoverage: { static: {}, perTest: {} } };
    const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
    const hooks = { beforeAll, beforeEach, afterAll, afterEach };
    Object.assign(globalThis, { describe, it, test, ...hooks, expect: jestExpect });
    for (const name of readdirSync('.', { recursive: true })) {
      if (part.specs.test(name)) await this.#load(name);
    }
    circus.addEventHandler(({ name, test }) => {
      if (name === 'test_start') globalThis.__stryker__.currentTestId = test.id;
      if (name === 'test_done') globalThis.__stryker__.currentTestId = undefined;
    });
  }

  async #load(name) {
    circus.resetState();
    await import(pathToFileURL(resolve(name)).href);
    const state = circus.getState();
    const tests = testsOf(state.rootDescribeBlock);
    for (const [index, test] of tests.entries()) {
      test.id = `${name} ${index} ${nameOf(test)}`;
      test.ownMode = part.passedOver?.test(test.name) ? 'skip' : test.mode;
      this.#tests.set(test.id, test);
    }
    this.#files.push({ name, state, tests });
  }

  async dryRun() {
    await this.#run(this.#tests, false);
    const tests = [...this.#tests.values()]
      .filter(({ ownMode }) => ownMode !== 'skip' && ownMode !== 'todo')
      .map((test) => ({
        id: test.id,
        name: test.id,
        timeSpentMs: test.duration ?? 0,
        ...(test.errors.length === 0
          ? { status: SUCCESS }
          : { status: FAILED, failureMessage: messageOf(test) }),
      }));
    return { status: 'complete', tests, mutantCoverage: globalThis.__stryker__.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, disableBail }) {
    const context = globalThis.__stryker__;
    Object.assign(context, { activeMutant: activeMutant.id, hitLimit });
    context.hitCount = hitLimit === undefined ? undefined : 0;
    const ran = await this.#run(testFilter ?? this.#tests.keys(), !disableBail);
    context.activeMutant = undefined;
    if (context.hitCount > hitLimit) return { status: 'timeout', reason: 'Hit limit reached' };
    const failed = ran.filter(({ errors }) => errors.length > 0);
    if (failed.length === 0) return { status: 'survived', nrOfTests: ran.length };
    return {
      status: 'killed',
      killedBy: failed.map(({ id }) => id),
      failureMessage: messageOf(failed[0]),
      nrOfTests: ran.length,
    };
  }

  async #run(ids, bail) {
    const wanted = new Set(ids instanceof Map ? ids.keys() : ids);
    const ran = [];
    for (const { state, tests } of this.#files) {
      const some = tests.filter(({ id }) => wanted.has(id));
      if (some.length === 0) continue;
      for (const test of tests) {
        test.mode = wanted.has(test.id) ? test.ownMode : 'skip';
        test.errors = [];
        test.status = undefined;
      }
      circus.setState(state);
      const stop = ({ name, test: done }) => {
        if (!bail || name !== 'test_done' || done.errors.length === 0) return;
        for (const test of tests) test.mode = 'skip';
      };
      circus.addEventHandler(stop);
      await circus.run();
      circus.removeEventHandler(stop);
      ran.push(...some);
      if (bail && some.some(({ errors }) => errors.length > 0)) break;
    }
    return ran;
  }
}

function testsOf({ children }) {
  return children.flatMap((child) => (child.type === 'test' ? [child] : testsOf(child)));
}

function nameOf({ name, parent }) {
  return parent?.parent ? `${nameOf(parent)} ${name}` : name;
}

function messageOf({ errors: [error] }) {
  const [thrown] = Array.isArray(error) ? error : [error];
  return String(thrown?.message ?? thrown);
}

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'in-process', injectableClass: InProcessRunner },
];
