import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { Role } from '../../events/envelope.js';
import { ADMIN_KEY_FILE } from '../../src/members/admin-key-file.js';
import { errorCodeOf } from '../../src/runtime/error-code.js';
import { ApiClient } from './api-client.js';
import type { DeskMember, Serving } from './desk.js';
import { enrol } from './enrol.js';
import { BUILT, type Program } from './program-run.js';

const START_WITHIN_MS = 60_000;

export interface SpawnOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** A command that the program is started through, such as `['prlimit', '--fsize=1000000']`. */
  readonly through?: readonly string[];
  /** A key of an admin that the ledger has; where left out, the one of its settings or of its file. */
  readonly adminKey?: string;
  /** What serves; where left out, what was built here. */
  readonly program?: Program;
  /** Words behind `serve`. */
  readonly words?: readonly string[];
}

/** The built program as a process of its own, which tests may kill. `npm test` builds it first. */
export class SpawnedServer implements Serving {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly admin: ApiClient,
    private readonly output: string[],
  ) {}

  /** Resolves when it serves. @throws Error with what it said where it ends before. */
  static async start(dataDir: string, options: SpawnOptions = {}): Promise<SpawnedServer> {
    const { PATH = '' } = process.env;
    const { node, file } = options.program ?? BUILT;
    const [command = node, ...before] = [...(options.through ?? []), node];
    const child = spawn(command, [...before, file, 'serve', ...(options.words ?? [])], {
      // Nothing of whoever runs the tests: a setting that they have for a ledger of their own is no test's.
      env: { PATH, PORT: '0', FACT_LEDGER_DATA_DIR: dataDir, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    child.stderr.on('data', (data: Buffer) => output.push(data.toString()));
    const url = await urlToldBy(child, output);
    try {
      const key = options.adminKey ?? (await keyOf(dataDir, options.env ?? {}));
      return new SpawnedServer(child, url, new ApiClient(url, key), output);
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
  }

  /** A client without a key. */
  get anonymous(): ApiClient {
    return new ApiClient(this.url);
  }

  /** Enrols a member with these roles, and speaks with a key of theirs. */
  async member(roles: readonly Role[], name = roles.join('-')): Promise<DeskMember> {
    const { id, key } = await enrol(this.admin, name, roles);
    return Object.assign(new ApiClient(this.url, key), { id });
  }

  /** The process id of the program, also where it was started through another that gave its place to it. */
  get pid(): number {
    return this.child.pid!;
  }

  /** Null while it runs, and after a signal that killed it. */
  get exitCode(): number | null {
    return this.child.exitCode;
  }

  /** The most memory that it has had so far, in MiB; null where the system does not tell. */
  get peakMiB(): number | null {
    try {
      // As `VmHWM`, of which proc_pid_status(5) says more.
      const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
      const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
      return kib === undefined ? null : Math.round(Number(kib) / 1_024);
    } catch (error) {
      if (errorCodeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /** All that it has written to either output. */
  get log(): string {
    return this.output.join('');
  }

  /** Resolves when the process is gone. @returns its exit code; null after a signal that killed it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
    return this.child.exitCode;
  }
}

/** The key of the first admin. */
async function keyOf(dataDir: string, env: Readonly<Record<string, string>>): Promise<string> {
  const { FACT_LEDGER_ADMIN_KEY: given } = env;
  return given || (await readFile(join(dataDir, ADMIN_KEY_FILE), 'utf8')).trim();
}

function urlToldBy(child: ChildProcess, output: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const failed = (why: string) => {
      clearTimeout(late);
      reject(new Error(`${why}\n${output.join('')}`));
    };
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      failed('the server did not start in time');
    }, START_WITHIN_MS);
    child.once('exit', (code) => failed(`the server ended with ${code}`));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      output.push(`${line}\n`);
      const entry = entryIn(line);
      if (entry?.msg !== 'serving' || entry.url === undefined) return;
      clearTimeout(late);
      resolve(entry.url);
    });
  });
}

function entryIn(line: string): { msg?: string; url?: string } | undefined {
  try {
    return JSON.parse(line) as { msg?: string; url?: string };
  } catch {
    return undefined;
  }
}
