import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { RunningProgram } from './program-run.js';

const PROGRAM = fileURLToPath(
  new URL('../../dist/test/containers/projecting-process.js', import.meta.url),
);

type Line = { readonly task?: string; readonly committed?: boolean };

/** A process that projects or stands by, which tests may pause and kill. `npm test` builds it first. */
export class ProjectingProcess {
  private readonly program: RunningProgram;

  constructor(eventsFile: string, viewsUrl: string, name: string) {
    const child = spawn(process.execPath, [PROGRAM, eventsFile, viewsUrl, name], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.program = new RunningProgram(child);
  }

  /** What it does with all projections, as it last said; `some` where it holds only some of them. */
  get task(): string | undefined {
    return this.lines().findLast(({ task }) => task !== undefined)?.task;
  }

  get commits(): number {
    return this.lines().filter(({ committed }) => committed).length;
  }

  /** @returns after how many milliseconds it does. @throws Error where it does not within that time. */
  async does(task: string, withinMs: number): Promise<number> {
    const begun = Date.now();
    while (this.task !== task) {
      if (Date.now() - begun > withinMs) {
        const { stdout, stderr } = this.program;
        throw new Error(`it does not: ${task}\n${stdout.slice(-500)}${stderr}`);
      }
      await sleep(20);
    }
    return Date.now() - begun;
  }

  signal(signal: NodeJS.Signals): void {
    this.program.kill(signal);
  }

  /** Resolves when it is gone. @returns its exit code; null after a signal that killed it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    return (await this.program.end(signal)).code;
  }

  private lines(): Line[] {
    const whole = this.program.stdout.split('\n').slice(0, -1);
    return whole.map((line) => JSON.parse(line) as Line);
  }
}
