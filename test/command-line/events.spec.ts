import { jest } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runHosted } from '../support/program-host.js';
import { linesIn, runShell } from '../support/program-run.js';
import { SampleLedger } from '../support/sample-ledger.js';
import { TemporaryFolders } from '../support/temporary-folders.js';

// Programs are started one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

interface Event {
  readonly position: string;
  readonly stream: string;
  readonly type: string;
  readonly recordedAt: string;
}

const folders = new TemporaryFolders();
let env: { FACT_LEDGER_DATA_DIR: string };
let ledger: SampleLedger;

/** Beside the running server, for all of these. */
beforeAll(async () => {
  env = { FACT_LEDGER_DATA_DIR: await folders.make() };
  ledger = await SampleLedger.record(env.FACT_LEDGER_DATA_DIR);
});

afterAll(async () => {
  await ledger.server.end('SIGTERM');
  await folders.remove();
});

async function printed(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await runHosted(['events', ...words], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** What the API says of the same selection, but for the names of people. */
async function told(query = ''): Promise<string> {
  const auditor = ledger.as('auditor');
  const { status, body } = await auditor.get(`/v1/events${query}`, {
    Accept: 'application/x-ndjson',
  });
  expect(status).toBe(200);
  return linesIn<Event & { recordedBy: unknown }>(body as string)
    .map(({ recordedBy, ...event }) => {
      expect(recordedBy).toMatchObject({ name: expect.any(String) as string });
      return `${JSON.stringify(event)}\n`;
    })
    .join('');
}

describe('events', () => {
  it('prints the log as the API gives it, byte for byte', async () => {
    const all = await printed();
    expect(linesIn<Event>(all).length).toBeGreaterThan(40);
    expect(all).toBe(await told());
  });

  it('takes each bound and filter, and all of them together', async () => {
    const all = linesIn<Event>(await printed());
    const [from, to] = [all[9]!, all[29]!];
    const stream = `claim-${ledger.id('claim-talks')}`;
    const day = from.recordedAt.slice(0, 10);
    const selections: Readonly<Record<string, string>>[] = [
      { after: from.position },
      { until: to.position },
      { until: to.recordedAt },
      { until: day },
      { until: '1999' },
      { stream },
      { stream: 'claim-nobody-recorded' },
      { type: 'CitationAdded' },
      { after: from.position, until: to.position, stream, type: 'CitationAdded' },
    ];
    for (const selection of selections) {
      const words = Object.entries(selection).flatMap(([name, value]) => [`--${name}`, value]);
      const lines = await printed(...words);
      expect(lines).toBe(await told(`?${new URLSearchParams(selection).toString()}`));
      const expected = all.filter(
        (event) =>
          event.position > (selection.after ?? '') &&
          event.position <= (/^\d{16}$/.test(selection.until ?? '') ? selection.until! : '9') &&
          event.recordedAt <= (selection.until?.includes('T') ? selection.until : '9') &&
          selection.until !== '1999' &&
          [event.stream, undefined].includes(selection.stream) &&
          [event.type, undefined].includes(selection.type),
      );
      expect(linesIn(lines)).toEqual(expected);
    }
  });

  it.each([
    ['--after', 'yesterday', '--after: "yesterday" is no position'],
    ['--after', '12', '--after: "12" is no position'],
    ['--until', 'tomorrow', '--until: "tomorrow" must be a position, or an ISO 8601 instant'],
    ['--until', '2025-02-30', '--until: "2025-02-30" must be a position'],
  ])('refuses %s %s with 2', async (option, value, said) => {
    const { code, stdout, stderr } = await runHosted(['events', option, value], env);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`fact-ledger: ${said}`);
  });

  it('ends quietly where its reader wants no more', async () => {
    const { code, stdout, stderr } = await runShell(
      '{ $FACT_LEDGER events; echo "ended with $?" >&2; } | head -1',
      env,
    );
    expect(code).toBe(0);
    expect(stderr).toBe('ended with 0\n');
    expect(stdout).toBe(`${(await printed()).split('\n')[0]}\n`);
  });

  it('says so, with 1, where the output cannot be written', async () => {
    const { code, stderr } = await runShell('$FACT_LEDGER events > /dev/full', env);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^fact-ledger: cannot write the output: ENOSPC.*\n$/);
  });
});

describe('where there is no ledger', () => {
  it('says where it looked, and makes none', async () => {
    const dataDir = join(await folders.make(), 'nothing');
    const run = await runHosted(['events'], { FACT_LEDGER_DATA_DIR: dataDir });
    expect(run).toEqual({
      code: 1,
      stdout: '',
      stderr: `fact-ledger: there is no ledger in ${dataDir}; FACT_LEDGER_DATA_DIR says where it is\n`,
    });
    const { code } = await runShell(`test -e "${dataDir}"`);
    expect(code).toBe(1);
  });

  it('leaves a file that is something else alone', async () => {
    const dataDir = await folders.make();
    await writeFile(join(dataDir, 'events.db'), 'a letter, not a database. '.repeat(100));
    const run = await runHosted(['events'], { FACT_LEDGER_DATA_DIR: dataDir });
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/^fact-ledger: .*events\.db.*\n$/);
  });
});
