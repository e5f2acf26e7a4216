import { jest } from '@jest/globals';

import { citedClaim, Desk } from '../support/desk.js';
import { runHosted } from '../support/program-host.js';
import { linesIn, type Run } from '../support/program-run.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { TemporaryFolders } from '../support/temporary-folders.js';

// Commands run one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

const folders = new TemporaryFolders();
let server: SpawnedServer;
let desk: Desk;

beforeAll(async () => {
  server = await SpawnedServer.start(await folders.make());
  desk = await Desk.over(server);
  const [ana, boris] = desk.reviewers;
  await desk.settledClaim({ text: 'The port is open', topics: ['ports\tand seas'] });
  const { claimId, citationId } = await citedClaim(desk, { text: 'The port is closed' });
  await desk.judge(ana, claimId, [citationId], { rating: 'false' });
  await desk.judge(boris, claimId, [citationId], { rating: 'true' });
  await server.admin.get(`/v1/claims?atLeast=${desk.position}`);
});

afterAll(async () => {
  await server.end('SIGTERM');
  await folders.remove();
});

function run(words: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  return runHosted(['stats', ...words, '--url', server.url], env);
}

/** What a reviewer gets. */
async function done(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(words, { FACT_LEDGER_KEY: desk.reviewers[0].key! });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

async function told(path: string): Promise<Record<string, unknown>> {
  return (await desk.reviewers[0].get(path)).body as Record<string, unknown>;
}

/** The cells of each line of a table. */
const cellsOf = (table: string) =>
  table
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/));

describe('stats overview', () => {
  it('needs no key, and tells the counts of each section', async () => {
    const { code, stdout } = await run(['overview']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Recorded\n +2 {2}claims\n +\d+ {2}sources\n +\d+ {2}citations\n/);
    expect(stdout).toContain('\nClaims by status\n');
    expect(stdout).toMatch(/\nClaims by topic\n {2}1 {2}ports and seas\n/);
    expect(stdout).toMatch(/\nOn veracity, standing findings by rating\n {2}1 {2}true\n$/);
    expect(stdout).toContain('\nOn attribution, standing findings by rating: none\n');
  });

  it('is told as of a moment', async () => {
    expect(await done('overview', '--as-of', '2001-01-01')).toMatch(/^Recorded\n {2}0 {2}claims\n/);
  });

  it('is told in JSON and CSV as the API tells it', async () => {
    expect(linesIn(await done('overview', '--json'))).toEqual([await told('/v1/stats/overview')]);
    expect(await done('overview', '--csv')).toMatch(/^\uFEFFclaims\.total,.+\r\n2,.+\r\n$/);
  });
});

describe('stats activity', () => {
  it('has a line a period, the latest first', async () => {
    const [header, ...rows] = cellsOf(await done('activity', '--interval', 'month'));
    expect(header!.slice(0, 4)).toEqual(['period', 'sources', 'captures', 'claims']);
    const { items } = await told('/v1/stats/activity?interval=month');
    const [latest] = items as { period: string; claimsRecorded: number; findingsReached: number }[];
    expect(rows[0]![0]).toBe(latest!.period);
    const [claims, findings] = ['claims', 'findings'].map(
      (name) => rows[0]![header!.indexOf(name)],
    );
    expect([claims, findings]).toEqual(['2', '1']);
    expect(rows).toHaveLength((items as unknown[]).length);
  });

  it('hands its options to the server, which may refuse them', async () => {
    const past = ['--from', '2001-01-01', '--until', '2001-01-02', '--time-zone', 'Europe/Berlin'];
    expect(linesIn(await done('activity', '--json', ...past))).toEqual([]);
    const { code, stderr } = await run(['activity', '--time-zone', 'Europe/Nowhere']);
    expect(code).toBe(69);
    expect(stderr).toMatch(/^fact-ledger: 422: .*\/timeZone/);
  });
});

describe('stats sources', () => {
  it('has a line a source, with its title last', async () => {
    const [header, ...rows] = cellsOf(await done('sources', '--order', 'cited'));
    expect(header).toEqual(expect.arrayContaining(['cited', 'refuted', 'source']));
    const { items } = await told('/v1/stats/sources?order=cited');
    const expected = (items as { source: { title: string } }[]).map(({ source }) => source.title);
    expect(rows.map((row) => row.at(-1))).toEqual(expected);
    expect(expected.length).toBeGreaterThan(1);
  });

  it('prints no more than it is told to, and all of it as CSV', async () => {
    const { items } = await told('/v1/stats/sources');
    const [first] = items as unknown[];
    expect(linesIn(await done('sources', '--json', '--limit', '1'))).toEqual([first]);
    const table = (await done('sources', '--csv')).trimEnd().split('\r\n');
    expect(table[0]).toMatch(/^\uFEFFsource\.id,/);
    expect(table).toHaveLength((items as unknown[]).length + 1);
  });

  it('counts publishers, too', async () => {
    const [header] = cellsOf(await done('sources', '--by', 'publisher'));
    expect(header!.slice(-2)).toEqual(['sources', 'publisher']);
  });

  it('tells what the server refuses of CSV', async () => {
    const { code, stdout, stderr } = await run(['sources', '--csv', '--order', 'cited']);
    expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
    expect(stderr).toMatch(/^fact-ledger: 422: .*\/order must be id/);
  });
});

describe('stats reviewers and agreement', () => {
  it('tell members how reviewers agree', async () => {
    const [header, ...rows] = cellsOf(await done('reviewers', '--order', 'verdicts'));
    expect(header).toEqual(['verdicts', 'attribution', 'agreed', 'veracity', 'agreed', 'reviewer']);
    const ana = rows.find((row) => row.at(-1)!.startsWith('Ana ('));
    expect(ana!.slice(0, -1)).toEqual(['2', '0', '0/0', '2', '1/1']);
    expect(await done('agreement')).toMatch(
      /^On attribution: 0 standing findings\n[^]*\nOn veracity: 1 standing finding, \d+ seconds? each in the median\n {2}alpha, nominal {2}- \(all ratings are the same\)\n/,
    );
    const { ledger } = await told('/v1/stats/reviewers');
    expect(linesIn(await done('agreement', '--json'))).toEqual([ledger]);
  });

  it.each([['reviewers'], ['agreement']])('ask for a key: %s', async (command) => {
    const { code, stdout, stderr } = await run([command]);
    expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
    expect(stderr).toContain('Give --key, or set FACT_LEDGER_KEY.');
  });
});
