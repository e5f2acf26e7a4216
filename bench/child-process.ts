import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OWN_BUILD = fileURLToPath(new URL('../../', import.meta.url));

/** A program of ours in a process of its own, so that what measures it takes nothing from it. */
export interface Served {
  readonly pid: number;
  readonly url: string;
  stop(): Promise<void>;
}

export function served(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Served> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL(script, import.meta.url)), ...args],
    {
      env: { ...process.env, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      // The rest of the log is read and thrown away.
      const [, url] = /"url":"(http[^"]+)"/.exec(line) ?? [];
      if (url !== undefined) resolve({ pid: child.pid!, url, stop: () => stopped(child) });
    });
  });
}

/** The ledger's own server, over that folder. @param build where it was built; here, where left out. */
export function ledgerServer(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
  build = OWN_BUILD,
): Promise<Served> {
  return served(programOf(build), ['serve'], { FACT_LEDGER_DATA_DIR: dataDir, ...env });
}

/** Returns the URL of a build's program, which its package names: where it lies has changed over time. */
function programOf(build: string): string {
  const text = readFileSync(join(build, 'package.json'), 'utf8');
  const { bin } = JSON.parse(text) as { bin: Record<string, string> };
  return pathToFileURL(join(build, bin['fact-ledger']!)).href;
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
