import ora from 'ora';

const PLAIN_EVERY_MS = 5_000;

/** How far long work has come, on standard error. */
export interface Progress {
  show(text: string): void;
  /** What keeps the work from going on at the moment. */
  trouble(text: string): void;
  done(text: string): void;
  failed(): void;
}

/** A line that moves on a terminal; elsewhere a plain line now and then, and one at the end. */
export function progress(): Progress {
  // A terminal whose width nobody has set says 0, with which ora counts endlessly many lines to clear.
  return process.stderr.isTTY && process.stderr.columns > 0 ? onTerminal() : inPlainLines();
}

function onTerminal(): Progress {
  const spinner = ora({ stream: process.stderr, discardStdin: false }).start();
  const show = (text: string) => void (spinner.text = text);
  return {
    show,
    trouble: show,
    done: (text) => void spinner.succeed(text),
    // Why, is said by whoever catches the error.
    failed: () => void (spinner.text === '' ? spinner.stop() : spinner.fail()),
  };
}

function inPlainLines(): Progress {
  let last = Date.now();
  let lastTrouble = '';
  const write = (text: string) => {
    last = Date.now();
    process.stderr.write(`${text}\n`);
  };
  return {
    show: (text) => {
      if (Date.now() - last >= PLAIN_EVERY_MS) write(text);
    },
    trouble: (text) => {
      if (text !== lastTrouble) write(text);
      lastTrouble = text;
    },
    done: write,
    failed: () => {},
  };
}
