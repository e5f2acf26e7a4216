import { constants } from 'node:os';

import { CommandFailed } from './exit-codes.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export interface StopWatch {
  readonly signalled: Promise<NodeJS.Signals>;
  /** Ends the watch: from now on a signal does what it would have done without it. */
  end(): void;
}

/** Takes the first signal to stop in the process's stead; the second ends it as ever. */
export function watchForStop(): StopWatch {
  let end = () => {};
  const signalled = new Promise<NodeJS.Signals>((resolve) => {
    const stop = (signal: NodeJS.Signals) => {
      end();
      resolve(signal);
    };
    end = () => SIGNALS.forEach((signal) => process.off(signal, stop));
    for (const signal of SIGNALS) process.on(signal, stop);
  });
  return { signalled, end };
}

/**
 * Does work that leaves something to clear away when it is stopped half way. The signal that it is
 * given aborts with a CommandFailed, whose exit code is what a shell says of a signal.
 */
export async function interruptible<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stopped = new AbortController();
  const watch = watchForStop();
  void watch.signalled.then((signal) => {
    const exitCode = 128 + constants.signals[signal];
    stopped.abort(new CommandFailed(`stopped by ${signal}`, exitCode));
  });
  try {
    return await work(stopped.signal);
  } finally {
    watch.end();
  }
}
