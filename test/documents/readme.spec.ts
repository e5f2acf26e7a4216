import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { SETTING_NAMES } from '../../src/settings/setting-names.js';
import { itNeeding } from '../support/needing.js';
import { BUILT } from '../support/program-run.js';
import { pasted, walkTour, type TourStart } from '../support/readme-tour.js';
import { README, section, shellBlocks } from '../support/readme.js';
import { SpawnedServer } from '../support/spawned-server.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

describe('the ledger of the tour', () => {
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

  const here = (): TourStart => ({ folder, url: server.url, program: BUILT });

  itNeeding(['bash', 'curl'])('works when it is pasted', async () => {
    await walkTour(here());
  });

  itNeeding(['bash'])('is followed by commands that work where they are pasted', async () => {
    const commands = [...README.matchAll(/`((?:[A-Z_]+=\S+ )?npx fact-ledger [^`…<]+)`/g)];
    expect(commands.length).toBeGreaterThan(4);
    const stdout = await pasted(here(), commands.map(([, command]) => command).join('\n'));
    expect(stdout).toMatch(/ events, \d+ claims?, digest [0-9a-f]{64}\n/);
    expect(existsSync(join(folder, 'restored/events.db'))).toBe(true);
  });

  itNeeding(['bash', 'curl', 'timeout'])('is followed as it says', async () => {
    const [block] = shellBlocks(section('Live events'));
    const url = 'URL=http://127.0.0.1:3000';
    const stdout = await pasted(here(), `${url}\ntimeout 2 ${block!.trim()} || true`);
    expect(stdout).toContain('event: began\n');
  });

  itNeeding(['bash'])('can be moved elsewhere as it says', async () => {
    const [block] = shellBlocks(section('Moving, and moving back'));
    const [exported, imported, replayed] = block!.trim().split('\n') as [string, string, string];
    const before = await pasted(here(), [exported, replayed].join('\n'));
    const elsewhere = 'export FACT_LEDGER_DATA_DIR=./moved';
    const after = await pasted(here(), [elsewhere, imported, replayed].join('\n'));
    const digest = /digest ([0-9a-f]{64})/;
    expect(digest.exec(after)![1]).toBe(digest.exec(before)![1]);
  });
});

it('lists the settings that there are, and no others', () => {
  const listed = new Set(section('Settings').match(/`(PORT|HOST|[A-Z_]+_[A-Z_]+)`/g));
  const names = [...listed].map((name) => name.replaceAll('`', ''));
  expect(names.sort()).toEqual([...SETTING_NAMES].sort());
});

it('links to files and sections that there are', () => {
  const links = [...README.matchAll(/\]\((?!https?:)([^)#]*)(#[^)]+)?\)/g)];
  expect(links.length).toBeGreaterThan(10);
  // As GitHub makes them.
  const anchors = [...README.matchAll(/^#+ (.+)$/gm)].map(
    ([, title]) =>
      `#${title!
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-')}`,
  );
  for (const [, file = '', anchor] of links) {
    if (file !== '')
      expect({ file, isThere: existsSync(join(ROOT, file)) }).toEqual({ file, isThere: true });
    if (file === '' && anchor) expect(anchors).toContain(anchor);
  }
});
