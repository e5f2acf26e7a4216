import ora from 'ora';

const PLAIN_EVERY_MS = 5_000;

/** How far long work has come, on standard error. */
export interface Progress {
  show(text: string): void;
  done(text: string): void;
  failed(): void;
}

/** A line that moves on a terminal; elsewhere a plain line now and then, and one at the end. */
export function progress(): Progress {
  return process.stderr.isTTY ? onTerminal() : inPlainLines();
}

function onTerminal(): Progress {
  const spinner = ora({ stream: process.stderr }).start();
  return {
    show: (text) => void (spinner.text = text),
    done: (text) => void spinner.succeed(text),
    failed: () => void spinner.fail(),
  };
}

function inPlainLines(): Progress {
  let last = Date.now();
  return {
    show(text) {
      if (Date.now() - last < PLAIN_EVERY_MS) return;
      last = Date.now();
      process.stderr.write(`${text}\n`);
    },
    done: (text) => void process.stderr.write(`${text}\n`),
    failed: () => {},
  };
}
