import { jest } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { seal, unsealed, type AnyLine } from '../support/export-file.js';
import { runHosted } from '../support/program-host.js';
import { SampleLedger } from '../support/sample-ledger.js';
import { TemporaryFolders } from '../support/temporary-folders.js';

// Commands run one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

interface EventLine extends AnyLine {
  readonly event: {
    readonly id: string;
    readonly stream: string;
    readonly type: string;
    readonly revision: number;
    readonly data: Record<string, unknown>;
    readonly metadata: Record<string, unknown>;
  };
}

const folders = new TemporaryFolders();
let dataDir: string;
let exported: string;
let lines: AnyLine[];

beforeAll(async () => {
  dataDir = await folders.make();
  const { server } = await SampleLedger.record(dataDir);
  await server.end('SIGTERM');
  exported = join(await folders.make(), 'export.ndjson');
  await runHosted(['export', exported], { FACT_LEDGER_DATA_DIR: dataDir });
  lines = await unsealed(exported);
});

afterAll(() => folders.remove());

/** @returns what the import of the file says; it leaves no ledger, and nothing that would be one. */
async function refusalOf(file: string): Promise<string> {
  const folder = join(await folders.make(), 'ledger');
  const run = await runHosted(['import', file], { FACT_LEDGER_DATA_DIR: folder });
  expect(run).toMatchObject({ code: 1, stdout: '' });
  expect(run.stderr).toMatch(/^fact-ledger: .+\n$/);
  const left = await readdir(folder).catch(() => []);
  expect(left.filter((name) => name.includes('.db'))).toEqual([]);
  return run.stderr.replaceAll(file, 'FILE').replace('fact-ledger: ', '').trim();
}

async function refusalOfText(text: string | Buffer): Promise<string> {
  const file = join(await folders.make(), 'export.ndjson');
  await writeFile(file, text);
  return refusalOf(file);
}

/** Returns the refusal of changed lines whose digest is right. */
async function refusalOfLines(changed: readonly AnyLine[]): Promise<string> {
  const file = join(await folders.make(), 'export.ndjson');
  await seal(file, changed);
  return refusalOf(file);
}

/** The number of the first event of that type, counted from 0. */
function lineOf(type: string): number {
  return lines.findIndex((line) => (line as EventLine).event?.type === type);
}

function withEvent(number: number, changes: object): AnyLine[] {
  const { event } = lines[number] as EventLine;
  return lines.with(number, { event: { ...event, ...changes } });
}

it('an import takes the lines as they are when they are sealed anew', async () => {
  const file = join(await folders.make(), 'export.ndjson');
  await seal(file, lines);
  expect(await readFile(file)).toEqual(await readFile(exported));
});

describe('an import refuses', () => {
  it('a folder that holds a ledger, and leaves it as it is', async () => {
    const before = await readFile(join(dataDir, 'events.db'));
    const run = await runHosted(['import', exported], { FACT_LEDGER_DATA_DIR: dataDir });
    expect(run).toEqual({
      code: 1,
      stdout: '',
      stderr: `fact-ledger: ${dataDir} holds a ledger already, and is left as it is\n`,
    });
    expect(await readFile(join(dataDir, 'events.db'))).toEqual(before);
  });

  it('a file that was cut off', async () => {
    const text = await readFile(exported, 'utf8');
    const half = text.slice(0, text.indexOf('\n', text.length / 2) + 1);
    expect(await refusalOfText(half)).toBe('FILE was cut off: its end is missing');
    expect(await refusalOfText(half.slice(0, -2))).toMatch(/^FILE:\d+ is no line of an export/);
  });

  it('a file that was changed', async () => {
    const text = await readFile(exported, 'utf8');
    expect(await refusalOfText(text.replace('Maravel', 'Navarel'))).toBe(
      'FILE was changed: its lines do not have the digest at its end',
    );
  });

  it('a file that is no export, or not there', async () => {
    expect(await refusalOfText('# Notes\n')).toBe(
      'FILE is no export of a ledger that this release reads',
    );
    expect(await refusalOf('/dev/null')).toBe('FILE was cut off: its end is missing');
    expect(await refusalOf(join(dataDir, 'missing'))).toMatch(/^cannot read FILE: ENOENT/);
    expect(await refusalOf(dataDir)).toMatch(/^cannot read FILE: EISDIR/);
  });

  it('an event that is not valid, naming its line', async () => {
    const number = lineOf('ClaimRecorded');
    const { event } = lines[number] as EventLine;
    const { text: _, ...withoutText } = event.data;
    expect(await refusalOfLines(withEvent(number, { data: withoutText }))).toMatch(
      new RegExp(`^FILE:${number + 1}: ClaimRecorded v1 is not valid: .*text`),
    );
    expect(await refusalOfLines(withEvent(number, { id: 'not-a-uuid' }))).toBe(
      `FILE:${number + 1} is no line of an export: it was changed or cut off`,
    );
  });

  it('an event of a type or version that this release does not know, naming its line', async () => {
    const number = lineOf('ClaimRecorded');
    const upgrade = 'import it with the release that wrote it, or a later one';
    expect(await refusalOfLines(withEvent(number, { type: 'ClaimSung' }))).toBe(
      `FILE:${number + 1}: ClaimSung v1: no such type in this release; ${upgrade}`,
    );
    expect(await refusalOfLines(withEvent(number, { schemaVersion: 99 }))).toBe(
      `FILE:${number + 1}: ClaimRecorded v99: no such version here; ${upgrade}`,
    );
  });

  it('events that no store holds together, naming the line', async () => {
    const number = lineOf('CitationAdded');
    const { event } = lines[number] as EventLine;
    expect(await refusalOfLines(withEvent(number, { revision: event.revision + 4 }))).toMatch(
      new RegExp(`^FILE:${number + 1}: claim-.+ was expected at`),
    );
    const { event: earlier } = lines[lineOf('ClaimRecorded')] as EventLine;
    expect(await refusalOfLines(withEvent(number, { id: earlier.id }))).toMatch(
      new RegExp(`^FILE:${number + 1}: command .+ was used before`),
    );
    const { commandId, commandDigest } = earlier.metadata;
    const later = lines.findLastIndex(
      (line) => (line as EventLine).event?.stream === earlier.stream,
    );
    const { metadata } = (lines[later] as EventLine).event;
    const twice = withEvent(later, {
      id: earlier.id,
      metadata: { ...metadata, commandId, commandDigest },
    });
    expect(await refusalOfLines(twice)).toBe(
      `FILE:${later + 1}: the command ${commandId as string} comes twice`,
    );
    const together = lineOf('FindingReached');
    expect(await refusalOfLines(withEvent(together, { revision: 99 }))).toMatch(
      new RegExp(`^FILE:\\d+: revision 99 is out of order`),
    );
  });

  it('a snapshot of other bytes, and an event before its snapshot', async () => {
    const number = lines.findIndex((line) => 'snapshot' in line);
    const { sha256 } = lines[number]!.snapshot as { sha256: string };
    const base64 = Buffer.from('other bytes').toString('base64');
    expect(await refusalOfLines(lines.with(number, { snapshot: { sha256, base64 } }))).toBe(
      `FILE:${number + 1}: the snapshot ${sha256} holds other bytes`,
    );
    const without = lines.toSpliced(number, 1);
    expect(await refusalOfLines(without)).toMatch(
      new RegExp(`^FILE:\\d+: the snapshot ${sha256} does not come before it$`),
    );
  });
});

it('an import says with 78 where the folder cannot be one', async () => {
  const file = join(await folders.make(), 'file');
  await writeFile(file, '');
  const run = await runHosted(['import', exported], {
    FACT_LEDGER_DATA_DIR: join(file, 'ledger'),
  });
  expect(run).toMatchObject({ code: 78, stdout: '' });
  expect(run.stderr).toMatch(/^fact-ledger: FACT_LEDGER_DATA_DIR: /);
});
