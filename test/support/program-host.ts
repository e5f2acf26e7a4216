import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

import type { Environment, Run } from './program-run.js';

const HOST = fileURLToPath(new URL('./program-host-process.mjs', import.meta.url));

/** What the host is asked for: a command line, and the settings that it has. */
export interface HostedCommand {
  readonly args: readonly string[];
  readonly env: Environment;
}

let host: ChildProcess | undefined;
let before: Promise<unknown> = Promise.resolve();

/**
 * Runs the built program in a process that stays as long as that of the specs, so that it is loaded once:
 * a process of its own for each command takes most of its time to load. Commands come one after the other.
 * What a process does at its end (signals, pipes, handles left open) needs `runProgram`.
 */
export function runHosted(args: readonly string[], env: Environment = {}): Promise<Run> {
  const run = before.then(() => ask({ args, env }));
  before = run.catch(() => undefined);
  return run;
}

async function ask(command: HostedCommand): Promise<Run> {
  host ??= startHost();
  const process = host;
  const answered = new AbortController();
  const { signal } = answered;
  try {
    process.send(command);
    const answer = once(process, 'message', { signal }) as Promise<[Run]>;
    const ended = once(process, 'exit', { signal }).then(([code]) => {
      throw new Error(`the host of "${command.args.join(' ')}" ended with ${String(code)}`);
    });
    const [run] = await Promise.race([answer, ended]);
    return run;
  } finally {
    answered.abort();
  }
}

function startHost(): ChildProcess {
  const { PATH = '' } = process.env;
  const started = fork(HOST, {
    // Somewhere else than the checkout: whatever is left out of the settings must not be found in it.
    cwd: tmpdir(),
    env: { PATH, TMPDIR: tmpdir() },
    execArgv: [],
  });
  started.unref();
  started.channel?.unref();
  return started;
}
