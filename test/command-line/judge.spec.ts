import { jest } from '@jest/globals';

import type { Asked } from '../../src/command-line/asking.js';
import { judgeByAsking } from '../../src/command-line/judge.js';
import { LedgerClient } from '../../src/command-line/ledger-client.js';
import { readSettings } from '../../src/settings/settings.js';
import { Desk } from '../support/desk.js';
import { itNeeding } from '../support/needing.js';
import { runHosted } from '../support/program-host.js';
import { linesIn, type Run } from '../support/program-run.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { TemporaryFolders } from '../support/temporary-folders.js';
import { runAtTerminal, type Typed } from '../support/terminal-run.js';

// Commands run one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

const folders = new TemporaryFolders();
let server: SpawnedServer;
let desk: Desk;

beforeAll(async () => {
  server = await SpawnedServer.start(await folders.make());
  desk = await Desk.over(server);
});

afterAll(async () => {
  await server.end('SIGTERM');
  await folders.remove();
});

const ARTICLE = 'Before it.\n\nThe minister said that the port is open. After it.';

/** A claim with a quote in its place and another citation without one. @returns ids, newest citation first */
async function claimWithPassage(content: object = {}) {
  const claimId = await desk.claim({ text: 'The port is\u001b[31m open', ...content });
  const whole = await desk.source({ title: 'A letter' });
  const { id: letter } = await desk.cite(claimId, whole);
  const sourceId = await desk.source({ title: 'The port', publisher: { name: 'The Daily' } });
  const { sha256 } = await desk.snapshot(sourceId, ARTICLE);
  const { id: article } = await desk.cite(claimId, sourceId, {
    snapshot: sha256,
    quote: { exact: 'the port is open' },
  });
  await server.admin.get(`/v1/claims?atLeast=${desk.position}`);
  return { claimId, article, letter };
}

const keyOf = (reviewer: 0 | 1) => desk.reviewers[reviewer].key!;

function run(reviewer: 0 | 1, claimId: string, ...words: string[]): Promise<Run> {
  const env = { FACT_LEDGER_KEY: keyOf(reviewer) };
  return runHosted(['judge', claimId, ...words, '--url', server.url], env);
}

const verdictWords = (evidence: string) => [
  ...['--question', 'veracity', '--rating', 'true'],
  ...['--evidence', evidence, '--rationale', 'Both say so.'],
];

/** Reads the verdict of a reviewer as it was recorded. */
async function verdictOf(claimId: string, reviewer: 0 | 1): Promise<Record<string, unknown>> {
  const { body } = await server.admin.get(`/v1/claims/${claimId}/history`);
  const { items } = body as { items: { position: string }[] };
  const path = `/v1/claims/${claimId}/verdicts?atLeast=${items.at(-1)!.position}`;
  const verdicts = (await desk.reviewers[reviewer].get(path)).body as {
    items: { reviewer: { id: string } }[];
  };
  return verdicts.items.find((each) => each.reviewer.id === desk.reviewers[reviewer].id)!;
}

describe('judge with all its options', () => {
  it('asks nobody, and prints the verdict and the finding', async () => {
    const { claimId, article, letter } = await claimWithPassage();
    const evidence = `${article}, ${letter}`;
    const first = await run(0, claimId, ...verdictWords(evidence), '--expires', '2999-01-01');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^verdict [0-9a-f-]{36}\nno finding by this verdict\n$/);
    const second = await run(1, claimId, ...verdictWords(article), '--source-seen', '--json');
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(linesIn(second.stdout)).toMatchObject([
      { finding: { question: 'veracity', rating: 'true' } },
    ]);
    expect(await verdictOf(claimId, 0)).toMatchObject({
      rationale: 'Both say so.',
      evidence: [article, letter],
      expires: '2999-01-01',
    });
    expect(await verdictOf(claimId, 1)).toMatchObject({ sourceSeen: true });
  });

  it.each([
    ['nothing', [], '--question, --rating, --evidence, --rationale'],
    ['all but why', verdictWords('x').slice(0, 6), '--rationale'],
    ['all but why, for JSON', [...verdictWords('x').slice(0, 6), '--json'], '--rationale'],
  ])('names what is missing where nobody can be asked: given %s', async (_, words, missing) => {
    const { code, stdout, stderr } = await run(0, 'a-claim', ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`fact-ledger: nobody can be asked here: give ${missing}\n`);
  });

  it('tells the rule that refuses a verdict', async () => {
    const { claimId, article } = await claimWithPassage();
    const words = verdictWords(article).map((word) => (word === 'true' ? 'half-true' : word));
    const { code, stdout, stderr } = await run(0, claimId, ...words);
    expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
    expect(stderr).toMatch(
      /^fact-ledger: 4\d\d: .+ \(rule [a-z-]+: http:.+\/problems\/rules\/.+\)\n$/,
    );
  });
});

/** Somebody who answers what a test says, and hears all. */
class Answering implements Asked {
  readonly heard: string[] = [];

  constructor(private readonly answers: string[]) {}

  say(line: string): void {
    this.heard.push(line);
  }

  async ask(question: string): Promise<string> {
    this.heard.push(question);
    const answer = this.answers.shift();
    if (answer === undefined) throw new Error(`no answer to: ${question}`);
    return answer;
  }

  close(): void {}

  get all(): string {
    return this.heard.join('\n');
  }

  get unasked(): number {
    return this.answers.length;
  }
}

describe('judge at a terminal', () => {
  let printed: jest.SpiedFunction<typeof process.stdout.write>;
  beforeEach(() => {
    printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  });
  afterEach(() => void printed.mockRestore());

  function ask(claimId: string, asked: Asked, given = {}): Promise<void> {
    const client = LedgerClient.forMember(readSettings({}), keyOf(0), { url: server.url });
    return judgeByAsking(client, claimId, given, asked);
  }

  it('shows the claim, the passage in its place and the scale, and sends what is answered', async () => {
    const { claimId, article, letter } = await claimWithPassage({ topics: ['ports'] });
    const asked = new Answering([
      ...['what?', '2', 'half-true', 'Mostly-True', '7', '1 2'],
      ...['', 'Both say so.', 'soon', '2999-01-01', 'maybe', 'y', 'yes'],
    ]);
    await ask(claimId, asked);
    expect(asked.unasked).toBe(0);
    expect(asked.all).toContain('\n  "The port is [31m open"\n');
    expect(asked.all).toContain('\n  fact, of Majed al-Ansari\n  topics: ports\n');
    expect(asked.all).toContain('\n  veracity: unjudged, 0 verdicts, 2 more needed\n');
    expect(asked.all).toContain(
      `\n  1. supports: The port (The Daily)\n     citation ${article}, exact\n     quoted: "the port is open"\n` +
        '     | Before it.\n     | The minister said that [[the port is open]]. After it.\n' +
        `  2. supports: A letter\n     citation ${letter}\n`,
    );
    expect(asked.all).toMatch(/\n {2}2 mostly-true {3}4 {2}Mostly true: /);
    expect(asked.all).toContain('When does it expire? (a date; else never)');
    expect(String(printed.mock.calls[0]![0])).toMatch(/^verdict [0-9a-f-]{36}\n$/);
    expect(await verdictOf(claimId, 0)).toMatchObject({
      question: 'veracity',
      rating: 'mostly-true',
      evidence: [article, letter],
      rationale: 'Both say so.',
      expires: '2999-01-01',
      sourceSeen: true,
    });
  });

  it('asks only for what no option gives, and sends nothing that is not agreed to', async () => {
    const { claimId, article } = await claimWithPassage({
      kind: 'prediction',
      resolves: { by: '2999-12-31', criterion: 'A ship leaves.' },
    });
    const given = { question: 'veracity', rating: 'true', evidence: [article] };
    const asked = new Answering(['It left.', '', 'n', 'y', '']);
    await expect(ask(claimId, asked, given)).rejects.toThrow('the verdict was not submitted');
    expect(asked.unasked).toBe(0);
    expect(asked.all).toContain('  resolves by 2999-12-31: A ship leaves.\n');
    expect(asked.heard.filter((line) => line.endsWith('?'))).toEqual(['Why?']);
    expect(await verdictOf(claimId, 0)).toBeUndefined();
    expect(printed).not.toHaveBeenCalled();
  });

  it('says where there is no such claim', async () => {
    const nobody = '0199a3c0-0000-7000-8000-000000000000';
    await expect(ask(nobody, new Answering([]))).rejects.toThrow(/^404: /);
  });
});

itNeeding(['script'])(
  'judges at a real terminal, which can be left without a verdict',
  async () => {
    const { claimId } = await claimWithPassage();
    const speak = (...answers: Typed[]) =>
      runAtTerminal(`judge ${claimId} --url ${server.url}`, { FACT_LEDGER_KEY: keyOf(1) }, answers);
    const stopped = await speak(['Which question?', '\u0003']);
    expect(stopped).toMatchObject({ code: 130, asked: 1 });
    expect(stopped.shown).toContain('fact-ledger: stopped; nothing was sent');
    const given = await speak(
      ['Which question?', 'veracity\r'],
      ['Which rating?', 'true\r'],
      ['On which citations?', '1\r'],
      ['Why?', 'So it is.\r'],
      ['(a date; else never)', '\r'],
      ['yourself? [y/N]', '\r'],
      ['1 citation)? [y/N]', 'y\r'],
    );
    expect(given).toMatchObject({ code: 0, asked: 7 });
    expect(given.shown).toMatch(/verdict [0-9a-f-]{36}\r\nno finding by this verdict\r\n$/);
  },
);
