import { jest } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { PolicyAnswer } from '../../src/policy/queries/policies.js';
import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import { citedClaim, Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { itNeeding } from '../support/needing.js';
import { runHosted } from '../support/program-host.js';
import { linesIn, runShell, type Run } from '../support/program-run.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { TemporaryFolders } from '../support/temporary-folders.js';
import { runAtTerminal } from '../support/terminal-run.js';

// Commands run one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

const folders = new TemporaryFolders();
let dataDir: string;
let server: SpawnedServer;
let desk: Desk;
let editorKey: string;

beforeAll(async () => {
  dataDir = await folders.make();
  server = await SpawnedServer.start(dataDir);
  desk = await Desk.over(server);
  editorKey = desk.editor.key!;
});

afterAll(async () => {
  await server.end('SIGTERM');
  await folders.remove();
});

function run(words: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  return runHosted(['policy', ...words, '--url', server.url], env);
}

async function done(words: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { code, stdout, stderr } = await run(words, env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** Runs a command as the editor. */
const asEditor = (...words: string[]) => done(words, { FACT_LEDGER_KEY: editorKey });

/** @returns the file that holds the policy. */
async function fileWith(content: object | string): Promise<string> {
  const file = join(dataDir, 'policy-to-adopt.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const STRICT = {
  ...DEFAULT_POLICY,
  quorum: 3,
  distinctOrganizations: false,
  expiresAfterDays: 365,
  publishing: { roles: ['editor', 'reviewer'], byCarriers: false },
  overrides: [
    { question: 'veracity', topic: 'elections', quorum: 1, expiresAfterDays: 1 },
    { topic: 'sports', distinctOrganizations: false },
  ],
};

describe('policy show', () => {
  it('needs no key, and says what the policy says', async () => {
    const shown = await done(['show']);
    expect(shown).toMatch(/^Policy 1, adopted \d{4}-\d\d-\d\dT[\d:.]+Z by /);
    expect(shown).toContain('\nQuorum        2 reviewers\n');
    expect(shown).toContain('\nExpiry        none, where a verdict names no date\n');
    expect(shown).toContain('\nPublishing    editor\n');
    expect(shown).toMatch(/\nVeracity\n {2}true +5 {2}True: The evidence bears the claim out/);
    expect(shown).toMatch(/\n {2}unproven +- {2}Unproven: .+ \(not final\)\n/);
    expect(shown).toContain('\nOverrides: none\n');
  });

  it('gives in JSON what the API gives', async () => {
    const { body } = await server.admin.get('/v1/policy');
    expect(linesIn(await done(['show', '--json'], { FACT_LEDGER_KEY: editorKey }))).toEqual([body]);
  });

  it('names what is not there', async () => {
    const { code, stderr } = await run(['show', '--version', '99']);
    expect(code).toBe(69);
    expect(stderr).toMatch(/^fact-ledger: 404: .+\n$/);
  });
});

describe('policy try', () => {
  it('tells what would become of the verdicts, and records nothing', async () => {
    const { claimId } = await desk.settledClaim({ text: 'The port\tis open' });
    await server.admin.get(`/v1/claims?atLeast=${desk.position}`);
    const tried = await asEditor('try', await fileWith(STRICT));
    expect(tried).toContain('it would be version 2,');
    expect(tried).toContain(
      '0 questions would settle, 0 would be contested; 1 finding would not have been made\n',
    );
    expect(tried).toContain('exact: 1 claim looked at, all that have verdicts\n');
    expect(tried).toContain(`falls-short\tveracity\ttrue\t${claimId}\tThe port is open\n`);
    const [policy] = linesIn<PolicyAnswer>(await done(['show', '--json']));
    expect(policy!.version).toBe(1);
  });

  it('gives in JSON what the API gives, and reads standard input', async () => {
    const file = await fileWith(STRICT);
    const { code, stdout, stderr } = await runShell(
      `$FACT_LEDGER policy try - --json --url ${server.url} < "${file}"`,
      { FACT_LEDGER_KEY: editorKey },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(linesIn(stdout)).toMatchObject([{ version: 2, preview: { exact: true } }]);
  });

  it('takes what was shown, of which the ledger says that it is in force', async () => {
    const file = await fileWith(await done(['show', '--json']));
    const { code, stderr } = await run(['try', file], { FACT_LEDGER_KEY: editorKey });
    expect(code).toBe(69);
    expect(stderr).toContain('409: Version 1 says the same. (rule policy-unchanged: ');
  });

  it('names the rule that refuses, with the address of its page', async () => {
    const file = await fileWith({ ...STRICT, quorum: 99 });
    const { code, stderr } = await run(['try', file], { FACT_LEDGER_KEY: editorKey });
    expect(code).toBe(69);
    const page = `${server.url}/problems/rules/policy-unsettleable`;
    expect(stderr).toMatch(/^fact-ledger: 409: .+\n$/);
    expect(stderr).toContain(`(rule policy-unsettleable: ${page})`);
  });

  it('names each member that is malformed', async () => {
    const file = await fileWith({ ...STRICT, quorum: 0, qorum: 2 });
    const { code, stderr } = await run(['try', file], { FACT_LEDGER_KEY: editorKey });
    expect(code).toBe(69);
    expect(stderr).toMatch(/^fact-ledger: 422: .*\/qorum is not known here \/quorum must be /);
  });

  it.each([
    ['no JSON', 'quorum: 2', / is no JSON: /],
    ['no object', '[1]', / holds no policy: it must be a JSON object/],
  ])('refuses a file that holds %s', async (_, content, said) => {
    const { code, stdout, stderr } = await run(['try', await fileWith(content)]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(said);
  });

  it('refuses a file that is not there', async () => {
    const { code, stderr } = await run(['try', join(dataDir, 'none.json')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^fact-ledger: cannot read .+none\.json \(ENOENT\)\n$/);
  });

  it('says how to give a key where it has none', async () => {
    const { code, stderr } = await run(['try', await fileWith(STRICT)]);
    expect(code).toBe(69);
    expect(stderr).toMatch(/^fact-ledger: 401: .+ Give --key, or set FACT_LEDGER_KEY\.\n$/);
  });
});

describe('policy adopt', () => {
  it('asks nobody where nobody can be asked, and adopts nothing', async () => {
    const file = await fileWith(STRICT);
    for (const words of [
      ['adopt', file],
      ['adopt', file, '--json'],
    ]) {
      const { code, stdout, stderr } = await run(words, { FACT_LEDGER_KEY: editorKey });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('give --yes');
    }
    expect(await done(['show'])).toMatch(/^Policy 1,/);
  });

  it('puts the policy in force, of which later versions leave the earlier ones to be read', async () => {
    await citedClaim(desk);
    expect(await asEditor('adopt', await fileWith(STRICT), '--yes')).toMatch(
      /^it would be version 2,[^]*\nadopted version 2\n$/,
    );
    await eventually(async () => (await done(['show'])).startsWith('Policy 2,'));
    const shown = await done(['show'], { FACT_LEDGER_KEY: editorKey });
    expect(shown).toMatch(/^Policy 2, adopted .+ by editor \(/);
    expect(shown).toContain('\nQuorum        3 reviewers\n');
    expect(shown).toContain('\nExpiry        365 days after a verdict that names no date\n');
    expect(shown).toContain(
      '\nPublishing    editor, reviewer; nobody a finding that a verdict of their own carries\n',
    );
    expect(shown).toContain(
      '\nOverrides, of which a later one wins\n' +
        '  veracity, topic "elections": quorum 1, expiry 1 day\n' +
        '  both questions, topic "sports": reviewers are counted\n',
    );
    expect(await done(['show', '--version', '1'])).toMatch(/^Policy 1,/);
    const [adopted] = linesIn(
      await asEditor('adopt', await fileWith(DEFAULT_POLICY), '--yes', '--json'),
    );
    expect(adopted).toMatchObject({ id: 'ledger', version: 3 });
    const { body } = await server.admin.get(`/v1/policy?atLeast=${adopted!.position as string}`);
    expect(body).toMatchObject({ version: 3 });
  });

  itNeeding(['script'])('asks at a terminal, where it shows what would become', async () => {
    const [tried] = linesIn<PolicyAnswer>(
      await asEditor('try', await fileWith({ ...STRICT, quorum: 2 }), '--json'),
    );
    const line = `policy adopt "${await fileWith({ ...STRICT, quorum: 2 })}" --url ${server.url}`;
    const answered = (keys: string) =>
      runAtTerminal(line, { FACT_LEDGER_KEY: editorKey }, [['Adopt this policy? [y/N]', keys]]);
    const refused = await answered('\r');
    expect(refused).toMatchObject({ code: 1, asked: 1 });
    expect(refused.shown).toContain('it would be version ');
    expect(refused.shown).toContain('fact-ledger: the policy was not adopted');
    const agreed = await answered('y\r');
    expect(agreed).toMatchObject({ code: 0, asked: 1 });
    expect(agreed.shown).toContain(`adopted version ${tried!.version}\r\n`);
  });

  it('names the role that the caller lacks', async () => {
    const key = desk.contributor.key!;
    const { code, stderr } = await run(['adopt', await fileWith(STRICT), '--yes', '--key', key]);
    expect(code).toBe(69);
    expect(stderr).toMatch(/^fact-ledger: 403: .*editor.*\n$/);
  });
});
