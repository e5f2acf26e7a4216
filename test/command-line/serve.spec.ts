import { jest } from '@jest/globals';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

import { runHosted } from '../support/program-host.js';
import { runProgram, startProgram, type RunningProgram } from '../support/program-run.js';
import { TemporaryFolders } from '../support/temporary-folders.js';

// Programs are started one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

const folders = new TemporaryFolders();
const started: RunningProgram[] = [];

afterEach(async () => {
  for (const program of started.splice(0)) await program.end('SIGKILL');
  await folders.remove();
});

describe('serve', () => {
  it('serves until SIGTERM, which ends it with 0, and keeps another server off its folder', async () => {
    const dataDir = join(await folders.make(), 'made', 'by-it');
    const settings = { PORT: '0', FACT_LEDGER_DATA_DIR: dataDir };
    const server = startProgram(['serve'], settings);
    started.push(server);
    const log = await server.printing('"msg":"serving"');
    const [, url] = /"url":"(http:[^"]+)"/.exec(log)!;
    expect(log).toContain(`"adminKeyFile":"${join(dataDir, 'admin-key')}"`);
    const response = await fetch(`${url}/v1/claims`);
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 200,
      body: { items: [], next: null },
    });
    expect(await runProgram(['serve'], settings)).toEqual({
      code: 75,
      stdout: '',
      stderr: `fact-ledger: another server is running on the data folder ${dataDir}\n`,
    });
    const { code, stdout, stderr } = await server.end('SIGTERM');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('"msg":"stopped"');
  });

  it('names the port that another program has', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      const run = await runProgram(['serve'], {
        PORT: String(port),
        FACT_LEDGER_DATA_DIR: await folders.make(),
      });
      expect(run).toMatchObject({ code: 1 });
      expect(run.stderr).toBe(
        `fact-ledger: PORT: 127.0.0.1:${port} is in use by another program\n`,
      );
    } finally {
      other.close();
    }
  });

  it.each(['api', 'projector'])(
    'refuses --role %s over the embedded engine, with 78',
    async (role) => {
      const dataDir = join(await folders.make(), 'none');
      const settings = { PORT: '0', FACT_LEDGER_DATA_DIR: dataDir };
      const run = await runHosted(['serve', '--role', role], settings);
      expect(run).toMatchObject({ code: 78, stdout: '' });
      expect(run.stderr).toMatch(
        /^fact-ledger: EVENT_STORE_URL, READ_MODEL_URL: --role .* belongs to one process.*\n$/,
      );
      expect(existsSync(dataDir)).toBe(false);
    },
  );

  it('knows no other role', async () => {
    const { code, stderr } = await runHosted(['serve', '--role', 'reader'], { PORT: '0' });
    expect(code).toBe(2);
    expect(stderr).toContain('Allowed choices are all, api, projector.');
  });

  it('names the host that is none of this machine, with 78', async () => {
    const run = await runHosted(['serve'], {
      PORT: '0',
      HOST: '203.0.113.7',
      FACT_LEDGER_DATA_DIR: await folders.make(),
    });
    expect(run).toMatchObject({ code: 78 });
    expect(run.stderr).toBe('fact-ledger: HOST: "203.0.113.7" is no address of this machine\n');
  });

  it('names the data folder that cannot be one, with 78', async () => {
    const file = join(await folders.make(), 'file');
    await writeFile(file, 'no folder');
    const run = await runHosted(['serve'], { PORT: '0', FACT_LEDGER_DATA_DIR: file });
    expect(run).toMatchObject({ code: 78, stdout: '' });
    expect(run.stderr).toMatch(new RegExp(`^fact-ledger: FACT_LEDGER_DATA_DIR: ${file}: .+\n$`));
  });

  it.each(['events.db', 'views.db'])(
    'leaves a file %s that is none of its own alone',
    async (name) => {
      const dataDir = await folders.make();
      await writeFile(join(dataDir, name), 'a letter, not a database. '.repeat(100));
      const run = await runHosted(['serve'], { PORT: '0', FACT_LEDGER_DATA_DIR: dataDir });
      expect(run).toMatchObject({ code: 1 });
      expect(run.stderr).toMatch(new RegExp(`^fact-ledger: .*${name}.*\n$`));
    },
  );
});
