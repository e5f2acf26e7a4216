import { jest } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runHosted } from '../support/program-host.js';
import { linesIn, runShell, type Run } from '../support/program-run.js';
import { SampleLedger } from '../support/sample-ledger.js';
import { TemporaryFolders } from '../support/temporary-folders.js';

// Programs are started one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

interface Claim {
  readonly id: string;
  readonly status: string;
  readonly flags: string[];
}

interface Summary {
  readonly events: number;
  readonly claims: number;
  readonly digest: string;
  readonly instant: string;
}

const folders = new TemporaryFolders();
let env: { FACT_LEDGER_DATA_DIR: string; TMPDIR: string };
let ledger: SampleLedger;
let exported: string;

/** Nothing is written while these run. */
beforeAll(async () => {
  env = { FACT_LEDGER_DATA_DIR: await folders.make(), TMPDIR: await folders.make() };
  ledger = await SampleLedger.record(env.FACT_LEDGER_DATA_DIR);
  exported = join(await folders.make(), 'export.ndjson');
  expect(await runHosted(['export', exported], env)).toMatchObject({ code: 0 });
});

afterAll(async () => {
  await ledger.server.end('SIGTERM');
  await folders.remove();
});

function run(...words: string[]): Promise<Run> {
  return runHosted(['replay', ...words], env);
}

async function done(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...words);
  expect(stderr).toMatch(/^replayed \d+ events\n$/);
  expect(code).toBe(0);
  return stdout;
}

async function states(...words: string[]): Promise<{ claims: Claim[]; summary: Summary }> {
  const lines = linesIn<unknown>(await done('--json', ...words));
  const summary = lines.pop() as Summary;
  return { claims: lines as Claim[], summary };
}

async function told(path: string): Promise<Claim[]> {
  const { body } = await ledger.as('auditor').get(path);
  return (body as { items: Claim[] }).items;
}

describe('replay', () => {
  it('prints a line a claim, then how much it read and a digest', async () => {
    const lines = (await done()).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.pop()).toMatch(/^\d+ events, 6 claims, digest [0-9a-f]{64}$/);
    expect(lines).toHaveLength(6);
    expect(lines).toContain(
      `${ledger.id('claim-talks')}\tsettled\tveracity=true attribution=said\t` +
        'Talks on reopening the container terminal of Maravel have begun.',
    );
    const reckless = lines.find((line) => line.startsWith(ledger.id('claim-reckless')));
    expect(reckless).toMatch(/\trecorded\tsingle-origin\t/);
  });

  it('gives what the API says, in JSON', async () => {
    const { claims, summary } = await states();
    expect(claims).toEqual(await told('/v1/claims'));
    const events = linesIn<{ recordedAt: string }>((await runHosted(['events'], env)).stdout);
    expect(summary).toEqual({
      events: events.length,
      claims: 6,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      asOf: null,
      instant: events.at(-1)!.recordedAt,
    });
  });

  it('gives the same, byte for byte, each time and from an export', async () => {
    const first = await done('--json');
    expect(await done('--json')).toBe(first);
    expect(await done('--json', '--from', exported)).toBe(first);
    const elsewhere = { ...env, FACT_LEDGER_DATA_DIR: join(env.TMPDIR, 'nothing') };
    const without = await runHosted(['replay', '--json', '--from', exported], elsewhere);
    expect(without.stdout).toBe(first);
  });

  it('takes a position or an instant to go back to', async () => {
    const events = linesIn<{ position: string; recordedAt: string; type: string }>(
      (await runHosted(['events'], env)).stdout,
    );
    const at = events.find(({ type }) => type === 'FindingReached')!;
    for (const moment of [at.position, at.recordedAt]) {
      const { claims, summary } = await states('--as-of', moment);
      expect(claims).toEqual(await told(`/v1/claims?asOf=${moment}`));
      expect(claims.filter(({ status }) => status === 'settled').length).toBeLessThan(2);
      expect(summary).toMatchObject({ asOf: moment, instant: at.recordedAt });
      const until = events.filter((event) =>
        moment === at.position ? event.position <= moment : event.recordedAt <= moment,
      );
      expect(summary.events).toBe(until.length);
      const again = await states('--as-of', moment, '--from', exported);
      expect(again.summary.digest).toBe(summary.digest);
    }
    const { summary: now } = await states();
    const { summary: later } = await states('--as-of', '2999-12-31');
    expect(later.events).toBe(now.events);
    const { claims: none } = await states('--as-of', '1999');
    expect(none).toEqual([]);
  });

  it('holds what comes due against the instant that is asked for', async () => {
    const capacity = ledger.id('claim-capacity');
    const { claims: before } = await states('--claim', capacity);
    const { claims: after } = await states('--claim', capacity, '--as-of', '2030-01-01');
    expect([before[0]!.flags, after[0]!.flags]).toEqual([
      ['single-origin'],
      ['overdue', 'single-origin'],
    ]);
  });

  it('takes one claim', async () => {
    const id = ledger.id('claim-winter');
    expect(await done('--claim', id)).toMatch(/^\d+ events, 1 claim, digest /m);
    const { claims, summary } = await states('--claim', id);
    expect(claims).toEqual([(await ledger.as('auditor').get(`/v1/claims/${id}`)).body]);
    expect(summary.claims).toBe(1);
    const unknown = '0199a3c0-0000-7000-8000-000000000000';
    const { code, stdout, stderr } = await run('--claim', unknown);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`fact-ledger: there is no claim ${unknown}\n`);
  });

  it.each(['yesterday', '2025-13', '12'])('refuses --as-of %s with 2', async (moment) => {
    const { code, stdout, stderr } = await run('--as-of', moment);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      `fact-ledger: --as-of: "${moment}" must be a position, or an ISO 8601 instant, day, month or year\n`,
    );
  });

  it('ends quietly where its reader wants no more, and leaves nothing behind', async () => {
    const { stdout, stderr } = await runShell('$FACT_LEDGER replay --json | head -1', env);
    expect(linesIn(stdout)).toHaveLength(1);
    expect(stderr).toMatch(/^replayed \d+ events\n$/);
    expect(await readdir(env.TMPDIR)).toEqual([]);
  });
});

describe('an export that is replayed', () => {
  async function refusalOf(changed: Buffer | string): Promise<string> {
    const file = join(await folders.make(), 'changed.ndjson');
    await writeFile(file, changed);
    const { code, stdout, stderr } = await run('--from', file);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^fact-ledger: .+\n$/);
    return stderr.replaceAll(file, 'FILE').trim();
  }

  it('is refused where it was cut off, between lines or in one', async () => {
    const lines = (await readFile(exported, 'utf8')).split('\n');
    const [half, last] = [lines.length >> 1, lines.length - 2];
    expect(await refusalOf(`${lines.slice(0, half).join('\n')}\n`)).toBe(
      'fact-ledger: FILE was cut off: its end is missing',
    );
    expect(await refusalOf(lines.slice(0, last).join('\n'))).toBe(
      'fact-ledger: FILE was cut off: its end is missing',
    );
    expect(await refusalOf(lines.slice(0, half).join('\n').slice(0, -10))).toBe(
      `fact-ledger: FILE:${half} is no line of an export: it was changed or cut off`,
    );
  });

  it('is refused where one byte is another, or a line is gone, doubled or added', async () => {
    const bytes = await readFile(exported);
    const text = bytes.toString();
    const lines = text.split('\n');
    const letter = bytes.indexOf('Maravel');
    const changed = Buffer.from(bytes);
    changed[letter] = 'N'.charCodeAt(0);
    expect(await refusalOf(changed)).toMatch(/FILE was changed: its lines do not have the digest/);
    // No UTF-8 any more: a reader that decodes it first would see a replacement character.
    changed[letter] = 0xff;
    expect(await refusalOf(changed)).toMatch(/FILE was changed: its lines do not have the digest/);
    expect(await refusalOf(text.replace('\n', '\r\n'))).toMatch(/FILE was changed/);
    const without = lines.filter((_, n) => n !== 3).join('\n');
    expect(await refusalOf(without)).toMatch(/FILE was changed/);
    const event = lines.findIndex((line) => line.startsWith('{"event"'));
    const doubled = lines.toSpliced(event, 0, lines[event]!).join('\n');
    expect(await refusalOf(doubled)).toBe(
      `fact-ledger: FILE:${event + 2}: the event does not come behind the one before`,
    );
    const more = `${text}${lines[1]}\n`;
    expect(await refusalOf(more)).toBe(
      `fact-ledger: FILE:${lines.length}: there is more behind the end`,
    );
  });

  it('is refused where it is something else', async () => {
    const none = 'fact-ledger: FILE is no export of a ledger that this release reads';
    expect(await refusalOf('{"items":[]}\n')).toBe(none);
    expect(await refusalOf('{"export":"fact-ledger","version":2}\n')).toBe(none);
    expect(await refusalOf('not even JSON\n')).toBe(none);
    expect(await refusalOf('')).toMatch(/was cut off/);
    const { code, stderr } = await run('--from', join(env.TMPDIR, 'missing.ndjson'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^fact-ledger: cannot read .+missing\.ndjson: ENOENT.*\n$/);
  });
});
