import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

const { console, process } = globalThis;
const { exit } = process;

/** Where `spec-runner.mjs` runs specs: Node itself, in the place of a context of its own for each file. */
export default class SpecEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);

  constructor({ projectConfig: config }) {
    this.fakeTimersModern = new ModernFakeTimers({ config, global: globalThis });
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }

  async setup() {}

  /** Jest puts its own in their place for each file. */
  async teardown() {
    globalThis.console = console;
    process.exit = exit;
  }
}
