import { jest } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';

import { ledgerCatalog } from '../../events/ledger-catalog.js';
import { SYSTEM } from '../../src/deciding/system-actor.js';
import { CommandRunner } from '../../src/deciding/command-runner.js';
import { openLedger } from '../../src/ledger.js';
import { readSettings } from '../../src/settings/settings.js';
import { SnapshotTexts } from '../../src/snapshots/snapshot-texts.js';
import { sourceDecider, type SourceCommand } from '../../src/sources/source.decider.js';
import { runProgram } from '../support/program-run.js';
import { uuid } from '../support/recorded-history.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { TemporaryFolders } from '../support/temporary-folders.js';

// Programs are started one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

const [OLD, PRESENT, WITHDRAWN] = [uuid(20), uuid(21), uuid(22)];
const PAGE = Buffer.from('<p>The crane fell.</p>');

const folders = new TemporaryFolders();
let dataDir: string;
let server: SpawnedServer;

beforeAll(async () => {
  dataDir = await folders.make();
  await record();
  server = await SpawnedServer.start(dataDir);
});

afterAll(async () => {
  await server.end('SIGTERM');
  await folders.remove();
});

/** A text by an earlier release, one by this release, and one of a source that is withdrawn. */
async function record(): Promise<void> {
  const ledger = await openLedger({ ...readSettings({}), dataDir }, { warn: () => {} });
  const texts = new SnapshotTexts(ledger.snapshots);
  const runner = new CommandRunner(ledger.store, ledgerCatalog, () => new Date());
  const done = async (sourceId: string, command: SourceCommand) => {
    const commandId = uuidv7();
    await runner.run({
      decider: sourceDecider,
      stream: `source-${sourceId}`,
      context: { actor: SYSTEM, commandId, correlationId: commandId },
      content: { name: 'given' },
      command: () => command,
    });
  };
  const present = await texts.capture(PAGE, 'text/html');
  const { text } = await texts.capture(Buffer.from('The crane'), 'text/plain');
  const description = { type: 'article' as const, title: 'The crane' };
  for (const [sourceId, snapshot] of [
    [OLD, { ...present, text }],
    [PRESENT, present],
    [WITHDRAWN, { ...present, text }],
  ] as const) {
    await done(sourceId, { type: 'RegisterSource', description });
    await done(sourceId, { type: 'CaptureSnapshot', snapshot });
  }
  await done(WITHDRAWN, { type: 'WithdrawSource', reason: 'Forged.' });
  await texts.close();
  await ledger.close();
}

const retake = (...words: string[]) =>
  runProgram(['retake', ...words, '--url', server.url], { FACT_LEDGER_DATA_DIR: dataDir });
const DIFFERS = `${OLD}\t1\t15 characters\n`;

it('tells first, then takes texts anew, and finds nothing more to do', async () => {
  expect(await retake('--dry-run')).toEqual({
    code: 0,
    stdout: DIFFERS,
    stderr: '2 captures read, 1 text would be recorded, 0 kept as before\n',
  });
  expect(await retake()).toEqual({
    code: 0,
    stdout: DIFFERS,
    stderr: '2 captures read, 1 text recorded, 0 kept as before\n',
  });
  expect(await retake('--json')).toEqual({
    code: 0,
    stdout: '',
    stderr: '2 captures read, 0 texts recorded, 0 kept as before\n',
  });
});
