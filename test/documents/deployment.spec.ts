import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { readSettings } from '../../src/settings/settings.js';
import { itNeeding } from '../support/needing.js';
import { PROGRAM } from '../support/program-run.js';

const run = promisify(execFile);
const example = (name: string) =>
  fileURLToPath(new URL(`../../examples/deploy/${name}`, import.meta.url));
const unit = await readFile(example('fact-ledger.service'), 'utf8');
const caddyfile = await readFile(example('Caddyfile'), 'utf8');

const valuesOf = (directive: string) =>
  [...unit.matchAll(new RegExp(`^${directive}=(.*)$`, 'gm'))].map(([, value]) => value!);
const environment = Object.fromEntries(
  valuesOf('Environment').flatMap((line) => line.split(' ').map((pair) => pair.split('='))),
) as Record<string, string>;
const settings = readSettings(environment);

describe('the unit of systemd', () => {
  it('listens on loopback alone, and keeps its data in the folder that systemd makes for it', () => {
    expect(settings).toMatchObject({ host: '127.0.0.1', port: 3000 });
    expect(environment['FACT_LEDGER_DATA_DIR']).toBe(`/var/lib/${valuesOf('StateDirectory')[0]}`);
    expect(valuesOf('ProtectSystem')).toEqual(['strict']);
  });

  it('does not ask for what V8 cannot do without', () => {
    expect(valuesOf('MemoryDenyWriteExecute')).toEqual([]);
  });

  describe('as systemd reads it', () => {
    let folder: string;
    let here: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'fact-ledger-unit-'));
      here = join(folder, 'fact-ledger.service');
      // The program and the documents are elsewhere than where they will be installed.
      const found = unit
        .replace('/usr/local/bin/fact-ledger', PROGRAM)
        .replace(/^Documentation=.*$/m, '');
      await writeFile(here, found);
    });

    afterAll(() => rm(folder, { recursive: true, force: true }));

    itNeeding(['systemd-analyze'])('has no fault', async () => {
      const { stdout, stderr } = await run('systemd-analyze', ['verify', '--man=no', here]);
      expect(`${stdout}${stderr}`.split('\n').filter((line) => line.includes(here))).toEqual([]);
    });

    itNeeding(['systemd-analyze'])('exposes little', async () => {
      // Ends with 1 where it exposes more; in tenths. What is left is the network and its sockets.
      const options = ['--offline=true', '--threshold=15', '--no-pager'];
      const { stdout } = await run('systemd-analyze', ['security', ...options, here]);
      expect(stdout).toContain('Overall exposure level');
    });
  });
});

describe('the example of Caddy', () => {
  it('goes to where the ledger listens', () => {
    expect(caddyfile).toContain(`reverse_proxy ${settings.host}:${settings.port} {`);
  });

  it('lets through what the ledger takes, and not much more', () => {
    const [, mebibytes] = /^\t\tmax_size (\d+)MiB$/m.exec(caddyfile) ?? [];
    const bytes = Number(mebibytes) * 1024 * 1024;
    expect(bytes).toBeGreaterThan(settings.maxSnapshotBytes);
    expect(bytes).toBeLessThanOrEqual(settings.maxSnapshotBytes * 1.1);
  });

  itNeeding(['caddy'])('is one that Caddy takes, in its form', async () => {
    const { stderr } = await run('caddy', [
      ...['validate', '--adapter', 'caddyfile'],
      ...['--config', example('Caddyfile')],
    ]);
    expect(stderr).not.toContain('"level":"warn"');
  });
});
