import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { SETTING_NAMES } from '../../src/settings/setting-names.js';
import { itNeeding } from '../support/needing.js';
import { SpawnedServer } from '../support/spawned-server.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const readme = await readFile(join(ROOT, 'README.md'), 'utf8');

function section(title: string): string {
  const [, rest] = readme.split(`\n## ${title}\n`);
  if (rest === undefined) throw new Error(`the README has no section "${title}"`);
  return rest.split('\n## ', 1)[0] ?? '';
}

function shellBlocks(text: string): string[] {
  return [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block ?? '');
}

describe('the tour', () => {
  let folder: string;
  let server: SpawnedServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fact-ledger-tour-'));
    server = await SpawnedServer.start(join(folder, 'data'));
  });

  afterAll(async () => {
    await server.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  itNeeding(['bash', 'curl'])('works when it is pasted', async () => {
    const blocks = shellBlocks(section('A tour in five minutes'));
    expect(blocks.length).toBeGreaterThan(4);
    const script = blocks
      .join('\n')
      .replace('http://127.0.0.1:3000', server.url)
      .replaceAll('npx fact-ledger', join(ROOT, 'dist/bundle/main.js'));
    const { stdout } = await promisify(execFile)('bash', ['-c', `set -euo pipefail\n${script}`], {
      cwd: folder,
    });
    expect(stdout).toContain('"fidelity":"exact"');
    expect(stdout).toContain('"rating":"true"');
    expect(stdout).toMatch(/\ncontested\nsettled\n/);
    expect(stdout).toContain('FindingReached\nVerdictSubmitted\nFindingContested\n');
    expect(stdout).toMatch(/The live views say the same: \d+ rows of \d+ views/);
  });
});

it('lists the settings that there are, and no others', () => {
  const listed = new Set(section('Settings').match(/`(PORT|HOST|[A-Z_]+_[A-Z_]+)`/g));
  const names = [...listed].map((name) => name.replaceAll('`', ''));
  expect(names.sort()).toEqual([...SETTING_NAMES].sort());
});
