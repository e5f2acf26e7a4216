import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** The one that CHROMIUM_PATH names, else one of the usual names; undefined where there is none. */
export function chromiumPath(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  const names = named ? [named] : ['chromium', 'chromium-browser', 'google-chrome'];
  return names.find((name) => spawnSync(name, ['--version']).status === 0);
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

const STARTING_MS = 50_000;

/**
 * A browser without a window and without a network, spoken to over a pipe: messages of the DevTools
 * protocol, each ended by NUL. https://chromedevtools.github.io/devtools-protocol/
 */
export class Chromium {
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private readonly listeners = new Set<(answer: Answer) => void>();
  private readonly process: ChildProcess;
  private readonly profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  private sent = 0;
  private rest = '';

  constructor(path: string) {
    this.process = spawn(
      path,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--remote-debugging-pipe',
        '--window-size=1280,8000',
        '--host-resolver-rules=MAP * ~NOTFOUND',
        `--user-data-dir=${this.profile}`,
      ],
      // A group of its own, to be ended with all its processes.
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true },
    );
    const output = this.process.stdio[4] as Readable;
    output.setEncoding('utf8').on('data', (data: string) => this.take(data));
  }

  /** What a script finds in a page once it is loaded. */
  async evaluated(url: string, expression: string): Promise<unknown> {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const session = String(sessionId);
    await this.send('Page.enable', {}, session);
    const loaded = this.event('Page.loadEventFired', session);
    await this.send('Page.navigate', { url }, session);
    await loaded;
    const { result } = await this.send(
      'Runtime.evaluate',
      { expression, returnByValue: true },
      session,
    );
    await this.send('Target.closeTarget', { targetId });
    return (result as { readonly value?: unknown }).value;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    const { pid } = this.process;
    if (pid !== undefined && this.process.exitCode === null) {
      // What remains of it would still write into its profile.
      process.kill(-pid, 'SIGKILL');
      await ended;
    }
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private async send(
    method: string,
    params: object,
    sessionId?: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    this.sent += 1;
    const id = this.sent;
    const answered = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
    const input = this.process.stdio[3] as Writable;
    input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result, error } = await within(answered, method);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  private event(method: string, sessionId: string): Promise<void> {
    return within(
      new Promise((resolve) => {
        const listener = (answer: Answer) => {
          if (answer.method !== method || answer.sessionId !== sessionId) return;
          this.listeners.delete(listener);
          resolve();
        };
        this.listeners.add(listener);
      }),
      method,
    );
  }

  private take(data: string): void {
    const messages = (this.rest + data).split('\0');
    this.rest = messages.pop() ?? '';
    for (const message of messages) {
      const answer = JSON.parse(message) as Answer;
      if (answer.id === undefined) for (const listener of [...this.listeners]) listener(answer);
      else this.waiting.get(answer.id)?.(answer);
    }
  }
}

async function within<T>(answer: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Chromium did not answer: ${what}`)), STARTING_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
