import { jest } from '@jest/globals';
import { readFile } from 'node:fs/promises';

import { runHosted } from '../support/program-host.js';
import { runProgram, runShell } from '../support/program-run.js';

// Programs are started one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

const COMMANDS = ['serve', 'demo', 'events', 'replay', 'rebuild', 'export', 'import'];
const AT_A_SERVER = ['--url <url>', '--key <key>', '--json'];
const OF_MEMBERS = ['list', 'enrol', 'roles', 'suspend', 'reinstate'];

describe('the help', () => {
  it.each([
    [
      '',
      [
        ...COMMANDS,
        'members',
        'keys',
        'retake',
        'policy',
        'stats',
        '--version',
        'FACT_LEDGER_DATA_DIR',
      ],
    ],
    ['serve', ['SIGTERM']],
    ['demo', ['sample']],
    ['events', ['--after <position>', '--until <position|instant>', '--stream', '--type']],
    [
      'replay',
      ['--as-of <instant|position>', '--claim <id>', '--from <file>', '--compare', '--json'],
    ],
    ['rebuild', ['[view...]', '--json']],
    ['export', ['<file>', '--json']],
    ['import', ['<file>', '--json']],
    ['members', OF_MEMBERS],
    ['members list', AT_A_SERVER],
    ['members enrol', ['--name <name>', '--organization <name>', '--roles', ...AT_A_SERVER]],
    ['members roles', ['<member>', '--roles', ...AT_A_SERVER]],
    ['members suspend', ['<member>', '--reason <text>', ...AT_A_SERVER]],
    ['members reinstate', ['<member>', '--reason <text>', ...AT_A_SERVER]],
    ['retake', ['--dry-run', ...AT_A_SERVER]],
    ['policy', ['show', 'try', 'adopt']],
    ['policy show', ['--version <n>', '--as-of <position|instant>', ...AT_A_SERVER]],
    ['policy try', ['<file>', ...AT_A_SERVER]],
    ['policy adopt', ['<file>', '--yes', ...AT_A_SERVER]],
    ['stats', ['overview', 'activity', 'sources', 'reviewers', 'agreement']],
    ['stats overview', ['--as-of <position|instant>', '--csv', ...AT_A_SERVER]],
    [
      'stats activity',
      ['--interval', '--time-zone', '--from <day>', '--until', '--limit', '--csv', ...AT_A_SERVER],
    ],
    ['stats sources', ['--by', '--order', '--limit <n>', '--csv', ...AT_A_SERVER]],
    ['stats reviewers', ['--order', '--limit <n>', '--csv', ...AT_A_SERVER]],
    ['stats agreement', AT_A_SERVER],
    [
      'judge',
      [
        '<claim>',
        ...['--question', '--rating', '--evidence <ids>', '--rationale <text>', '--as-of <date>'],
        ...['--expires <date>', '--source-seen', '--criterion-met', ...AT_A_SERVER],
      ],
    ],
    ['keys', ['list', 'issue', 'revoke']],
    ['keys list', ['<member>', ...AT_A_SERVER]],
    ['keys issue', ['<member>', '--label <text>', ...AT_A_SERVER]],
    ['keys revoke', ['<member>', '<key-id>', ...AT_A_SERVER]],
  ])('of "%s" names arguments, options and exit codes', async (command, named) => {
    const words = command === '' ? [] : command.split(' ');
    const { code, stdout, stderr } = await runHosted([...words, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: fact-ledger ${command}`));
    for (const name of named) expect(stdout).toContain(name);
    for (const exit of ['Exit codes', '  0 ', '  1 ', '  2 ', '69', '75', '78', '130']) {
      expect(stdout).toContain(exit);
    }
  });

  it('needs no settings that are right', async () => {
    const { code } = await runProgram(['serve', '--help'], { PORT: 'wrong' });
    expect(code).toBe(0);
  });

  it('is what "help" and nothing at all give, too', async () => {
    const { stdout: help } = await runHosted(['--help']);
    expect(await runHosted(['help'])).toEqual({ code: 0, stdout: help, stderr: '' });
    expect(await runHosted([])).toEqual({ code: 2, stdout: '', stderr: help });
    const { stdout: ofReplay } = await runHosted(['replay', '--help']);
    expect(await runHosted(['help', 'replay'])).toMatchObject({ code: 0, stdout: ofReplay });
  });
});

describe('the version', () => {
  it('is that of the package', async () => {
    const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
    const { version } = JSON.parse(text) as { version: string };
    const expected = { code: 0, stdout: `${version}\n`, stderr: '' };
    expect(await runProgram(['--version'])).toEqual(expected);
    expect(await runHosted(['-V'])).toEqual(expected);
  });
});

describe('wrong words', () => {
  it.each([
    ['evnets', 'Did you mean events?', 'fact-ledger --help'],
    ['publish', "unknown command 'publish'", 'fact-ledger --help'],
    ['--verbose', "unknown option '--verbose'", 'fact-ledger --help'],
    ['members', 'enrol', 'Usage: fact-ledger members'],
    ['members enroll', 'Did you mean enrol?', 'fact-ledger members --help'],
    ['replay --as-off 2026', 'Did you mean --as-of?', 'fact-ledger replay --help'],
    ['replay --as-of', 'argument missing', 'fact-ledger replay --help'],
    ['events more', 'too many arguments', 'fact-ledger events --help'],
    ['import', "missing required argument 'file'", 'fact-ledger import --help'],
    ['export a b', 'too many arguments', 'fact-ledger export --help'],
    ['members enrol --name A --organization B', '--roles', 'fact-ledger members enrol --help'],
    ['members roles x --roles judge', '"judge" is no role', 'fact-ledger members roles --help'],
    ['policy show --version 0', 'whole number', 'fact-ledger policy show --help'],
    [
      'policy show --version 1 --as-of 2026',
      'cannot be used with',
      'fact-ledger policy show --help',
    ],
    ['stats sources --csv --json', 'cannot be used with', 'fact-ledger stats sources --help'],
    ['stats sources --limit 0', 'whole number', 'fact-ledger stats sources --help'],
    ['stats activity --interval year', 'day, week, month', 'fact-ledger stats activity --help'],
    ['judge', "missing required argument 'claim'", 'fact-ledger judge --help'],
    ['judge x --question truth', 'attribution, veracity', 'fact-ledger judge --help'],
    ['keys revoke x', "missing required argument 'key-id'", 'fact-ledger keys revoke --help'],
  ])('"%s" ends with 2 and says "%s", with a hint', async (line, said, hint) => {
    const { code, stdout, stderr } = await runHosted(line.split(' '));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).toContain(hint);
  });
});

it('lets a wrong setting end every command, before anything is opened, with 78', async () => {
  for (const words of ['serve', 'demo', 'events', 'replay', 'rebuild', 'export x', 'import x']) {
    const run = await runHosted(words.split(' '), { PORT: 'wrong' });
    expect(run).toEqual({
      code: 78,
      stdout: '',
      stderr: 'fact-ledger: PORT: a whole number from 0 to 65535, not "wrong"\n',
    });
  }
  const { code } = await runHosted(['members', 'list'], { FACT_LEDGER_ADMIN_KEY: 'short' });
  expect(code).toBe(78);
});

it('lets a misspelt setting end it as a wrong one does', async () => {
  const run = await runHosted(['serve'], { PORT: '0', FACT_LEDGER_PUBLIC_READ: 'false' });
  expect(run).toEqual({
    code: 78,
    stdout: '',
    stderr:
      'fact-ledger: FACT_LEDGER_PUBLIC_READ is no setting; did you mean FACT_LEDGER_PUBLIC_READS?\n',
  });
});

it('tells nobody, without a trace, where its reader has gone', async () => {
  const { code, stderr } = await runShell('$FACT_LEDGER --help | true');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
