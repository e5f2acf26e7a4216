import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';

import { PROGRAM, type Environment } from './program-run.js';

/** What is typed once the terminal shows a question at its end. */
export type Typed = readonly [question: string, keys: string];

/** Runs the built program at a terminal of `script` (util-linux), at which somebody answers. */
export async function runAtTerminal(
  line: string,
  env: Environment,
  answers: readonly Typed[],
): Promise<{ readonly code: number | null; readonly shown: string; readonly asked: number }> {
  const { PATH = '' } = process.env;
  const child = spawn(
    'script',
    ['-qec', `"${process.execPath}" "${PROGRAM}" ${line}`, '/dev/null'],
    {
      cwd: tmpdir(),
      env: { PATH, TMPDIR: tmpdir(), TERM: 'dumb', ...env },
    },
  );
  let shown = '';
  let asked = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    const [question, keys] = answers[asked] ?? [];
    if (question === undefined || !shown.endsWith(`${question} `)) return;
    asked += 1;
    child.stdin.write(keys);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, shown, asked };
}
