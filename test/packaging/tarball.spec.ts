import { jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { itNeeding } from '../support/needing.js';
import { runProgram, type Program } from '../support/program-run.js';
import { TemporaryFolders } from '../support/temporary-folders.js';
import { INSTALLED_CHECKS } from './installed-checks.js';
import { installUncompiled, lendAddon, NoRegistryError, packBuilt } from './installing.js';

// npm and several servers, one after the other, on a machine that may have other work.
jest.setTimeout(180_000);

const folders = new TemporaryFolders();
// On a disk: programs are run from there, which many systems forbid for what lies in memory.
const home = await mkdtemp(join(tmpdir(), 'fact-ledger-tarball-'));
const tarball = await packBuilt(home);
const prefix = join(home, 'prefix');
const ledger = await installedLedger();

afterAll(async () => {
  await folders.remove();
  await rm(home, { recursive: true, force: true });
});

async function installedLedger(): Promise<Program | undefined> {
  try {
    return await installUncompiled(tarball, prefix);
  } catch (error) {
    if (error instanceof NoRegistryError) return undefined;
    throw error;
  }
}

describe('the tarball', () => {
  let files: string[];

  beforeAll(async () => {
    const { stdout } = await promisify(execFile)('tar', ['--list', '--file', tarball]);
    files = stdout.trim().split('\n');
  });

  it('has the program, its documents and its examples, and nothing of the tests', () => {
    const folders = files.map((file) => file.split('/').slice(1, 3).join('/'));
    const above = [...new Set(folders)].filter((path) => !path.startsWith('examples/')).sort();
    expect(above).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/bundle',
      'docs/deployment.md',
      'docs/operations',
      'docs/webhooks.md',
      'npm-shrinkwrap.json',
      'package.json',
    ]);
    expect(files).toEqual(
      expect.arrayContaining([
        'package/dist/bundle/main.js',
        'package/dist/bundle/THIRD-PARTY-LICENSES.txt',
        'package/examples/ledger.json',
      ]),
    );
  });

  it('has no source maps, and stays small', async () => {
    expect(files.filter((file) => /\.(map|ts)$/.test(file))).toEqual([]);
    expect((await readFile(tarball)).byteLength).toBeLessThan(3 * 1024 * 1024);
  });

  it('names the versions of all that is installed with it, and nothing for developers', async () => {
    const { stdout } = await promisify(execFile)('tar', [
      ...['--extract', '--to-stdout', '--file', tarball],
      'package/npm-shrinkwrap.json',
    ]);
    const { packages } = JSON.parse(stdout) as {
      packages: Record<string, { version?: string; integrity?: string; devDependencies?: object }>;
    };
    const { '': root, ...others } = packages;
    expect(root).not.toHaveProperty('devDependencies');
    expect(Object.keys(others)).toEqual(expect.arrayContaining(['node_modules/better-sqlite3']));
    expect(Object.keys(others)).not.toContain('node_modules/typescript');
    expect(Object.values(others).filter(({ integrity }) => !integrity)).toEqual([]);
  });
});

describe('a ledger that is installed from the tarball', () => {
  const check = (name: string, needs: readonly string[], test: () => Promise<void>) => {
    if (ledger) itNeeding(needs)(name, test);
    else it.skip(`${name} (skipped: npm does not reach its registry)`, test);
  };

  check('says what helps where the SQLite driver was not compiled', [], async () => {
    const settings = { PORT: '0', FACT_LEDGER_DATA_DIR: await folders.make() };
    const { code, stderr } = await runProgram(['serve'], settings, ledger);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        /^fact-ledger: better-sqlite3 has no compiled part for Node v\d.*--allow-scripts=better-sqlite3.*\n$/,
      ) as string,
    });
  });

  describe('with the driver compiled', () => {
    beforeAll(() => (ledger ? lendAddon(prefix) : undefined));

    for (const { name, needs, run } of INSTALLED_CHECKS) {
      check(name, needs, async () => run(ledger!, await folders.make()));
    }
  });
});
