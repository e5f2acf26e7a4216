import { jest } from '@jest/globals';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

import { ApiClient } from '../support/api-client.js';
import { itNeeding } from '../support/needing.js';
import { runShell, startProgram, type RunningProgram } from '../support/program-run.js';
import { TemporaryFolders } from '../support/temporary-folders.js';

// Programs are started one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

const folders = new TemporaryFolders();
const started: RunningProgram[] = [];

afterEach(async () => {
  for (const program of started.splice(0)) await program.end('SIGKILL');
  await folders.remove();
});

/** Its folder for temporary files is its own, so that what it leaves there can be seen. */
async function startDemo(env: Record<string, string> = {}) {
  const temporary = await folders.make();
  const demo = startProgram(['demo'], { TMPDIR: temporary, ...env });
  started.push(demo);
  return { demo, temporary };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

interface Made {
  readonly id: string;
  readonly position: string;
}

interface Listed {
  readonly items: readonly { readonly status?: string }[];
}

function curlsIn(output: string): string[] {
  return [...output.matchAll(/^ {2}(curl .+)$/gm)].map(([, line]) => line!);
}

/** Runs them as they were printed. */
async function answersOf(curls: readonly string[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const line of curls) {
    const { code, stdout } = await runShell(line);
    expect(code).toBe(0);
    answers.push(JSON.parse(stdout));
  }
  return answers;
}

const PRINTED = 'Ctrl-C stops it; nothing is kept.\n';

describe('demo', () => {
  itNeeding(['curl'])('serves the sample, tells how to try it, and keeps nothing', async () => {
    const port = await freePort();
    const { demo, temporary } = await startDemo({ PORT: String(port) });
    const output = await demo.printing(PRINTED);
    const url = `http://127.0.0.1:${port}`;
    for (const path of ['/docs', '/v1/claims', '/health/ready']) {
      expect(output).toContain(`  ${url}${path} `);
      expect((await fetch(`${url}${path}`)).status).toBe(200);
    }

    const keys = [...output.matchAll(/^ {2}(\S+) +(fl_\S+)$/gm)];
    const roles: Record<string, string[]> = {};
    for (const [, name, key] of keys) {
      const { body } = await new ApiClient(url, key).get('/v1/members/me');
      roles[name!] = (body as { roles: string[] }).roles;
    }
    expect(roles).toEqual({
      contributor: ['contributor'],
      'reviewer-1': ['reviewer'],
      'reviewer-2': ['reviewer'],
      editor: ['editor'],
      auditor: ['auditor'],
      admin: ['admin'],
    });

    const curls = curlsIn(output);
    expect(curls).toHaveLength(8);
    const [written, waiting, judged, history, log, overview, settled, activity] = (await answersOf(
      curls,
    )) as [Made, Listed, object, Listed, Listed, object, Listed, Listed];
    const { id, position } = written;
    const read = await fetch(`${url}/v1/claims/${id}?atLeast=${position}`);
    expect(await read.json()).toMatchObject({ id, text: 'The first ship has left the port' });
    expect(waiting.items).toEqual([expect.objectContaining({ status: 'under-review' })]);
    expect(judged).toMatchObject({ finding: { rating: 'unverifiable' } });
    expect(history.items[0]).toHaveProperty('type', 'ClaimRecorded');
    expect(log.items).toHaveLength(3);
    expect(overview).toHaveProperty('claims');
    expect(settled.items.map(({ status }) => status)).toContain('settled');
    expect(activity.items).toHaveLength(1);

    expect(await readdir(temporary)).toEqual([expect.stringMatching(/^fact-ledger-demo-/)]);
    const { code, stderr } = await demo.end('SIGINT');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await readdir(temporary)).toEqual([]);
  });

  itNeeding(['curl'])(
    'has curl lines that work where reads need a key, and takes the key that was set',
    async () => {
      const key = 'the-key-of-an-operator-0123456789';
      const { demo } = await startDemo({
        PORT: '0',
        FACT_LEDGER_PUBLIC_READS: 'false',
        FACT_LEDGER_ADMIN_KEY: key,
      });
      const output = await demo.printing(PRINTED);
      expect(output).toContain(`  admin        ${key}\n`);
      const [written, waiting] = await answersOf(curlsIn(output));
      expect(written).toHaveProperty('revision', 0);
      expect(waiting).toHaveProperty('items');
    },
  );

  itNeeding(['npx'])('says how the command line works on its ledger', async () => {
    const { demo, temporary } = await startDemo({ PORT: '0' });
    const output = await demo.printing(PRINTED);
    const [folder] = await readdir(temporary);
    expect(output).toContain(`Starting a throw-away ledger in ${join(temporary, folder!)} …\n`);
    const [, commands] = /on the folder of this ledger:\n((?: {2}.+\n)+)/.exec(output)!;
    const { code, stdout } = await runShell(`set -e\n${commands}`);
    expect(code).toBe(0);
    expect(stdout).toContain('"type":"VerdictSubmitted"');
    expect(stdout).toMatch(/The live views say the same: \d+ rows of \d+ views/);
    expect(stdout).toContain('reviewer-2');
  });

  it('keeps nothing either where it is stopped before it has told anything', async () => {
    const { demo, temporary } = await startDemo({ PORT: '0' });
    while ((await readdir(temporary)).length === 0) await new Promise((r) => setTimeout(r, 20));
    const { code, stderr } = await demo.end('SIGINT');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await readdir(temporary)).toEqual([]);
  });

  it('ends, and keeps nothing, where its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { demo, temporary } = await startDemo({ PORT: String(port) });
    const { code, stderr } = await demo.ended();
    other.close();
    expect(code).toBe(1);
    expect(stderr).toBe(`fact-ledger: PORT: 127.0.0.1:${port} is in use by another program\n`);
    expect(await readdir(temporary)).toEqual([]);
  });
});
