import { createInterface } from 'node:readline/promises';

import { CommandFailed } from './exit-codes.js';

/** Somebody at a terminal. */
export interface Asked {
  say(line: string): void;
  /** Returns what was answered, without blanks at its ends. @throws CommandFailed where nothing is */
  ask(question: string): Promise<string>;
  close(): void;
}

/** As a shell has it of SIGINT. */
const INTERRUPTED = 130;

/** Whether somebody is there to be asked. */
export function isAtTerminal(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Speaks by standard error, so that standard output has the result alone. */
export function atTerminal(
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Asked {
  const lines = createInterface({ input, output });
  const stopped = new AbortController();
  lines.once('close', () => stopped.abort());
  lines.once('SIGINT', () => lines.close());
  return {
    say: (line) => void output.write(`${line}\n`),
    ask: async (question) => {
      try {
        return (await lines.question(`${question} `, { signal: stopped.signal })).trim();
      } catch (error) {
        if (!stopped.signal.aborted) throw error;
        throw new CommandFailed('stopped; nothing was sent', INTERRUPTED);
      }
    },
    close: () => lines.close(),
  };
}

/** Asks until the answer is one. @param read undefined for what is none */
export async function answerTo<Answer>(
  asked: Asked,
  question: string,
  read: (text: string) => Answer | undefined,
  hint: string,
): Promise<Answer> {
  // eslint-disable-next-line no-restricted-syntax -- one answer after the other
  for (;;) {
    const answer = read(await asked.ask(question));
    if (answer !== undefined) return answer;
    asked.say(hint);
  }
}

/** @returns false, too, where nothing is answered. */
export function isAgreedTo(asked: Asked, question: string): Promise<boolean> {
  return answerTo(asked, `${question} [y/N]`, yesOrNo, 'Answer y or n.');
}

function yesOrNo(text: string): boolean | undefined {
  if (/^y(es)?$/i.test(text)) return true;
  return /^(no?)?$/i.test(text) ? false : undefined;
}
