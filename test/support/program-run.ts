import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

export const PROGRAM = builtFile('bundle/main.js');

/** A ledger's program, and the Node that runs it. */
export interface Program {
  readonly node: string;
  readonly file: string;
}

/** What was built here, run by the Node of the tests. */
export const BUILT: Program = { node: process.execPath, file: PROGRAM };

export type Environment = Readonly<Record<string, string>>;

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process under way, with what it has written so far. */
export class RunningProgram {
  private out = '';
  private err = '';
  private readonly closed: Promise<unknown>;

  constructor(readonly child: ChildProcess) {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.out += text));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.err += text));
    this.closed = once(child, 'close');
  }

  get stdout(): string {
    return this.out;
  }

  get stderr(): string {
    return this.err;
  }

  /** Resolves with what it printed once that has the text. @throws Error where it ends before. */
  async printing(text: string): Promise<string> {
    while (!this.out.includes(text)) {
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.out}${this.err}`);
      await Promise.race([once(this.child.stdout!, 'data'), this.closed]);
    }
    return this.out;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** The code is null after a signal that killed it. */
  async ended(): Promise<Run> {
    await this.closed;
    return { code: this.child.exitCode, stdout: this.out, stderr: this.err };
  }

  end(signal: NodeJS.Signals): Promise<Run> {
    this.kill(signal);
    return this.ended();
  }
}

/** Starts the built program, or another, with these settings and no others. `npm test` builds it first. */
export function startProgram(
  args: readonly string[],
  env: Environment = {},
  { node, file } = BUILT,
): RunningProgram {
  return started(node, [file, ...args], env);
}

/** A file below `dist/`, found from the sources and from what is built of them alike. */
export function builtFile(path: string): string {
  const above = new URL('../../', import.meta.url);
  const isCheckout = existsSync(new URL('package.json', above));
  return fileURLToPath(new URL(isCheckout ? `dist/${path}` : path, above));
}

/** Runs it to its end. */
export function runProgram(
  args: readonly string[],
  env: Environment = {},
  program = BUILT,
): Promise<Run> {
  return startProgram(args, env, program).ended();
}

/** Runs a line of shell, in which `$FACT_LEDGER` stands for the program. */
export function runShell(line: string, env: Environment = {}): Promise<Run> {
  const program = `"${process.execPath}" "${PROGRAM}"`;
  return started('sh', ['-c', line.replaceAll('$FACT_LEDGER', program)], env).ended();
}

function started(command: string, args: readonly string[], env: Environment): RunningProgram {
  const { PATH = '' } = process.env;
  return new RunningProgram(
    spawn(command, args, {
      // Somewhere else than the checkout: whatever is left out of the settings must not be found in it.
      cwd: tmpdir(),
      env: { PATH, TMPDIR: tmpdir(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** Parses NDJSON, by line feeds alone: JSON may hold every other separator. */
export function linesIn<Line = Record<string, unknown>>(text: string): Line[] {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new Error('the last line does not end');
  return lines.map((line) => JSON.parse(line) as Line);
}
